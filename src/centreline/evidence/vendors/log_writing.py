"""What a log is written from: cases with their events, in order; and texts that do nothing where they are opened."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

__all__ = ["LogCase", "LogEvent", "inert", "plain", "stamp"]

FORMULA = re.compile(r"[\s ]*[=+\-@＝＋－＠]")
"""With these a cell begins that a spreadsheet works out, wide ones and blanks before them included."""

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters XML has no way to write, and halves of characters."""


@dataclass(frozen=True, slots=True)
class LogEvent:
    """One event of a case; columns are those of the table `event`."""

    event_no: str
    at: datetime
    activity: str
    team: str | None = None
    person: str | None = None
    queue: str | None = None


@dataclass(frozen=True, slots=True)
class LogCase:
    """One case.

    Attributes:
        source: The system it comes from.
        case_id: Its name there.
        customer_id: Pseudonym of the customer.
        contact: What the contact says that it was; empty for a case that was none.
        events: What happened in it, in order.
    """

    source: str
    case_id: str
    customer_id: str | None
    contact: Mapping[str, Any]
    events: Iterable[LogEvent] = field(default=())


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: such a one gets an apostrophe before it.

    >>> inert("=SUM(A1)"), inert("billing"), inert("-")
    ("'=SUM(A1)", 'billing', "'-")
    """
    return f"'{text}" if FORMULA.match(text) or text.startswith(("\t", "\r")) else text


def plain(text: str) -> str:
    """Return a text that can be written into any log: inert, and without characters that XML does not have."""
    return inert(UNPRINTABLE.sub("�", text))


def stamp(at: datetime) -> str:
    """Return an instant as logs write it, in UTC and to the microsecond.

    >>> stamp(datetime(2026, 1, 5, 9, tzinfo=UTC))
    '2026-01-05T09:00:00.000000+00:00'
    """
    return at.astimezone(UTC).isoformat(timespec="microseconds")
