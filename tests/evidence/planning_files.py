"""What planners and finance export, made up: `from planning_files import schedule_file`."""

from collections.abc import Iterable, Sequence
from pathlib import Path

SCHEDULE = (
    "custID",
    "muID",
    "logonID",
    "agentName",
    "ssn",
    "schedDate",
    "excdate",
    "TZ",
    "exc",
    "start",
    "stop",
    "paid",
)
QUEUE = ("date", "period", "TZ", "ctName", "offered", "handled", "abandoned", "talkTime", "workTime", "req", "sched")

Row = Sequence[str]


def write_iex(path: Path, rows: Iterable[Row], *, fields: Row = SCHEDULE, marked: bool = True) -> Path:
    header = "|".join(fields)
    lines = [f"#fields:{header}" if marked else header, *("|".join(row) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def activity(
    exc: str = "Open", start: str = "08:00", stop: str = "12:00", *, agent: str = "a17", day: str = "03022026",
    on: str | None = None, zone: str = "", paid: str = "Y",
) -> Row:  # fmt: skip
    """Return a row of a schedule; `on` is the date of the row where it differs from the shift's."""
    return ("1", "500", agent, "Lee, Ann", "123-45-6789", day, on or day, zone, exc, start, stop, paid)


def period(
    at: str = "09:00", *, day: str = "03022026", queue: str = "Billing", offered: int = 10, zone: str = ""
) -> Row:
    return (day, at, zone, queue, str(offered), str(offered - 1), "1", str(offered * 200), "90", "7.5", "8")


def event(*lines: str, uid: str = "e1@example.org", starts: str = "DTSTART:20260302T090000Z") -> str:
    """Return an event; lines are added as they are."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", "DTSTAMP:20260201T000000Z", starts, *lines, "END:VEVENT"))


def write_feed(path: Path, events: Iterable[str], *, above: Sequence[str] = ()) -> Path:
    """Return a feed, written as the standard asks for: lines end with CR and LF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//made up//EN", *above, *events, "END:VCALENDAR", ""]
    path.write_bytes("\r\n".join(lines).encode())
    return path


WAGE = ("role", "site", "partner", "team", "hourly_wage", "currency", "valid_from", "valid_to")
PAID = ("role", "site", "partner", "team", "month", "paid_hours", "fte")


def wage(amount: str = "16.50", *, role: str = "Agent", begins: str = "2026-01-01", ends: str = "", **told: str) -> Row:
    return (
        role,
        told.get("site", "Cork"),
        told.get("partner", ""),
        "billing",
        amount,
        told.get("currency", "EUR"),
        begins,
        ends,
    )


def paid(hours: str = "1000", month: str = "2026-01", *, role: str = "Agent", people: str = "6", **told: str) -> Row:
    return (role, told.get("site", "Cork"), told.get("partner", ""), "billing", month, hours, people)


def write_table(path: Path, rows: Iterable[Row], *, header: Row = WAGE, delimiter: str = ",") -> Path:
    path.write_text("\n".join(delimiter.join(row) for row in [header, *rows]) + "\n", encoding="utf-8")
    return path
