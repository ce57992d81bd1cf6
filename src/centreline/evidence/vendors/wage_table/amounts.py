"""Wages times what was paid: cost for each month for which both are known, and a sentence for each that is not."""

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from centreline.evidence.contracts.cost import COST
from centreline.evidence.vendors.values import Words

__all__ = ["Wage", "cost_rows", "wages_of"]

LINES: Mapping[str, str] = {
    r"vendor|partner manager": "vendor_management",
    r"recruit|talent": "recruiting",
    r"train|coach|instruct|learning": "training",
    r"quality|\bqa\b|evaluat": "quality",
    r"\bwfm\b|workforce|planner|planning|schedul|forecast|real.?time|intraday": "workforce_planning",
    r"report|analyst|insight|\bbi\b": "reporting",
    r"escalat|complaint": "escalations",
    r"engineer|developer|\bit\b|system|technolog": "technology",
    r"lead|manager|supervisor|head of|director|chief": "leadership",
    r"agent|advis|representative|associate|specialist|operator|consultant|clerk": "internal_teams",
}
"""Ours by words of a role's name; the first that fits counts."""

NOT_PAID = "A wage is known, and neither headcount nor paid hours are for its months: no cost is made up."
NO_HOURS = "A wage for an hour needs paid hours: headcount alone says no amount."
NO_PEOPLE = "A wage for a month or a year needs headcount: paid hours alone say no amount."
NO_END = "A wage with headcount has no last day: cost stands only for months that are told."
NO_WAGE = "People or hours were paid for whom no wage is known in that month."
TWO_WAGES = "Two wages of one role are valid at once: paid hours do not say whose they are."
OTHER_MONEY = "A wage is in another currency than costs are counted in: convert it first."


@dataclass(frozen=True, slots=True)
class Wage:
    """One wage of a group.

    Attributes:
        told: What the row says.
        begins: First day it is paid.
        ends: Last day; None where nobody says.
    """

    told: Mapping[str, Any]
    begins: date | None
    ends: date | None

    def share_of(self, month: date) -> float:
        """Return the share of a month's days on which it is paid, 0 to 1."""
        days = monthrange(month.year, month.month)[1]
        last = month.replace(day=days)
        begins = max(self.begins or month, month)
        ends = min(self.ends or last, last)
        return max((ends - begins).days + 1, 0) / days


def wages_of(told: Sequence[Mapping[str, Any]]) -> list[Wage]:
    """Return wages with their days: one without a last day ends when the next of its group begins."""
    days = sorted({day for each in told if (day := _date(each["valid_from"])) is not None})
    wages = []
    for each in told:
        begins, ends = _date(each["valid_from"]), _date(each["valid_to"])
        following = next((day for day in days if begins is None or day > begins), None)
        if ends is None and following is not None:
            ends = following - timedelta(days=1)
        wages.append(Wage(each, begins, ends))
    return wages


def _date(written: str | None) -> date | None:
    return None if written is None else date.fromisoformat(written)


def cost_rows(
    wages: Sequence[Wage], paid: Sequence[Mapping[str, Any]], *, subject: str, words: Words
) -> tuple[list[dict[str, Any]], tuple[str, ...]]:
    """Return the cost of a group for each month, and what is missing.

    Args:
        wages: Its wages.
        paid: How many people and hours were paid, by month.
        subject: The group's name.
        words: Takes lines nobody foresaw.
    """
    amounts: dict[date, float] = defaultdict(float)
    remarks: set[str] = set()
    for wage in wages:
        remarks |= _own(wage, amounts, told_elsewhere=bool(paid))
    shared = [wage for wage in wages if not _is_complete(wage)]
    for month_told in paid:
        remarks |= _of_month(month_told, shared, amounts, is_known=bool(wages))
    if not amounts:
        return [], tuple(sorted(remarks))
    first = (wages[0].told if wages else paid[0]) or {}
    line = _line(first, words=words)
    rows = [
        {
            "cost_id": f"{subject} {month:%Y-%m}",
            "on": month,
            "line": line,
            "amount": round(amount, 2),
            "partner": first["partner"],
            "team": first["team"],
        }
        for month, amount in sorted(amounts.items())
    ]
    return rows, tuple(sorted(remarks))


def _is_complete(wage: Wage) -> bool:
    """Say whether a wage's own row tells what is paid."""
    return wage.told["people"] is not None or wage.told["hours"] is not None


def _own(wage: Wage, amounts: dict[date, float], *, told_elsewhere: bool) -> set[str]:
    if not _is_complete(wage):
        return set() if told_elsewhere else {NOT_PAID}
    problem = _problem(wage, wage.told)
    if problem is not None:
        return {problem}
    if wage.begins is None or wage.ends is None:
        return {NO_END}
    for month in _months(wage.begins, wage.ends):
        amounts[month] += _amount(wage, wage.told) * wage.share_of(month)
    return set()


def _of_month(
    told: Mapping[str, Any], wages: Sequence[Wage], amounts: dict[date, float], *, is_known: bool
) -> set[str]:
    month = date.fromisoformat(told["month"])
    valid = [wage for wage in wages if wage.share_of(month) > 0]
    if not valid:
        return {NO_WAGE} if not is_known or wages else set()
    total = sum(wage.share_of(month) for wage in valid)
    if total > 1.0001:
        return {TWO_WAGES}
    problems = {problem for wage in valid if (problem := _problem(wage, told)) is not None}
    if not problems:
        # All hours of the month were paid at some wage that is known; a salary is paid for its days.
        scale = {"hourly": 1 / total}
        parts = ((wage, scale.get(wage.told["per"], 1.0) * wage.share_of(month)) for wage in valid)
        amounts[month] += sum(_amount(wage, told) * share for wage, share in parts)
    return problems


def _problem(wage: Wage, paid: Mapping[str, Any]) -> str | None:
    money = wage.told["currency"], wage.told["counted_in"]
    if None not in money and money[0] != money[1]:
        return OTHER_MONEY
    if wage.told["per"] == "hourly":
        return NO_HOURS if paid["hours"] is None else None
    return NO_PEOPLE if paid["people"] is None else None


def _amount(wage: Wage, paid: Mapping[str, Any]) -> float:
    """Return what a whole month costs."""
    rate = float(wage.told["amount"])
    if wage.told["per"] == "hourly":
        return rate * float(paid["hours"])
    return rate * float(paid["people"]) / (12 if wage.told["per"] == "yearly" else 1)


def _months(begins: date, ends: date) -> Iterator[date]:
    month = begins.replace(day=1)
    while month <= ends:
        yield month
        month = (month + timedelta(days=32)).replace(day=1)


def _line(told: Mapping[str, Any], *, words: Words) -> str:
    """Return what the money is for: as the table says, else the partner, else what the role's name says."""
    said = told.get("line")
    if said is not None:
        plain = re.sub(r"[ -]+", "_", said.strip().lower())
        choices = COST.column("line").choices
        return words.choice("cost.line", plain, {word: word for word in choices}) or "other"
    if told["partner"] is not None:
        return "partner"
    role = (told["role"] or "").lower()
    line = next((ours for pattern, ours in LINES.items() if re.search(pattern, role)), None)
    if line is None:
        words.note("cost.line", told["role"] or "")
    return line or "other"
