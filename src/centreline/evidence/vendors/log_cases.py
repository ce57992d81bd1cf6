"""The cases of an event log, from evidence: contacts, their legs and their events, one case after the other."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from itertools import groupby
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence, stream
from centreline.evidence.vendors.doorway import Doorway
from centreline.evidence.vendors.log_rows import CONTACT_COLUMNS
from centreline.evidence.vendors.log_writing import LogCase, LogEvent
from centreline.kernel.errors import EvidenceMissing
from centreline.kernel.period import Period

__all__ = ["cases_of", "has_one_source"]

TEXTS = ("source", "case_id", "event_no", "activity", "team", "person", "queue", "customer_id")
CASE = ("source", "case_id")
CONTACT_MILESTONES = {"opened_at": "contact opened", "closed_at": "contact closed"}
UNLESS_LEGS = {"offered_at": "contact offered", "answered_at": "contact answered"}
LEG_MILESTONES = {"enqueued_at": "leg queued", "answered_at": "leg answered", "ended_at": "leg ended"}


def has_one_source(evidence: Evidence) -> bool:
    """Say whether all contacts and events come from one system."""
    named = [evidence.table(name).select("source").distinct() for name in ("contact", "event") if evidence.has(name)]
    return not named or len(evidence.rows(_union(named).distinct().limit(2))) < 2


def cases_of(
    evidence: Evidence, *, door: Doorway, period: Period | None = None, queue: str | None = None
) -> Iterator[LogCase]:
    """Return the cases of a log, ordered by system and name, their events by time.

    A case is a contact, or a case of `event` that is none. Its events are those of `event`, the stations of its legs,
    and of the contact itself where it has no legs. Customers leave as pseudonyms, and every text passes the door again.

    Args:
        evidence: What happened, as one reader may see it.
        door: Of the workspace.
        period: Local days: contacts offered in them, and events of other cases in them. All of them where None.
        queue: The first queue of contacts, and that of other events. All of them where None.

    Raises:
        EvidenceMissing: there are neither contacts nor events.
    """
    rows = _rows(evidence, _log(evidence, period=period, queue=queue))
    clean = _Clean(door)
    for _, found in groupby(rows, key=lambda row: (row["source"], row["case_id"])):
        own = list(found)
        yield clean.case(own)


class _Clean:
    """Rows as they may leave: each text through the door, those met before from memory."""

    def __init__(self, door: Doorway) -> None:
        self._label = lru_cache(maxsize=100_000)(lambda text: door.redact_label(text).text)
        self._worker = lru_cache(maxsize=100_000)(lambda text: door.redact_worker(text).text)
        self._id = lru_cache(maxsize=1_000)(lambda text: door.redact_id(text).text)
        self._customer = door.pseudonym

    def case(self, rows: list[Mapping[str, Any]]) -> LogCase:
        """Return a case from its rows."""
        first = rows[0]
        customer = next((row["customer_id"] for row in rows if row["customer_id"]), None)
        contact = {
            name: self._value(value, name=name)
            for column in CONTACT_COLUMNS
            if (value := first[f"contact_{column.name}"]) is not None and (name := column.name)
        }
        return LogCase(
            source=self._label(first["source"]),
            case_id=self._id(first["case_id"]),
            customer_id=None if customer is None else self._customer(customer),
            contact=contact,
            events=[self._event(row) for row in rows],
        )

    def _event(self, row: Mapping[str, Any]) -> LogEvent:
        return LogEvent(
            event_no=self._id(row["event_no"]),
            at=_aware(row["at"]),
            activity=self._label(row["activity"]),
            team=_through(self._label, row["team"]),
            person=_through(self._worker, row["person"]),
            queue=_through(self._label, row["queue"]),
        )

    def _value(self, value: Any, *, name: str) -> Any:
        if isinstance(value, str):
            return self._worker(value) if name == "agent" else self._label(value)
        return _aware(value) if isinstance(value, datetime) else value


def _through(way: Any, text: str | None) -> str | None:
    return None if text is None else way(text)


def _aware(at: datetime) -> datetime:
    return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)


def _log(evidence: Evidence, *, period: Period | None, queue: str | None) -> Table:
    contact = _within(evidence.table("contact"), period=period, queue=queue) if evidence.has("contact") else None
    parts = []
    if evidence.has("event"):
        parts.append(_events(evidence, contact=contact, period=period, queue=queue))
    if contact is not None:
        parts.extend(_stations(evidence, contact=contact))
    if not parts:
        raise EvidenceMissing(
            "there is nothing a log could be written of: no contacts and no events",
            where="the evidence of this workspace",
            fix="bring records with `centreline ingest`",
        )
    log = _union(parts)
    if contact is None:
        empty = {f"contact_{column.name}": ibis.null() for column in CONTACT_COLUMNS}
        return log.mutate(**empty).order_by([*CASE, "at", "event_no"])
    said = contact.select(
        contact_source=contact.source,
        contact_case_id=contact.contact_id,
        **{f"contact_{column.name}": contact[column.name] for column in CONTACT_COLUMNS},
    )
    joined = log.left_join(said, [log.source == said.contact_source, log.case_id == said.contact_case_id])
    return joined.drop("contact_source", "contact_case_id").order_by([*CASE, "at", "event_no"])


def _within(table: Table, *, period: Period | None, queue: str | None) -> Table:
    if period is not None:
        days = table.local_at.date()
        table = table.filter((days >= ibis.literal(period.starts_on)) & (days < ibis.literal(period.ends_before)))
    return table if queue is None else table.filter(table.queue == queue)


def _events(evidence: Evidence, *, contact: Table | None, period: Period | None, queue: str | None) -> Table:
    """Return the events of the contacts, and of cases that are no contacts those in the period and queue."""
    event = evidence.table("event")
    columns = [event[name].cast("string").name(name) for name in TEXTS]
    own = event.select(*columns, at=event.at)
    elsewhere = _within(event, period=period, queue=queue).select("source", "case_id", "event_no").distinct()
    if contact is None:
        return own.semi_join(elsewhere, ["source", "case_id", "event_no"])
    named = contact.select("source", case_id=contact.contact_id)
    whole = evidence.table("contact")
    others = own.anti_join(whole.select("source", case_id=whole.contact_id), list(CASE))
    return own.semi_join(named, list(CASE)).union(others.semi_join(elsewhere, ["source", "case_id", "event_no"]))


def _stations(evidence: Evidence, *, contact: Table) -> Iterator[Table]:
    legs = evidence.table("leg") if evidence.has("leg") else None
    bare = contact if legs is None else contact.anti_join(legs, ["source", "contact_id"])
    for table, stations in ((contact, CONTACT_MILESTONES), (bare, UNLESS_LEGS)):
        for column, activity in stations.items():
            yield _station(table, column, activity=activity, named=ibis.literal(f"contact {column}"))
    if legs is not None:
        owners = contact.select("source", "contact_id", customer_id=contact.customer_id)
        own = legs.inner_join(owners, ["source", "contact_id"])
        for column, activity in LEG_MILESTONES.items():
            named = ibis.literal("leg ") + own.leg_no.cast("string") + ibis.literal(f" {column}")
            yield _station(own, column, activity=activity, named=named)


def _station(table: Table, column: str, *, activity: str, named: Any) -> Table:
    has_agent = column in ("answered_at", "closed_at", "ended_at")
    held = table.mutate(event_no_=named).filter(table[column].notnull())
    return held.select(
        source=held.source.cast("string"),
        case_id=held.contact_id.cast("string"),
        event_no=held.event_no_,
        activity=ibis.literal(activity),
        team=held.team.cast("string"),
        person=held.agent.cast("string") if has_agent else ibis.null("string"),
        queue=held.queue.cast("string"),
        customer_id=held.customer_id.cast("string"),
        at=held[column],
    )


def _union(parts: list[Table]) -> Table:
    whole, *others = parts
    for other in others:
        whole = whole.union(other)
    return whole


def _rows(evidence: Evidence, log: Table) -> Iterator[Mapping[str, Any]]:
    is_streamed = evidence.engine.name == "DuckDB"
    batches = stream(log, batch_rows=20_000) if is_streamed else evidence.arrow(log).to_batches(20_000)
    for batch in batches:
        yield from batch.to_pylist()
