"""What an address asks of a metric: in which variant, by which periods, of which days and rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from centreline.evidence.engine import Evidence
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.period import Period
from centreline.metrics.definition import Metric, Variant
from centreline.metrics.periods import Grain
from centreline.metrics.tenure import TENURE_COLUMNS, THERE_BEFORE
from centreline.metrics.views import base_table, view
from centreline.web.frame.centre import ServedWorkspace
from centreline.web.frame.kept import kept
from centreline.web.frame.narrowing import COLUMNS as NARROWED_BY
from centreline.web.frame.narrowing import period_in, values_of_contacts
from centreline.web.reading.meant import variant_meant

__all__ = ["FILTERS", "Asked", "asked_of", "choices_of", "value_words"]

FILTERS = ("queue", "channel", "partner", "team", "site", "tenure")
"""Columns by which rows are chosen, in the order of the form; a table offers those it has."""

GRAINS: tuple[Grain, ...] = ("day", "week", "month")

MOST_CHOICES = 200
"""Values of a column above which it is no list to choose from."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to one metric.

    Attributes:
        metric: The metric.
        variant: In which way of counting.
        grain: How long each period is; None where nobody said.
        period: Local days; None for all records.
        chosen: By column, the value rows have to have.
        named: Whether the address names the variant.
        untold: Columns the address chooses rows by, of which the records of this metric say nothing.
    """

    metric: Metric
    variant: Variant
    grain: Grain | None
    period: Period | None
    chosen: Mapping[str, str]
    named: bool
    untold: tuple[str, ...] = ()

    @property
    def where(self) -> str | None:
        """The chosen rows as an expression over the table; None for all."""
        return " and ".join(f"{column} == {value!r}" for column, value in self.chosen.items()) or None

    @property
    def selection(self) -> str:
        """The chosen rows as a text that is the same for the same rows; empty for all."""
        return urlencode(sorted(self.chosen.items()))

    @property
    def last_day(self) -> date | None:
        """The last day that is asked about; None where nobody said."""
        return None if self.period is None else self.period.ends_before - timedelta(days=1)

    def query(self, **changed: str | None) -> str:
        """Return the query of the same question with some parts changed, None taking one away; `?` before it."""
        parts: dict[str, str | None] = {
            "variant": self.variant.id if self.named else None,
            "grain": self.grain,
            "from": self.period.starts_on.isoformat() if self.period else None,
            "to": self.last_day.isoformat() if self.last_day else None,
            **self.chosen,
            **changed,
        }
        written = urlencode({name: value for name, value in parts.items() if value})
        return f"?{written}" if written else ""


def asked_of(given: Mapping[str, str], metric: Metric, *, place: ServedWorkspace) -> Asked:
    """Return what an address asks.

    Args:
        given: The query.
        metric: Of which metric.
        place: The centre as the reader may see it.

    Raises:
        MetricUnknown: there is no such variant.
        ArgumentInvalid: a day or a period length is none, or a value stands in no row the reader may see.
    """
    named = given.get("variant", "").strip()
    variant = metric.variant(named) if named else variant_meant(metric, place=place)
    chosen = {name: given[name].strip() for name in FILTERS if given.get(name, "").strip()}
    untold: tuple[str, ...] = ()
    if chosen and place.evidence is not None:
        known = choices_of(place.evidence, variant)
        untold = tuple(name for name in chosen if name in NARROWED_BY and known and name not in known)
        chosen = {name: value for name, value in chosen.items() if name not in untold}
        _stop_for_unknown(chosen, known, evidence=place.evidence)
    return Asked(metric, variant, _grain(given.get("grain", "")), period_in(given), chosen, bool(named), untold)


def choices_of(evidence: Evidence, variant: Variant) -> dict[str, list[str]]:
    """Return for each column rows can be chosen by the values that occur; a column without any is left out."""
    tables = [name for name in dict.fromkeys((variant.table, variant.denominator_table)) if name]
    if not all(evidence.has(base_table(name)) for name in tables):
        return {}
    return kept(evidence, "choices", tables, make=lambda: _choices_in(evidence, tables))


def value_words() -> dict[str, str]:
    """Return what values of columns are called that are worked out here; those of a source stay as they are."""
    return {
        THERE_BEFORE: _("there before the records"),
        "under 30 days": _("under 30 days"),
        "30 to 89 days": _("30 to 89 days"),
        "90 to 179 days": _("90 to 179 days"),
        "180 days and more": _("180 days and more"),
    }


def _choices_in(evidence: Evidence, tables: list[str]) -> dict[str, list[str]]:
    shared = [name for name in FILTERS if all(_told(evidence, table, name) for table in tables)]
    found = {name: _values(evidence, tables[0], name) for name in shared}
    return {name: values for name, values in found.items() if 0 < len(values) <= MOST_CHOICES}


def _told(evidence: Evidence, table: str, column: str) -> bool:
    if column in TENURE_COLUMNS:
        return table == "contact" and evidence.has("contact", *TENURE_COLUMNS[column])
    return column in view(evidence, table).columns


def _values(evidence: Evidence, table: str, column: str) -> list[str]:
    rows = view(evidence, table, wanted=[column] if column in TENURE_COLUMNS else ())
    distinct = rows.filter(rows[column].notnull()).select(column).distinct().limit(MOST_CHOICES + 1)
    return sorted(str(row[column]) for row in evidence.rows(distinct) if str(row[column]))


def _stop_for_unknown(chosen: Mapping[str, str], choices: Mapping[str, list[str]], *, evidence: Evidence) -> None:
    for name, value in chosen.items():
        if value in choices.get(name, ()):
            continue
        # Links hand on what was chosen elsewhere: of a queue that has contacts and no evaluations, none is counted.
        if name not in NARROWED_BY or value not in values_of_contacts(evidence, name):
            raise ArgumentInvalid(
                f"no row you may see has the {name} {value!r}",
                where="the address",
                fix=f"choose another {name}, or leave it out",
            )


def _grain(given: str) -> Grain | None:
    found = next((grain for grain in GRAINS if grain == given), None)
    if given and found is None:
        raise ArgumentInvalid(
            f"a chart does not run by {given!r}", where="the address", fix=f"write one of: {', '.join(GRAINS)}"
        )
    return found
