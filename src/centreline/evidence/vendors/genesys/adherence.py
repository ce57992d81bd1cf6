"""The reader of historical adherence: what agents did, and how it fitted what they were scheduled for."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from centreline.evidence.vendors.genesys.words import ACTIVITIES, activity_kind
from centreline.evidence.vendors.source import Assembled, Identifier, Record, Sample, Source, Unreadable
from centreline.evidence.vendors.taking import examples_of, records_in, share_known
from centreline.evidence.vendors.values import Words, blocks, instant, milliseconds, number, text

__all__ = ["GENESYS_ADHERENCE", "GenesysAdherence"]

LISTS = ("data",)
EVERY_QUEUE = "every queue"
"""Under which name an agent's day stands in `interval_stat`, which asks for a queue; Genesys counts over all."""

CATEGORIES: dict[str, str | None] = {**ACTIVITIES, "unknown": None}


@dataclass(frozen=True, slots=True)
class GenesysAdherence:
    """Historical adherence, as two tables.

    What an agent did (`actuals`) becomes `agent_state`: stretches with a beginning and an end are facts. What Genesys
    counted for a day (`dayMetrics`) becomes `interval_stat`, in seconds and not as the shares it prints: a
    conformance above one is no share, and seconds can be added up over agents. Exceptions are not a table of their own:
    they follow from shifts and states; their sum stands in the day.

    All offsets are seconds from the start of the query, which is `startDate`, not from a midnight.
    """

    @property
    def name(self) -> str:
        """Its id."""
        return "genesys_adherence"

    @property
    def title(self) -> str:
        """What people call it."""
        return "Genesys Cloud historical adherence"

    @property
    def tables(self) -> tuple[str, ...]:
        """The tables its rows go to."""
        return ("agent_state", "interval_stat")

    @property
    def identifiers(self) -> tuple[Identifier, ...]:
        """No customers are named."""
        return ()

    def recognise(self, sample: Sample) -> float:
        """Go by `userId`, `startDate` and one of `exceptionInfo`, `actuals` and `dayMetrics`."""
        return 0.96 * share_known(examples_of(sample, lists=LISTS), by=_is_adherence)

    def records(self, path: Path, *, zone: str) -> Iterator[Record | Unreadable]:
        """Take a file apart, the answer for one agent at a time."""
        return records_in(path, lists=LISTS, by=lambda body: _taken(body, zone=zone))

    def assemble(self, subject: str, records: Sequence[Record], *, zone: str) -> Assembled:
        """Put together what was asked about one agent, in however many overlapping queries."""
        words = Words()
        done: list[tuple[datetime, datetime, str]] = []
        days: dict[datetime, Mapping[str, Any]] = {}
        for record in sorted(records, key=lambda record: record.id):
            asked_from = instant(record.body.get("startDate"), zone=zone)
            if asked_from is None:
                continue
            done.extend(_actuals(record.body, asked_from=asked_from))
            for row in _days(record.body, agent=subject, asked_from=asked_from, zone=zone):
                days[row["starts_at"]] = max(row, days.get(row["starts_at"], row), key=_fullness)
        states = [_state(subject, *each, words=words) for each in _without_overlap(done)]
        rows = {"agent_state": states, "interval_stat": [days[day] for day in sorted(days)]}
        return Assembled({name: each for name, each in rows.items() if each}, tuple(dict.fromkeys(words.strange)))


def _is_adherence(body: Mapping[str, Any]) -> bool:
    return {"userId", "startDate"} <= set(body) and bool({"exceptionInfo", "actuals", "dayMetrics"} & set(body))


def _taken(body: Mapping[str, Any], *, zone: str) -> Iterable[Record | str]:
    user = text(body.get("userId"))
    if user is None or instant(body.get("startDate"), zone=zone) is None:
        return ["it names no userId or startDate, from which all its offsets are counted"]
    name = f"{user} {text(body.get('startDate'))} {text(body.get('endDate')) or ''}"
    return [Record("adherence", name, user, None, body)]


def _seconds(each: Mapping[str, Any], name: str) -> int | None:
    """Return a number of seconds as milliseconds; names end in Secs or Seconds, depending on the export's age."""
    value = each.get(f"{name}Secs", each.get(f"{name}Seconds"))
    return milliseconds(value, unit="s")


def _actuals(body: Mapping[str, Any], *, asked_from: datetime) -> Iterator[tuple[datetime, datetime, str]]:
    for each in blocks(body.get("actuals")):
        start, end = _seconds(each, "startOffset"), _seconds(each, "endOffset")
        state = text(each.get("actualActivityCategory"))
        if start is not None and end is not None and start < end and state:
            yield asked_from + timedelta(milliseconds=start), asked_from + timedelta(milliseconds=end), state


def _without_overlap(done: Iterable[tuple[datetime, datetime, str]]) -> list[tuple[datetime, datetime, str]]:
    """Join stretches that a query's border cut, and leave out what an earlier stretch has covered."""
    joined: list[tuple[datetime, datetime, str]] = []
    for start, end, state in sorted(done):
        begins = max(start, joined[-1][1]) if joined else start
        if begins >= end:
            continue
        if joined and joined[-1][1] == begins and joined[-1][2] == state:
            joined[-1] = (joined[-1][0], end, state)
        else:
            joined.append((begins, end, state))
    return joined


def _state(agent: str, start: datetime, end: datetime, state: str, *, words: Words) -> Mapping[str, Any]:
    folded = activity_kind(state)
    category = CATEGORIES.get(folded, "other")
    if folded not in CATEGORIES:
        words.note("agent_state.category", state)
    return {"agent": agent, "state": state, "category": category, "started_at": start, "ended_at": end}


def _days(body: Mapping[str, Any], *, agent: str, asked_from: datetime, zone: str) -> Iterator[Mapping[str, Any]]:
    counted = sorted(blocks(body.get("dayMetrics")), key=lambda each: _seconds(each, "dayStartOffset") or 0)
    starts = [asked_from + timedelta(milliseconds=_seconds(each, "dayStartOffset") or 0) for each in counted]
    asked_until = instant(body.get("endDate"), zone=zone)
    for place, each in enumerate(counted):
        ends = starts[place + 1] if place + 1 < len(starts) else asked_until
        length = None if ends is None else ends - starts[place]
        scheduled = _seconds(each, "adherenceSchedule")
        yield {
            "queue": EVERY_QUEUE,
            "agent": agent,
            "starts_at": starts[place],
            "length_ms": None if length is None else round(length.total_seconds() * 1000),
            "scheduled_ms": scheduled if scheduled is not None else _seconds(each, "scheduleLength"),
            "scheduled_on_queue_ms": _seconds(each, "conformanceSchedule"),
            "on_queue_ms": _seconds(each, "conformanceActual"),
            "off_schedule_ms": _seconds(each, "exceptionDuration"),
        }


def _fullness(row: Mapping[str, Any]) -> tuple[float, ...]:
    """Return what the fuller of two counts of one day has more of: queries may begin or end in the middle of it."""
    names = ("length_ms", "scheduled_ms", "scheduled_on_queue_ms", "on_queue_ms", "off_schedule_ms")
    return tuple(number(row[name]) or 0.0 for name in names)


GENESYS_ADHERENCE: Source = GenesysAdherence()
"""As it is listed in the book."""
