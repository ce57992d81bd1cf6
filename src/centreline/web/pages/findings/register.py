"""The register: rows of findings, filtered, sorted and cut into pages by what stands in the address."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.findings.families import FAMILIES
from centreline.findings.finding import Finding, Severity
from centreline.governance.entry import Entry
from centreline.governance.kinds.decision import DecisionLane
from centreline.web.frame.addresses import address_of
from centreline.web.frame.as_read import questions_as_read
from centreline.web.reading.approvals import lane_of, waits_words
from centreline.web.reading.findings import Seen
from centreline.web.reading.merged import Name, Size

__all__ = [
    "AT_FIRST", "KEYS", "Row", "columns", "filtered", "lane_choices", "lane_words", "ordered", "rows_of",
    "severity_words", "tabs_of",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One finding as the register shows it.

    Attributes:
        finding: What was found.
        about: What people call what it is about.
        owner: Who answers for it; empty where nobody does.
        question: What the check asks.
        address: Of its page.
        lane: What was decided, or that it waits for an approval or was refused one; empty where nothing was.
        size: How large somebody judged it to be; None where nobody did, or the reader is not told.
        parts: How many other findings are read as part of it.
        stage: Key of the stage whose touchpoint it is about; empty where it is about none.
        stage_word: What people call that stage.
        first_seen: Since when it stands without a break; None where nobody kept that.
    """

    finding: Finding
    about: str
    owner: str
    question: str
    address: str
    lane: str
    size: Size | None = None
    parts: int = 0
    stage: str = ""
    stage_word: str = ""
    first_seen: datetime | None = None

    @property
    def severity(self) -> str:
        """The word for its weight, in the reader's language."""
        return severity_words()[self.finding.severity]

    @property
    def lane_word(self) -> str:
        """What was decided, in the reader's language; empty where nothing was."""
        return (lane_words() | waits_words())[self.lane] if self.lane else ""

    @property
    def records(self) -> int:
        """How many records are behind it."""
        return self.finding.records.count if self.finding.records else 0

    @property
    def text(self) -> str:
        """Everything that a search goes through, in small letters."""
        parts = (self.finding.check, self.finding.element, self.finding.says, self.about, self.owner, self.question)
        return " ".join(parts).casefold()


def tabs_of(current: str) -> list[dict[str, Any]]:
    """Return the tabs of findings, the register and the board; `current` is the name of the address that is open."""
    named = {"findings": _("Register"), "decide": _("Decide")}
    return [{"label": label, "url": reverse(name), "current": name == current} for name, label in named.items()]


def severity_words() -> dict[str, str]:
    """Return the word for each severity, the heaviest first."""
    words = {"critical": _("Critical"), "high": _("High"), "medium": _("Medium"), "low": _("Low")}
    return {str(one): words[one] for one in sorted(Severity, key=lambda one: -one.rank)}


def lane_choices(shut: Collection[str]) -> list[tuple[str, str]]:
    """Return the lanes a finding can be put into, in words; where gates are shut, a machine says so before."""
    words = lane_words() | ({"automate": _("Automate: a gate is not passed")} if shut else {})
    return list(words.items())


def lane_words() -> dict[str, str]:
    """Return the word for each lane, in the order in which they are asked."""
    words = {
        DecisionLane.REMOVE: _("Remove"),
        DecisionLane.SIMPLIFY: _("Simplify"),
        DecisionLane.AUTOMATE: _("Automate"),
        DecisionLane.DO_NOT_AUTOMATE: _("Do not automate yet"),
        DecisionLane.KNOWLEDGE: _("Mend the knowledge"),
        DecisionLane.PEOPLE: _("People"),
        DecisionLane.SOURCING: _("Sourcing"),
    }
    return {str(lane): words[lane] for lane in DecisionLane}


def rows_of(
    findings: Iterable[Finding],
    *,
    seen: Seen,
    decisions: Iterable[Entry],
    sizes: Mapping[Name, Size] = MappingProxyType({}),
    merged: Mapping[Name, Entry] = MappingProxyType({}),
) -> list[Row]:
    """Return a row for each finding, in the order given."""
    parts = Counter((one.fields["into_check"], one.fields["into_element"]) for one in merged.values())
    decided = {(entry.fields["check"], entry.fields["element"]): lane_of(entry) for entry in decisions}
    book = questions_as_read()
    stages = {
        f"touchpoint:{one.id}": (stage.id, stage.title)
        for journey in seen.blueprint.journeys
        for stage in journey.stages
        for one in stage.touchpoints
    }
    return [
        Row(
            one,
            seen.names.about(one.element),
            seen.names.owner(one.element) or "",
            book[one.check].question if one.check in book else "",
            address_of(one.check, one.element),
            decided.get((one.check, one.element), ""),
            sizes.get((one.check, one.element)),
            parts[one.check, one.element],
            *stages.get(one.element, ("", "")),
            seen.first_seen(one),
        )
        for one in findings
    ]


TESTS: Mapping[str, Callable[[Row, str], bool]] = {
    "severity": lambda row, asked: row.finding.severity == asked,
    "family": lambda row, asked: row.finding.check.startswith(asked),
    "owner": lambda row, asked: row.owner == ("" if asked == "nobody" else asked),
    "about": lambda row, asked: asked.casefold() in f"{row.about} {row.finding.element}".casefold(),
    "says": lambda row, asked: asked.casefold() in row.finding.says.casefold(),
    "stage": lambda row, asked: row.stage == ("" if asked == "none" else asked),
    "decided": lambda row, asked: row.lane == ("" if asked == "open" else asked),
    "q": lambda row, asked: all(word in row.text for word in asked.casefold().split()),
}
"""What each part of the address asks of a row."""


def filtered(rows: Iterable[Row], *, asked: Mapping[str, Any]) -> list[Row]:
    """Return the rows that answer to everything that is asked in the address."""
    tests = [(test, str(asked[name])) for name, test in TESTS.items() if asked.get(name)]
    return [row for row in rows if all(test(row, value) for test, value in tests)]


ORDERS: Mapping[str, Callable[[Row], Any]] = {
    "severity": lambda row: -row.finding.weight,
    "family": lambda row: row.finding.check,
    "about": lambda row: row.about.casefold(),
    "records": lambda row: row.records,
    "stage": lambda row: (row.stage_word == "", row.stage_word.casefold()),
    "says": lambda row: row.finding.says.casefold(),
    "decided": lambda row: (row.lane == "", row.lane),
    "size": lambda row: (row.size.most_cost or 0.0, row.size.contacts or 0.0) if row.size else (-1.0, -1.0),
    "owner": lambda row: (row.owner == "", row.owner.casefold()),
    "first_seen": lambda row: (row.first_seen is None, row.first_seen and row.first_seen.isoformat()),
}


def ordered(rows: list[Row], *, sort: str) -> list[Row]:
    """Return the rows in the order asked for, `key` or `-key`; as they are where nobody asked for one there is."""
    order = ORDERS.get(sort.removeprefix("-"))
    return rows if order is None else sorted(rows, key=order, reverse=sort.startswith("-"))


KEYS = frozenset({"severity", "family", "says", "about", "stage", "records", "size", "owner", "decided", "first_seen"})
"""Columns of the table."""

AT_FIRST = KEYS - {"stage"}
"""Those that are shown before anybody chose: most of what is found stands at no stage."""


def columns(rows: Iterable[Row], *, asked: Mapping[str, Any], shows: frozenset[str] = KEYS) -> list[dict[str, Any]]:
    """Return the columns of the table with what they are filtered by now, and whether each is shown."""
    all_rows = list(rows)
    families = sorted({row.finding.check[:3] for row in all_rows})
    owners = sorted({row.owner for row in all_rows if row.owner})
    found = {(row.stage, row.stage_word) for row in all_rows if row.stage}
    stages = sorted(found, key=lambda one: (one[1].casefold(), one[0]))
    waits = [(key, word) for key, word in waits_words().items() if any(row.lane == key for row in all_rows)]
    lanes = [("open", _("Not decided")), *lane_words().items(), *waits]
    named: list[tuple[str, str, dict[str, Any]]] = [
        ("severity", _("Strength"), {"sortable": True, "filter": list(severity_words().items())}),
        ("family", _("Check"), {"sortable": True, "filter": [(one, _family(one)) for one in families]}),
        ("says", _("What was found"), {"sortable": True, "filter": "text"}),
        ("about", _("About"), {"sortable": True, "filter": "text"}),
        ("stage", _("Stage"), {"sortable": True, "filter": [*stages, ("none", _("At no stage"))]}),
        ("records", _("Evidence"), {"sortable": True}),
        ("size", _("Size a month"), {"sortable": True}),
        (
            "owner",
            _("Answers for it"),
            {"sortable": True, "filter": [("nobody", _("Nobody")), *((o, o) for o in owners)]},
        ),
        ("decided", _("Decision"), {"sortable": True, "filter": lanes}),
        ("first_seen", _("First seen"), {"sortable": True, "help": _("The first look since which it stands unbroken")}),
    ]
    return [
        {"key": key, "label": label, "filtered": asked.get(key, ""), "shown": key in shows, **more}
        for key, label, more in named
    ]


def _family(key: str) -> str:
    return f"{key} · {_(FAMILIES[key].title)}" if key in FAMILIES else key
