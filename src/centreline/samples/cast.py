"""Who is in the made-up centre: desks with their queues, teams, partners, hours and reasons."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["DESKS", "ENDS_BEFORE", "NAME", "PARTNERS", "REASONS", "SECOND_TEAM", "STARTS_ON", "ZONE", "Desk", "Reason"]

NAME = "Northwind Bay Energy (made up)"
ZONE = "Europe/Dublin"
STARTS_ON = date(2026, 1, 1)
ENDS_BEFORE = date(2026, 4, 1)

PARTNERS = ("kestrel", "vistula")
"""Kestrel answers calls in Porto on the centre's own telephone system; Vistula writes from Kraków in its own system."""


SECOND_TEAM = "billing-second-team"
"""Billing has two teams on one queue; every second agent of its desk is in this one."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why customers come to a desk.

    Attributes:
        name: As it is coded in the records.
        share: Share of all first contacts of the centre, 0 to 1; all reasons together make 1.
        handle_s: Mean handling in seconds: talk, hold and wrap-up.
        returns_share: Share of handled contacts after which the customer comes back for the same reason.
        transferred_share: Share of handled contacts passed on.
        transferred_to: The queue they are passed to.
    """

    name: str
    share: float
    handle_s: float
    returns_share: float
    transferred_share: float = 0.0
    transferred_to: str | None = None


@dataclass(frozen=True, slots=True)
class Desk:
    """A queue and the people, or the machine, behind it.

    Attributes:
        queue: Name of the queue in the records.
        kind: `live` answers while the customer waits, `written` when it gets to it, `machine` at once.
        channel: How customers come.
        team: Team that serves it; empty for a machine.
        partner: Partner that employs the team.
        site: Where the team sits.
        zone: IANA zone of the records.
        source: System the records come from.
        opens: Hour it opens, local to the centre.
        closes: Hour it closes.
        days: Days of the week on which it is open, Monday is 0.
        within_s: Answer promised within these seconds.
        patience_s: Mean seconds a customer waits before hanging up.
        reasons: Why customers come.
    """

    queue: str
    kind: Literal["live", "written", "machine"]
    channel: str
    team: str | None
    partner: str | None
    site: str | None
    zone: str
    source: str
    opens: int
    closes: int
    days: tuple[int, ...]
    within_s: int
    patience_s: float
    reasons: tuple[Reason, ...]


_WEEK = (0, 1, 2, 3, 4)
_SIX = (0, 1, 2, 3, 4, 5)
_ALL = (0, 1, 2, 3, 4, 5, 6)
_OWN = "northwind-acd"


def _voice(queue: str, *reasons: Reason, days: tuple[int, ...] = _SIX, closes: int = 20) -> Desk:
    return Desk(
        queue, "live", "voice", f"{queue}-team", None, "dublin", ZONE, _OWN, 8, closes, days, 20, 200.0, reasons
    )


def _kestrel(queue: str, *reasons: Reason, days: tuple[int, ...] = _SIX) -> Desk:
    team = f"kestrel-{queue}"
    return Desk(queue, "live", "voice", team, "kestrel", "porto", ZONE, _OWN, 8, 20, days, 20, 180.0, reasons)


DESKS = (
    _voice(
        "billing",
        Reason("bill_question", 0.13, 330, 0.085, 0.035, "payments"),
        Reason("bill_dispute", 0.05, 470, 0.110, 0.050, "complaints"),
    ),
    _voice(
        "payments",
        Reason("payment_arrangement", 0.07, 410, 0.070),
        Reason("failed_payment", 0.05, 280, 0.075, 0.030, "billing"),
    ),
    _voice("moving", Reason("moving_home", 0.07, 520, 0.080, 0.030, "billing"), Reason("final_bill", 0.04, 350, 0.090)),
    _voice("engineers", Reason("engineer_visit", 0.06, 300, 0.080), days=_WEEK, closes=18),
    _voice("complaints", Reason("complaint", 0.03, 620, 0.090), days=_WEEK, closes=18),
    _kestrel(
        "sales",
        Reason("tariff_question", 0.07, 360, 0.060, 0.020, "moving"),
        Reason("new_contract", 0.06, 540, 0.055),
    ),
    _kestrel("outages", Reason("power_cut", 0.08, 240, 0.065, 0.060, "engineers"), days=_ALL),
    Desk(
        "chat", "live", "chat", "vistula-chat", "vistula", "krakow", "Europe/Warsaw", "vistula-desk", 8, 20, _SIX, 60,
        240.0,
        (Reason("online_account", 0.09, 430, 0.075, 0.030, "billing"), Reason("refund_status", 0.05, 380, 0.085)),
    ),
    Desk(
        "letters", "written", "email", "vistula-letters", "vistula", "krakow", "Europe/Warsaw", "vistula-desk", 8, 18,
        _WEEK, 86_400, 0.0,
        (Reason("document_request", 0.05, 350, 0.060), Reason("written_question", 0.04, 480, 0.080)),
    ),
    Desk(
        "meter-line", "machine", "voice", None, None, None, ZONE, _OWN, 0, 24, _ALL, 0, 0.0,
        (Reason("meter_reading", 0.06, 0, 0.030),),
    ),
)  # fmt: skip
"""Every desk of the centre."""

REASONS = tuple((number, reason) for number, desk in enumerate(DESKS) for reason in desk.reasons)
"""Every reason with the number of its desk."""
