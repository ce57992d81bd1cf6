"""For which part of the records a page is shown: chosen in the bar on top, kept in the address, handed on by links."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.period import Period
from centreline.metrics.views import view
from centreline.web.frame.centre import workspace
from centreline.web.frame.kept import kept
from centreline.web.frame.templatetags.centreline_format import day

__all__ = [
    "COLUMNS",
    "NAMES",
    "Narrowed",
    "carried",
    "column_words",
    "narrowed",
    "period_in",
    "picker_of",
    "shown_for",
    "values_of_contacts",
]

COLUMNS = ("partner", "site", "queue")
"""Columns of contacts by which rows are chosen, in the order of the picker."""

NAMES = (*COLUMNS, "from", "to")
"""How each part is named in an address; pages of metrics name theirs the same."""

ITSELF = "nobody"
"""On boards in place of a partner: touchpoints the centre serves itself, which chooses cards and no rows."""

MOST_OFFERED = 200
LONGEST = 120

Offered = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Narrowed:
    """The rows a page is shown for.

    Attributes:
        chosen: By column, the value rows have to have.
        period: Local days; None for all records.
        offered: By column, value and word of what may be chosen.
        days: Whether days can be chosen.
    """

    chosen: Mapping[str, str]
    period: Period | None
    offered: Mapping[str, Offered]
    days: bool

    def __bool__(self) -> bool:
        """Whether it is less than everything."""
        return bool(self.chosen or self.period)

    @property
    def where(self) -> str | None:
        """The chosen rows as an expression over a table; None for all."""
        return " and ".join(f"{column} == {value!r}" for column, value in self.chosen.items()) or None

    @property
    def words(self) -> list[str]:
        """What is chosen, in words, a part each."""
        titles = {name: dict(offered) for name, offered in self.offered.items()}
        said = [titles.get(name, {}).get(value, value) for name, value in self.chosen.items()]
        return [*said, _days(self.period)] if self.period else said


def narrowed(
    request: HttpRequest,
    *,
    by: Sequence[str] = COLUMNS,
    days: bool = True,
    offers: Mapping[str, Offered] = MappingProxyType({}),
) -> Narrowed:
    """Return for which rows the address asks this page, and let the bar on top offer what else may be chosen.

    Args:
        request: Who asks, and for what; only what stands in rows they may see is offered.
        by: Columns this page can be narrowed by; others are handed on by its links, and change nothing here.
        days: Whether days narrow it.
        offers: What is offered in place of what stands in the records, for columns of which that is known better.

    Raises:
        ArgumentInvalid: the address asks for what stands in no row they may see, or for days that are none.
    """
    known = {name: offers[name] if name in offers else _offered(request.actor, name) for name in by}
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in by}
    chosen = {name: value for name, value in asked.items() if value and value != ITSELF}
    for name, value in chosen.items():
        if value not in dict(known[name]):
            raise ArgumentInvalid(
                f"no row you may see has the {name} {value!r}",
                where="the address",
                fix=f"choose another {name}, or leave it out",
            )
    found = Narrowed(chosen, period_in(request.GET) if days else None, known, days)
    shown_for(request, found)
    return found


def shown_for(request: HttpRequest, found: Narrowed) -> None:
    """Let the bar on top of this page say for which rows it is shown, and offer others."""
    request.narrowed = found  # read by the frame, which is drawn after the page


def carried(request: HttpRequest) -> str:
    """Return what links of this page hand on, as the query of an address with `?`; empty where nothing is chosen."""
    if not isinstance(getattr(request, "narrowed", None), Narrowed):
        return ""
    asked = {name: request.GET.get(name, "").strip()[:LONGEST] for name in NAMES}
    written = urlencode({name: value for name, value in asked.items() if value and value != ITSELF})
    return f"?{written}" if written else ""


def column_words() -> dict[str, str]:
    """Return what the columns are called by which rows are chosen."""
    return {
        "queue": _("Queue"),
        "channel": _("Channel"),
        "partner": _("Partner"),
        "team": _("Team"),
        "site": _("Site"),
        "tenure": _("Tenure"),
    }


def picker_of(request: HttpRequest) -> dict[str, Any] | None:
    """Return what the picker in the bar on top shows; None on pages that are shown for everything."""
    found = getattr(request, "narrowed", None)
    if not isinstance(found, Narrowed):
        return None
    labels = column_words()
    fields = [
        {"name": name, "label": labels[name], "value": found.chosen.get(name, ""), "values": offered}
        for name, offered in found.offered.items()
        if offered or found.chosen.get(name)
    ]
    if not (fields or found.days):
        return None
    takes = {*(one["name"] for one in fields), *(("from", "to") if found.days else ())}
    others = [(name, value) for name, values in request.GET.lists() for value in values]
    return {
        "fields": fields,
        "days": found.days,
        "from": request.GET.get("from", "") if found.days else "",
        "to": request.GET.get("to", "") if found.days else "",
        "kept": [(name, value) for name, value in others if name not in takes and name != "page"],
        "held": [(name, value) for name, value in others if name in NAMES and value],
        "aside": [value for name, value in others if name in NAMES and name not in takes and value and value != ITSELF],
        "all": "?" + urlencode([(name, value) for name, value in others if name not in (*NAMES, "page")]),
        "words": found.words,
        "any": bool(found),
    }


def period_in(given: Mapping[str, str]) -> Period | None:
    """Return the local days an address names with `from` and `to`; None where it names none.

    Raises:
        ArgumentInvalid: they are no days, or the last one is before the first.
    """
    first, last = (given.get(name, "").strip() for name in ("from", "to"))
    if not first and not last:
        return None
    try:
        starts = date.fromisoformat(first) if first else date.min
        ends = date.fromisoformat(last) if last else date(9998, 12, 31)
        return Period(starts, ends + timedelta(days=1))
    except (ValueError, OverflowError) as reason:
        raise ArgumentInvalid(
            f"cannot read {first!r} to {last!r} as days",
            where="the address",
            fix="write two days such as from=2026-01-01 and to=2026-03-31, the first of them earlier",
        ) from reason


def _offered(actor: Actor, column: str) -> Offered:
    place = workspace(actor.scope)
    found = values_of_contacts(place.evidence, column)
    titles = {one.id: one.title for one in place.blueprint.partners} if column == "partner" else {}
    return [(value, titles.get(value, value)) for value in found] if len(found) <= MOST_OFFERED else ()


def values_of_contacts(evidence: Evidence | None, column: str) -> list[str]:
    """Return what stands in a column of the contacts a reader may see, in order; of more than are offered, not all."""
    if evidence is None or not evidence.has("contact"):
        return []
    return kept(evidence, "offered", column, make=lambda: _values(evidence, column))


def _values(evidence: Evidence, column: str) -> list[str]:
    rows = view(evidence, "contact")
    if column not in rows.columns:
        return []
    distinct = rows.filter(rows[column].notnull()).select(column).distinct().limit(MOST_OFFERED + 1)
    return sorted(str(row[column]) for row in evidence.rows(distinct) if str(row[column]))


def _days(period: Period) -> str:
    first, last = period.starts_on, period.ends_before - timedelta(days=1)
    if first == date.min:
        return str(_("to %(last)s") % {"last": day(last)})
    if last >= date(9998, 12, 31):
        return str(_("from %(first)s") % {"first": day(first)})
    return f"{day(first)} – {day(last)}"
