"""Rows of the records in words: what a column is called, and how what stands in it is read."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from centreline.evidence.contract import Kind, Privacy
from centreline.evidence.contracts import CONTRACTS
from centreline.kernel.units import Unit
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_format import day, instant, number, share
from centreline.web.frame.templatetags.centreline_words import from_book, words_of_key
from centreline.web.pages.home.asking import Cell, opens_rows

__all__ = ["called", "facts_of", "head_of", "row_in_words"]

DERIVED = ("month", "zone", "import_id", "mapping_version", "source_updated_at")
"""Columns of every table that say how a row is kept, and nothing of what it is about."""

KEYS = ("item", "form", "line")
"""Columns that name something by a key, which is read as the words it is made of."""


def head_of(column: str) -> str:
    """Return what a column is called above a table."""
    return _heads().get(column, column.replace("_", " "))


def called(named: Mapping[str, str], teams: Mapping[str, str]) -> str:
    """Return what a line is called by what its address names of it; a team by its title."""
    words = (
        teams.get(value, value) if name == "team" else _cell(name, value, table="") for name, value in named.items()
    )
    return " · ".join(filter(None, map(str, words)))


def row_in_words(row: Mapping[str, Any], columns: tuple[str, ...], *, table: str, slug: str) -> tuple[Cell, ...]:
    """Return the cells of a row; a contact leads to all that the records say of it."""
    return tuple(_cell(name, row[name], table=table, slug=slug) for name in columns)


def facts_of(rows: list[dict[str, Any]], *, table: str) -> list[tuple[str, str, tuple[Cell, ...]]]:
    """Return name, meaning and value of each column that says anything; nothing of who the customer is."""
    shown = [
        column
        for column in CONTRACTS[table].columns
        if column.privacy not in {Privacy.CUSTOMER, Privacy.FREE_TEXT} and column.name not in DERIVED
    ]
    return [
        (one.name, from_book(one.meaning), tuple(_cell(one.name, row[one.name], table=table) for row in rows))
        for one in shown
        if any(row.get(one.name) is not None for row in rows)
    ]


def _cell(name: str, value: Any, *, table: str, slug: str = "") -> Cell:
    if value is None:
        return ""
    if slug and name == "contact_id":
        return opens_rows(str(value), slug, contact_id=str(value))
    if name in KEYS:
        return str(words_of_key(value))
    if name == "is_after":
        return str(_("after")) if value else str(_("before"))
    return _value(value, _kind(table, name))


def _value(value: Any, kind: Kind) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, datetime):
        # Without a zone it is the clock of where it happened, and is read as it stands.
        return str(instant(value)) if value.tzinfo else f"{day(value.date())}, {value:%H:%M}"
    if isinstance(value, date):
        return str(day(value))
    if kind is Kind.MILLISECONDS:
        return figure(value, Unit.MILLISECONDS)
    if kind is Kind.SHARE:
        return str(share(value))
    return str(number(value) if isinstance(value, int | float) else value)


def _kind(table: str, name: str) -> Kind:
    if name in {"theirs", "its"}:
        return Kind.SHARE
    columns = CONTRACTS[table].all_columns if table else ()
    return next((one.kind for one in columns if one.name == name), Kind.TEXT)


def _heads() -> dict[str, str]:
    return {
        "local_at": _("When"), "on": _("On"), "entered_at": _("Came into it"), "left_at": _("Left it"),
        "evaluation_id": _("Evaluation"), "contact_id": _("Contact"), "calibration_id": _("Calibration"),
        "application_id": _("Application"), "cost_id": _("Booking"), "form": _("Form"), "agent": _("Agent"),
        "evaluator": _("Judged by"), "item": _("Behaviour"), "score": _("Points"), "source": _("Brought from"),
        "is_after": _("Coaching"), "theirs": _("People gave"), "its": _("The model gave"), "queue": _("Queue"),
        "critical_customer": _("Critical for the customer"), "critical_business": _("Critical for the business"),
        "critical_compliance": _("Critical for a rule"), "forecast_offered": _("Forecast"), "offered": _("Came"),
        "staff_required": _("Asked for"), "staff_scheduled": _("Scheduled"), "scheduled_ms": _("Scheduled"),
        "off_schedule_ms": _("Otherwise"), "job": _("Job"), "team": _("Team"), "outcome": _("What became of it"),
        "because": _("Because"), "role": _("Role"), "people": _("People"), "joined": _("Joined"), "left": _("Left"),
        "line": _("Line"), "contacts": _("Contacts"), "last_at": _("The last of them"),
        "amount": _("Amount"), "channel": _("Channel"),
    }  # fmt: skip
