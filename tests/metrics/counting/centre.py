"""A centre small enough to count by hand: every row is a tuple, and every row says why it is there."""

from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pyarrow as pa

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.schema import ARROW_TYPES

DAY_ONE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)


def at(days: float, *, seconds: float = 0) -> datetime:
    return DAY_ONE + timedelta(days=days, seconds=seconds)


class Contact(NamedTuple):
    contact_id: str
    offered_at: datetime
    outcome: str
    queue: str | None = "billing"
    customer_id: str | None = None
    reason: str | None = None
    direction: str | None = "inbound"
    wait_ms: int | None = None
    talk_ms: int | None = None
    hold_ms: int | None = None
    wrap_ms: int | None = None
    opened_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    automated: bool | None = None
    transferred: bool | None = None
    transferred_to: str | None = None
    escalated: bool | None = None
    complaint: bool | None = None
    resolution: str | None = None
    reopen_count: int | None = None
    reassign_count: int | None = None
    target_met: bool | None = None
    knowledge_used: bool | None = None
    issue_id: str | None = None
    source: str = "acd"


def answered(contact_id: str, offered_at: datetime, wait_s: float, talk_s: float, **others: Any) -> Contact:
    wait = timedelta(seconds=wait_s)
    ends = offered_at + wait + timedelta(seconds=talk_s)
    times = {"opened_at": offered_at - timedelta(seconds=30), "answered_at": offered_at + wait, "closed_at": ends}
    spent = {"wait_ms": int(wait_s * 1000), "talk_ms": int(talk_s * 1000), "hold_ms": 0, "wrap_ms": 30_000}
    said = {"transferred": False, "escalated": False, "complaint": False, "reopen_count": 0, "reassign_count": 0}
    return Contact(contact_id, offered_at, "handled", **{**times, **spent, **said, **others})


def left(contact_id: str, offered_at: datetime, wait_s: float, **others: Any) -> Contact:
    return Contact(contact_id, offered_at, "abandoned", wait_ms=int(wait_s * 1000), **others)


CONTACTS = (
    # Ana's bill: settled at the third attempt, each within a week of the last.
    answered("c01", at(0), 10, 240, customer_id="ana", reason="bill", issue_id="i1", resolution="not_resolved"),
    answered(
        "c02", at(2), 25, 300, customer_id="ana", reason="bill", issue_id="i1", resolution="assumed", hold_ms=60_000
    ),
    answered(
        "c03", at(8.5), 5, 200, customer_id="ana", reason="bill", issue_id="i1", resolution="confirmed", target_met=True
    ),
    # Ben: once for a move, once for a bill two days later: another need, the same customer.
    answered(
        "c04",
        at(1),
        20,
        400,
        customer_id="ben",
        reason="move",
        issue_id="i2",
        resolution="confirmed",
        transferred=True,
        transferred_to="moves",
    ),
    answered(
        "c05",
        at(3),
        21,
        180,
        customer_id="ben",
        reason="bill",
        issue_id="i3",
        resolution="assumed",
        knowledge_used=True,
    ),
    # Cem left the queue and came back the same hour.
    left("c06", at(4), 45, customer_id="cem", reason="fault", queue="faults"),
    answered(
        "c07",
        at(4.02),
        15,
        600,
        customer_id="cem",
        reason="fault",
        queue="faults",
        issue_id="i4",
        escalated=True,
        complaint=True,
        reassign_count=2,
        resolution="confirmed",
        target_met=False,
    ),
    # Dia came exactly seven days apart, to the millisecond: within seven days.
    answered(
        "c08", at(5), 0, 120, customer_id="dia", reason="bill", resolution="assumed", reopen_count=1, reassign_count=1
    ),
    answered("c09", at(12), 30, 90, customer_id="dia", reason="bill", resolution="assumed", knowledge_used=True),
    # Eli came back after eight days: not within seven, within fourteen.
    answered("c10", at(6), 12, 150, customer_id="eli", reason="move", queue="moves", transferred=None),
    answered("c11", at(14), 8, 150, customer_id="eli", reason="move", queue="moves", resolution="other"),
    # Nobody knows who these were.
    answered("c12", at(7), 19, 5, reason="bill", target_met=True),
    left("c13", at(7.1), 3),
    left("c14", at(7.2), 20),
    # A known customer without a coded reason, and a coded reason for a customer who left without waiting on record.
    answered("c15", at(9), 60, 240, customer_id="flo", complaint=None, escalated=None),
    Contact("c16", at(9.5), "abandoned", customer_id="flo", reason="bill"),
    # Answered, but the source lost the wait and the talk; no direction was recorded.
    Contact("c17", at(10), "handled", customer_id="gus", reason="fault", queue="faults", direction=None, hold_ms=5_000),
    # The automated part: served, lost, and sent elsewhere.
    Contact(
        "c18",
        at(10.5),
        "self_served",
        queue=None,
        customer_id="hal",
        reason="bill",
        automated=True,
        resolution="confirmed",
    ),
    Contact(
        "c19",
        at(11),
        "abandoned_before_queue",
        queue=None,
        customer_id="hal",
        reason="bill",
        automated=True,
        resolution="not_resolved",
    ),
    Contact("c20", at(11.5), "deflected", customer_id="ida", reason="move", queue="moves", automated=False),
    Contact("c21", at(11.6), "voicemail", wait_ms=70_000, queue="faults"),
    answered(
        "c22", at(13), 18, 100, customer_id="ida", reason="move", queue="moves", automated=True, resolution="assumed"
    ),
    # The centre calls Ana and Eli: nobody has come back, and it is in no inbound number.
    answered("c23", at(9), 0, 60, customer_id="ana", reason="bill", direction="outbound"),
    answered("c24", at(16), 0, 45, customer_id="eli", reason="move", direction="internal", queue="moves"),
    # A callback at the customer's wish counts as inbound.
    answered(
        "c25", at(15), 40, 90, customer_id="jon", reason="fault", queue="faults", direction="callback", hold_ms=30_000
    ),
    # The last days: too recent to be watched for a week; the very last is still open.
    answered(
        "c26", at(28), 22, 210, customer_id="ana", reason="move", queue="moves", issue_id="i5", resolution="confirmed"
    ),
    answered(
        "c27", at(31), 9, 330, customer_id="kim", reason="bill", closed_at=None, reopen_count=None, reassign_count=None
    ),
    left("c28", at(35), 5, customer_id="kim", reason="bill"),
    # A second system that was read for three days only; its customers may be the first one's.
    answered("t01", at(20), 33, 100, customer_id="ben", reason="move", queue="moves", source="tickets", issue_id="i6"),
    answered(
        "t02", at(23), 3, 100, customer_id="lea", reason="move", queue="moves", source="tickets", target_met=False
    ),
)


class Interval(NamedTuple):
    queue: str
    starts_at: datetime
    agent: str | None = None
    offered: int | None = None
    handled: int | None = None
    abandoned: int | None = None
    answered_in_threshold: int | None = None
    wait_ms: int | None = None
    talk_ms: int | None = None
    hold_ms: int | None = None
    wrap_ms: int | None = None
    reported_service_level: float | None = None
    reported_wait_ms: int | None = None
    available_ms: int | None = None
    scheduled_ms: int | None = None
    scheduled_on_queue_ms: int | None = None
    on_queue_ms: int | None = None
    off_schedule_ms: int | None = None
    beyond_schedule_ms: int | None = None
    paid_ms: int | None = None
    absent_ms: int | None = None
    forecast_offered: int | None = None
    staff_required: float | None = None
    staff_scheduled: float | None = None
    source: str = "acd"


MINUTE = 60_000

INTERVALS = (
    # Queues: a busy hour that missed, a quiet one that met, an empty one, and one nobody counted.
    Interval(
        "billing",
        at(0),
        None,
        100,
        90,
        10,
        60,
        2_700_000,
        18_000_000,
        900_000,
        2_700_000,
        0.6,
        30_000,
        forecast_offered=80,
        staff_required=10.0,
        staff_scheduled=8.0,
    ),
    Interval(
        "billing",
        at(0.1),
        None,
        10,
        10,
        0,
        9,
        50_000,
        2_000_000,
        None,
        300_000,
        0.9,
        5_000,
        forecast_offered=25,
        staff_required=2.0,
        staff_scheduled=4.0,
    ),
    Interval("billing", at(1), "", 0, 0, 0, 0, 0, 0, 0, 0, forecast_offered=5, staff_required=1.0, staff_scheduled=1.0),
    Interval(
        "faults",
        at(8),
        None,
        50,
        40,
        10,
        40,
        800_000,
        16_000_000,
        0,
        1_600_000,
        0.8,
        20_000,
        forecast_offered=60,
        staff_required=6.0,
        staff_scheduled=6.0,
    ),
    Interval("faults", at(8.1)),
    # Agents: one as in the published example of adherence (480 minutes, 30 off, 65 beyond), one absent for an hour.
    Interval(
        "billing",
        at(0),
        "ana",
        talk_ms=200 * MINUTE,
        hold_ms=10 * MINUTE,
        wrap_ms=40 * MINUTE,
        available_ms=100 * MINUTE,
        scheduled_ms=480 * MINUTE,
        scheduled_on_queue_ms=400 * MINUTE,
        on_queue_ms=350 * MINUTE,
        off_schedule_ms=30 * MINUTE,
        beyond_schedule_ms=65 * MINUTE,
        paid_ms=545 * MINUTE,
        absent_ms=0,
    ),
    Interval(
        "faults",
        at(0),
        "bea",
        talk_ms=150 * MINUTE,
        hold_ms=0,
        wrap_ms=30 * MINUTE,
        available_ms=120 * MINUTE,
        scheduled_ms=480 * MINUTE,
        scheduled_on_queue_ms=380 * MINUTE,
        on_queue_ms=300 * MINUTE,
        off_schedule_ms=60 * MINUTE,
        beyond_schedule_ms=0,
        paid_ms=480 * MINUTE,
        absent_ms=60 * MINUTE,
    ),
    # An agent whose system only knows the talk.
    Interval("faults", at(1), "cy", talk_ms=90 * MINUTE),
)


class Survey(NamedTuple):
    response_id: str
    instrument: str
    score: float | None
    scale: tuple[float, float] | None
    high_is_good: bool | None = True
    customer_id: str | None = None
    queue: str | None = "billing"
    answered_at: datetime = at(1)
    source: str = "survey"


SURVEYS = (
    # Satisfaction from 1 to 5; one scale runs the other way, one is not known, two customers never answered.
    Survey("s01", "satisfaction", 5, (1, 5), customer_id="ana"),
    Survey("s02", "satisfaction", 4, (1, 5), customer_id="ben"),
    Survey("s03", "satisfaction", 2, (1, 5), None, customer_id="cem"),
    Survey("s04", "satisfaction", 1, (1, 5), False, queue="faults"),
    Survey("s05", "satisfaction", 3, None),
    Survey("s06", "satisfaction", None, (1, 5), customer_id="ana"),
    Survey("s07", "satisfaction", None, (1, 5), customer_id="dia"),
    # Effort from 1 to 7.
    Survey("s08", "effort", 7, (1, 7)),
    Survey("s09", "effort", 5, (1, 7)),
    Survey("s10", "effort", 2, (1, 7)),
    Survey("s11", "effort", 2, (1, 7), False, queue="faults"),
    # Recommendation from 0 to 10: three promoters, one passive, two detractors.
    Survey("s12", "recommendation", 10, (0, 10)),
    Survey("s13", "recommendation", 9, (0, 10)),
    Survey("s14", "recommendation", 9, (0, 10), queue="faults"),
    Survey("s15", "recommendation", 8, (0, 10)),
    Survey("s16", "recommendation", 6, (0, 10)),
    Survey("s17", "recommendation", 0, (0, 10), queue="faults"),
    Survey("s18", "recommendation", None, (0, 10)),
    # Was it resolved: yes, yes, no, no answer.
    Survey("s19", "resolution", 1, (0, 1)),
    Survey("s20", "resolution", 1, None),
    Survey("s21", "resolution", 0, (0, 1)),
    Survey("s22", "resolution", None, (0, 1)),
)


class Evaluation(NamedTuple):
    evaluation_id: str
    score: float | None
    critical_customer: bool | None = None
    critical_business: bool | None = None
    critical_compliance: bool | None = None
    contact_id: str = "c01"
    evaluator: str = "quinn"
    calibration_id: str | None = None
    queue: str = "billing"
    evaluated_at: datetime = at(3)
    source: str = "qa"


EVALUATIONS = (
    Evaluation("e01", 0.9, False, False, False),
    Evaluation("e02", 0.8, True, False, None, queue="faults"),  # a critical error for the customer
    Evaluation("e03", 1.0, False, None, True),  # and one of compliance
    Evaluation("e04", 0.5),  # nobody looked for critical errors
    Evaluation("e05", None, False, False, False),  # no total
    # A calibration: three people judge one contact; two totals lie exactly 0.1 apart, one far off.
    Evaluation("e06", 0.7, False, False, False, "c02", "quinn", "k1"),
    Evaluation("e07", 0.8, True, False, False, "c02", "rae", "k1"),
    Evaluation("e08", 0.4, None, None, None, "c02", "sam", "k1"),
    # The same contact judged in another session does not pair with the first.
    Evaluation("e09", 0.7, False, False, False, "c02", "tia", "k2"),
)


class Item(NamedTuple):
    evaluation_id: str
    item: str
    weight: float | None
    score: float | None
    applicable: bool | None = True
    critical: bool | None = False
    evaluated_at: datetime = at(3)
    source: str = "qa"


ITEMS = (
    Item("e01", "greets", 1.0, 1.0),
    Item("e01", "solves", 3.0, 0.5),
    Item("e01", "verifies", 2.0, 1.0, critical=True),
    Item("e02", "greets", 1.0, 0.0),
    Item("e02", "solves", 3.0, None, applicable=False),  # did not apply: its weight leaves the sum
    Item("e02", "verifies", 2.0, 0.0, critical=True),
    Item("e03", "greets", None, 1.0, applicable=None),  # no weight
    Item("e03", "solves", 3.0, None),  # applied, but nobody gave points
)


class Article(NamedTuple):
    article_id: str
    status: str
    verified_at: datetime | None
    expires_at: datetime | None
    changed_at: datetime = at(-200)
    version: str = "1"
    source: str = "kb"


ARTICLES = (
    Article("a1", "published", at(-10), at(100)),
    Article("a2", "published", at(-190), at(-5)),  # verified too long ago, and past its date
    Article("a3", "published", None, None),  # never verified
    Article("a4", "published", at(30), at(36)),
    Article("a5", "draft", at(30), at(-1)),  # not published
)


class Use(NamedTuple):
    use_id: str
    contact_id: str | None
    by: str | None
    helpful: bool | None
    article_id: str = "a1"
    used_at: datetime = at(3)
    source: str = "kb"


USES = (
    Use("u1", "c05", "agent", True),
    Use("u2", "c05", "agent", None),  # the same contact again
    Use("u3", "c09", None, False),  # nobody said who: an agent
    Use("u4", None, "customer", True),
    Use("u5", None, "customer", False),
    Use("u6", "c18", "bot", True),
)


class Cost(NamedTuple):
    cost_id: str
    line: str
    amount: float
    queue: str = "billing"
    on: date = date(2026, 3, 1)
    source: str = "ledger"


COSTS = (
    Cost("k1", "internal_teams", 1000.0),
    Cost("k2", "partner", 500.0, "faults"),
    Cost("k3", "technology", 250.0),
    Cost("k4", "churn", 4000.0),  # not an operating cost
    Cost("k5", "missed_revenue", 700.0, "faults"),  # nor is this
    Cost("k6", "quality", 50.0, "moves", date(2026, 4, 1)),
)


class Heads(NamedTuple):
    team: str
    on: date
    people: float | None
    required: float | None = None
    left: int | None = None
    in_training: float | None = None
    absent_share: float | None = None
    source: str = "hr"


HEADCOUNTS = (
    Heads("north", date(2026, 1, 1), 50.0, 55.0, 2, 5.0, 0.04),
    Heads("north", date(2026, 2, 1), 48.0, 55.0, 1, 0.0, 0.06),
    Heads("south", date(2026, 1, 1), 20.0, 20.0, 1, None, 0.10),  # nobody counted those in training
    Heads("south", date(2026, 2, 1), 19.0, None, None, 1.0, None),  # nor who left
)


class Leg(NamedTuple):
    contact_id: str
    leg_no: int
    kind: str | None
    enqueued_at: datetime
    answered_at: datetime | None
    transferred_to: str | None = None
    queue: str = "billing"
    source: str = "acd"


LEGS = (
    Leg("c04", 1, "bot", at(1), at(1), "billing"),  # the bot passes on, no person does
    Leg("c04", 2, "human", at(1), at(1), "moves"),
    Leg("c04", 3, "human", at(1), at(1), "billing", "moves"),  # and back again
    Leg("c04", 4, "human", at(1), at(1)),
    Leg("c05", 1, "human", at(3), at(3)),
    Leg("c06", 1, "human", at(4), None, None, "faults"),  # nobody answered
    Leg("c07", 1, None, at(4), at(4), None, "faults"),  # kind not recorded: a person
)

TABLES: dict[str, tuple[NamedTuple, ...]] = {
    "contact": CONTACTS,
    "leg": LEGS,
    "interval_stat": INTERVALS,
    "survey_response": SURVEYS,
    "evaluation": EVALUATIONS,
    "evaluation_item": ITEMS,
    "article": ARTICLES,
    "article_use": USES,
    "cost": COSTS,
    "headcount": HEADCOUNTS,
}


def arrow(name: str, rows: Any) -> pa.Table:
    """Return the rows as an Arrow table with the types of their contract."""
    records = [row._asdict() for row in rows]
    for record in records:
        scale = record.pop("scale", None)
        if name == "survey_response":
            record["scale_min"], record["scale_max"] = scale or (None, None)
    types = {column.name: ARROW_TYPES[column.kind] for column in CONTRACTS[name].all_columns}
    return pa.table({field: pa.array([record[field] for record in records], types[field]) for field in records[0]})


def evidence(**replaced: Any) -> Evidence:
    """Return the centre as evidence, some of its tables replaced; None leaves a table out."""
    tables = {**TABLES, **replaced}
    return Evidence.of({name: arrow(name, rows) for name, rows in tables.items() if rows})
