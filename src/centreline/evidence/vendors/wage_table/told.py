"""What a row of a wage table says: amounts and days, read without guessing."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from typing import Any

__all__ = ["WageText", "group_name", "paid_told", "wage_told"]

PER = {
    **dict.fromkeys(("hour", "h", "hourly", "hr"), "hourly"),
    **dict.fromkeys(("month", "monthly", "m", "mo"), "monthly"),
    **dict.fromkeys(("year", "yearly", "annual", "a", "y", "annum"), "yearly"),
}
SYMBOLS = re.compile(r"^(?:[€$£¥]|[A-Z]{3}) ?|(?: ?[€$£¥]| [A-Z]{3})$")


class WageText:
    """Reads amounts with the decimal mark that is told.

    Args:
        decimal: "." or ",".
    """

    def __init__(self, decimal: str) -> None:
        self._decimal = decimal

    def amount(self, written: str, *, of: str) -> float:
        """Return an amount; digits are not grouped, for 1,234 may be one or a thousand.

        Raises:
            ValueError: it is none, or its comma could mean two things.
        """
        bare = SYMBOLS.sub("", written.strip())
        if self._decimal == ",":
            bare = bare.replace(",", ".") if bare.count(",") == 1 and "." not in bare else bare
        elif "," in bare:
            raise ValueError(f"{of} {written!r} has a comma: take it out, or say wages+decimal=comma")
        if not re.fullmatch(r"\d{1,12}(\.\d+)?", bare):
            raise ValueError(f"{of} {written!r} is no amount: digits alone, with one sign for decimals at most")
        return float(bare)


def group_name(meant: Mapping[str, str]) -> str:
    """Return what a row is about as one name: role, site, partner and team, in small letters."""
    return " / ".join(
        " ".join(meant.get(part, "").lower().split()) or "-" for part in ("role", "site", "partner", "team")
    )


def wage_told(meant: Mapping[str, str], *, read: WageText, currency: str | None) -> dict[str, Any]:
    """Return what a row says of a wage.

    Raises:
        ValueError: something in it cannot be read.
    """
    per, amount = _wage(meant, read)
    begins, ends = _validity(meant)
    return {
        **_group(meant),
        "line": meant.get("line"),
        "per": per,
        "amount": amount,
        "currency": (meant.get("currency") or "").upper() or None,
        "counted_in": currency,
        "valid_from": begins.isoformat() if begins else None,
        "valid_to": ends.isoformat() if ends else None,
        **_paid(meant, read),
    }


def paid_told(meant: Mapping[str, str], *, read: WageText) -> dict[str, Any]:
    """Return how many people or hours were paid in a month.

    Raises:
        ValueError: something in it cannot be read.
    """
    return {**_group(meant), "month": _first_of(meant["month"]).isoformat(), **_paid(meant, read)}


def _group(meant: Mapping[str, str]) -> dict[str, str | None]:
    return {part: meant.get(part) for part in ("role", "site", "partner", "team")}


def _paid(meant: Mapping[str, str], read: WageText) -> dict[str, float | None]:
    return {name: read.amount(meant[name], of=name) if name in meant else None for name in ("people", "hours")}


def _wage(meant: Mapping[str, str], read: WageText) -> tuple[str, float]:
    told = [name for name in ("hourly", "monthly", "yearly") if name in meant]
    if len(told) > 1:
        told = told[:1]  # the finest one: the others follow from it
    if told:
        return told[0], read.amount(meant[told[0]], of=told[0])
    per = PER.get(meant.get("per", "").lower())
    if per is None:
        raise ValueError(f"nothing says whether the wage is for an hour, a month or a year: {meant.get('per', '')!r}")
    return per, read.amount(meant["wage"], of="wage")


def _validity(meant: Mapping[str, str]) -> tuple[date | None, date | None]:
    """Return the first and the last day a wage is paid."""
    if "valid_from" in meant or "valid_to" in meant:
        begins = _day(meant["valid_from"], last=False) if "valid_from" in meant else None
        ends = _day(meant["valid_to"], last=True) if "valid_to" in meant else None
        if begins and ends and ends < begins:
            raise ValueError(f"it is valid from {begins} and only to {ends}")
        return begins, ends
    if "month" in meant:
        return _first_of(meant["month"]), _day(_first_of(meant["month"]).isoformat()[:7], last=True)
    if re.fullmatch(r"(19|20)\d\d", meant.get("year", "")):
        return date(int(meant["year"]), 1, 1), date(int(meant["year"]), 12, 31)
    return None, None


def _first_of(written: str) -> date:
    return _day(written, last=False).replace(day=1)


def _day(written: str, *, last: bool) -> date:
    met = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", written.strip())
    try:
        if met is None:
            raise ValueError
        year, month = int(met[1]), int(met[2])
        return date(year, month, int(met[3]) if met[3] else (monthrange(year, month)[1] if last else 1))
    except (ValueError, IndexError):
        raise ValueError(f"{written!r} is no day: write 2026-03-01, or 2026-03 for a month") from None
