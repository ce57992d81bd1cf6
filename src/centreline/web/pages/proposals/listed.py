"""The list of proposals: rows, filtered, sorted and taken away by what stands in the address."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.actions.proposed import said_in
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Said
from centreline.web.reading.findings import Seen
from centreline.web.reading.measured import Measured, measured_of
from centreline.web.reading.proposals import Witness, state_words, witnesses

__all__ = ["COLUMNS", "NAMES", "Row", "columns", "filtered", "line_of", "ordered", "rows_of"]

COLUMNS = (
    "title",
    "subject",
    "state",
    "owner",
    "next",
    "expected",
    "measured",
    "proposed_by",
    "approved_by",
    "version",
)
"""Headings of the file."""

NAMES = {"proposed_by": "proposed_by_name", "approved_by": "approved_by_name"}
"""Those that hold names people sign in with, and what stands beside them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal as the list shows it.

    Attributes:
        entry: The proposal.
        said: What it says.
        about: What people call what changes.
        state: How far it has come, in the reader's language.
        url: Its page.
        seen: What the newest look says of each finding that spoke for it.
        measured: What was measured so far.
    """

    entry: Entry
    said: Said
    about: str
    state: str
    url: str
    seen: tuple[Witness, ...]
    measured: Measured

    @property
    def text(self) -> str:
        """Everything that a search goes through, in small letters."""
        said = self.said
        checks = " ".join(one.check for one in said.evidence)
        return " ".join((said.title, said.what, said.because, said.owner, self.about, said.subject, checks)).casefold()


def rows_of(entries: Iterable[Entry], *, seen: Seen | None, actor: Actor) -> list[Row]:
    """Return a row for each proposal, the newest first; what was measured is in the rows that the reader may see."""
    newest_first = sorted(entries, key=lambda one: one.made_at, reverse=True)
    return [
        Row(
            entry=one,
            said=said_in(one),
            about=seen.names.about(one.within) if seen else one.within,
            state=state_words()[said_in(one).state],
            url=reverse("proposal", args=[one.key]),
            seen=witnesses(one, seen=seen),
            measured=measured_of(actor, one),
        )
        for one in newest_first
    ]


TESTS: Mapping[str, Callable[[Row, str], bool]] = {
    "state": lambda row, asked: row.said.state == asked,
    "owner": lambda row, asked: row.said.owner == asked,
    "about": lambda row, asked: asked.casefold() in f"{row.about} {row.said.subject}".casefold(),
    "q": lambda row, asked: all(word in row.text for word in asked.casefold().split()),
}
"""What each part of the address asks of a row."""

ORDERS: Mapping[str, Callable[[Row], Any]] = {
    "title": lambda row: row.said.title.casefold(),
    "state": lambda row: list(state_words()).index(row.said.state),
    "owner": lambda row: row.said.owner.casefold(),
    "next": lambda row: (row.said.next_on is None, str(row.said.next_on)),
}


def filtered(rows: Iterable[Row], *, asked: Mapping[str, Any]) -> list[Row]:
    """Return the rows that answer to everything that is asked in the address."""
    tests = [(test, str(asked[name])) for name, test in TESTS.items() if asked.get(name)]
    return [row for row in rows if all(test(row, value) for test, value in tests)]


def ordered(rows: list[Row], *, sort: str) -> list[Row]:
    """Return the rows in the order asked for, `key` or `-key`; as they are where nobody asked for one there is."""
    order = ORDERS.get(sort.removeprefix("-"))
    return rows if order is None else sorted(rows, key=order, reverse=sort.startswith("-"))


def columns(rows: Iterable[Row], *, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the columns of the table with what they are filtered by now."""
    owners = sorted({row.said.owner for row in rows})
    named: list[tuple[str, str, dict[str, Any]]] = [
        ("title", _("Change"), {"sortable": True}),
        ("about", _("About"), {"filter": "text"}),
        ("state", _("State"), {"sortable": True, "filter": list(state_words().items())}),
        ("owner", _("Sees to it"), {"sortable": True, "filter": [(one, one) for one in owners]}),
        ("next", _("Next"), {"sortable": True}),
        ("expected", _("Expected"), {}),
        ("measured", _("Measured so far"), {}),
    ]
    return [{"key": key, "label": label, "filtered": asked.get(key, ""), **more} for key, label, more in named]


def line_of(row: Row) -> tuple[str | int | None, ...]:
    """Return a row as it stands in a file."""
    said = row.said
    return (
        said.title, said.subject, str(said.state), said.owner, str(said.next_on or ""), said.expected,
        row.measured.says, row.entry.made_by, said.approved_by, said.published_as,
    )  # fmt: skip
