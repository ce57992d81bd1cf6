"""Which column of a wage table holds what, and which name workers: those are dropped on sight."""

import re
from collections.abc import Iterable, Mapping

__all__ = ["GROUP", "cells_by_meaning", "is_personal", "meanings_in", "tells_paid", "tells_wage"]

GROUP = ("role", "site", "partner", "team")
"""What a wage is for; an empty one is for none in particular."""

MEANINGS: Mapping[str, tuple[str, ...]] = {
    "role": ("role", "jobtitle", "job", "position", "occupation", "function"),
    "site": ("site", "location", "office", "country"),
    "partner": ("partner", "vendor", "supplier", "outsourcer", "bpo"),
    "team": ("team", "department", "costcentre", "group"),
    "line": ("line", "costline", "account"),
    "hourly": ("hourly", "hourlywage", "hourlyrate", "wageperhour", "rateperhour", "hourlypay"),
    "monthly": ("monthly", "monthlywage", "monthlysalary", "salarypermonth", "monthlypay"),
    "yearly": ("yearly", "annual", "annualsalary", "yearlysalary", "annualwage", "salaryperyear", "annualpay"),
    "wage": ("wage", "salary", "rate", "pay", "basepay"),
    "per": ("per", "unit", "period", "payperiod"),
    "currency": ("currency", "curr", "ccy"),
    "valid_from": ("validfrom", "from", "effectivefrom", "effectivedate", "startdate", "since"),
    "valid_to": ("validto", "to", "until", "effectiveto", "enddate"),
    "month": ("month", "payrollmonth", "yearmonth"),
    "year": ("year", "fiscalyear"),
    "people": ("people", "fte", "headcount", "heads", "ftes"),
    "hours": ("paidhours", "hourspaid", "totalhours", "hourspermonth", "totalpaidhours"),
    "changed_at": ("updatedat", "changedat", "lastmodified", "modifiedat"),
}
PERSONAL = re.compile(
    r"^(name|fullname|firstname|lastname|surname|givenname|worker.*|employee.*|agent.*|person.*|staff(name|id|no)?|"
    r"email.*|phone.*|mobile.*|address.*|.*birth.*|dob|ssn|.*socialsec.*|taxid|nationalid|iban|bankaccount.*|gender|"
    r"(manager|supervisor)name)$"
)


def _plain(name: str) -> str:
    """Return the name of a column in small letters, without what is no letter or digit."""
    return re.sub(r"[^a-z0-9]", "", name.lower())


def is_personal(name: str) -> bool:
    """Say whether a column names or describes a worker: a wage table is about roles."""
    return PERSONAL.match(_plain(name)) is not None


def cells_by_meaning(cells: Mapping[str, str], *, columns: Mapping[str, str]) -> dict[str, str]:
    """Return the cells that are not empty by what they hold; `columns` are ours by theirs, and come first."""
    by_name = {_plain(name): cell for name, cell in cells.items() if cell}
    told = {ours: _plain(theirs) for theirs, ours in columns.items()}
    meant = {}
    for meaning, names in MEANINGS.items():
        own = (told[meaning],) if meaning in told else names
        found = next((by_name[name] for name in own if name in by_name), None)
        if found is not None:
            meant[meaning] = found
    return meant


def meanings_in(header: Iterable[str], *, columns: Mapping[str, str]) -> frozenset[str]:
    """Return what the columns of a header hold."""
    cells = dict.fromkeys((name for name in header if not is_personal(name)), "x")
    return frozenset(cells_by_meaning(cells, columns=columns))


def tells_wage(meanings: Iterable[str]) -> bool:
    """Say whether a row tells what a role is paid."""
    held = set(meanings)
    return "role" in held and bool(held & {"hourly", "monthly", "yearly", "wage"})


def tells_paid(meanings: Iterable[str]) -> bool:
    """Say whether a row tells how many people or hours of a role were paid in a month."""
    held = set(meanings)
    return {"role", "month"} <= held and bool(held & {"people", "hours"}) and not tells_wage(held)
