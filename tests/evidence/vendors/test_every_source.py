"""What every reader of the book has to hold, tried of every one of them: who adds a reader adds it here, or this fails.

A file is told apart from all others by what stands in it; records that come backwards and twice give the tables they
give at once; a field nobody foresaw is kept and changes no row; a word nobody foresaw becomes "other" and
is told. What each reader makes of its own words, and any other order and splitting, is tested beside it.
"""

import copy
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import connect_made
import genesys_made
import ocel_made
import planning_files
import pytest
import twilio_made
import vcon_made
import xes_made
from desks import (
    chatwoot_conversation,
    chatwoot_records,
    intercom_conversation,
    intercom_parts,
    write_lines,
    zendesk_records,
    zendesk_ticket,
)

from centreline.evidence.vendors.book import SOURCES, reader_named
from centreline.evidence.vendors.recognition import sample_of

WORD, FIELD = "WORD_OF_NEXT_YEAR", "field_of_next_year"
Records = Sequence[Any]


@dataclass(frozen=True)
class Export:
    """Records of one reader, and how next year's look.

    Attributes:
        records: Some of each kind.
        grown: Makes records with a field nobody foresaw of them.
        strange: A record that holds a word nobody foresaw, and the column it is for.
        write: How records become a file.
        suffix: How its name ends.
        zone: Zone of times that name none.
    """

    records: Records
    grown: Callable[[Records], Records]
    strange: tuple[Any, str]
    write: Callable[[Path, Records], Any] = write_lines
    suffix: str = ".json"
    zone: str = "America/New_York"
    form: Mapping[str, Any] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "form", {"write": self.write, "suffix": self.suffix, "zone": self.zone})


def inside(*steps: str) -> Callable[[Records], Records]:
    """Return what adds a field to each record, or to what lies deeper in it."""

    def grown(records: Records) -> Records:
        copies = copy.deepcopy(list(records))
        for record in copies:
            place = record
            for step in steps:
                place = place[step]
            place[FIELD] = {"of": ["a new kind"]}
        return copies

    return grown


def changed(record: Any, at: str) -> Any:
    """Return a record that says a word nobody foresaw at a place."""
    held = copy.deepcopy(record)
    *steps, last = at.split(".")
    place = held
    for step in steps:
        place = place[int(step)] if step.isdigit() else place[step]
    place[last] = WORD
    return held


def plain(word: str) -> str:
    """Return a word as some readers compare it: letters alone."""
    return word.replace("_", "").lower()


def column_more(rows: Records) -> Records:
    return [(*row, FIELD) for row in rows]


def write_rows(write: Callable[..., Any], names: str, header: Sequence[str]) -> Callable[[Path, Records], Any]:
    """Return what writes rows below a header, which has a column more where the rows do."""

    def writes(path: Path, rows: Records) -> Any:
        return write(path, rows, **{names: (*header, "shoeSize")[: len(rows[0])]})

    return writes


def write_xes(path: Path, events: Records) -> None:
    """Write a log; one of a word alone is that of a contact which came by a channel of that name."""
    if events != [WORD]:
        xes_made.write_log(path, events)
        return
    said = "".join(f'<string key="{key}" value="{value}"/>' for key, value in CONTACT.items())
    log = xes_made.log(xes_made.event("17", "2026-04-01T09:00:00Z", "called"), of_trace=said)
    path.write_text(log, encoding="utf-8")


def write_ocel(path: Path, events: Records) -> None:
    """Write a log; one of a word alone is that of a contact which came by a channel of that name."""
    if events != [WORD]:
        ocel_made.write_log(path, events)
        return
    made = ocel_made.log([ocel_made.event("e1", "called", "2026-04-01T09:00:00Z", "t-1")])
    made["objects"] = [ocel_made.thing("t-1", "ticket", **CONTACT)]
    path.write_text(json.dumps(made), encoding="utf-8")


CONTACT = {"outcome": "handled", "channel": WORD}
SHIFTS = [
    planning_files.activity("Open", "22:00", "02:00"),
    planning_files.activity("Lunch", "02:00", "02:30", on="03032026"),
]
EVENTS = [planning_files.event("SUMMARY:Bill run", uid=f"{name}@example.org") for name in ("one", "two")]
PAY = ("role", "site", "partner", "team", "hourly", "month", "paid_hours")
WAGES = [("Agent", "Cork", "", "billing", "16", f"2026-0{month}", "1000") for month in (1, 2, 3)]
NAMED = [{**each, "identity:id": f"e-{place}"} for place, each in enumerate(xes_made.repairs())]

EXPORTS: Mapping[str, Export] = {
    "amazon_connect_contacts": Export(
        connect_made.RECORDS[:-1], inside(), (changed(connect_made.TRANSFERRED, "Channel"), "contact.channel")
    ),
    "amazon_connect_agent_events": Export(
        connect_made.MORNING,
        inside("CurrentAgentSnapshot"),
        (changed(connect_made.MORNING[0], "CurrentAgentSnapshot.AgentStatus.Type"), "agent_state.category"),
    ),
    "twilio": Export(
        twilio_made.EVERYTHING,
        inside("data", "payload"),
        (twilio_made.of_task("EV51", f"task.{WORD}", twilio_made.clock(3)), "routing_event.kind"),
    ),
    "zendesk": Export(zendesk_records(), inside(), (changed(zendesk_ticket(), "via.channel"), "contact.channel")),
    "chatwoot": Export(
        chatwoot_records(), inside(), (changed(chatwoot_conversation(), "meta.channel"), "contact.channel")
    ),
    "intercom": Export(
        [intercom_conversation(parts=intercom_parts()), intercom_conversation("5002")],
        inside("statistics"),
        (changed(intercom_conversation(), "source.type"), "contact.channel"),
    ),
    "genesys_conversations": Export(
        genesys_made.conversations()[:1],
        inside(),
        (changed(genesys_made.abandoned_call(), "participants.0.sessions.0.mediaType"), "contact.channel"),
    ),
    "genesys_schedules": Export(
        [genesys_made.schedule("u1"), genesys_made.schedule("u2")],
        inside(),
        (changed(genesys_made.schedule(), "shifts.0.activities.1.activityCategory"), "shift_activity.category"),
    ),
    "genesys_adherence": Export(
        [genesys_made.adherence("u1"), genesys_made.adherence("u2")],
        inside(),
        (changed(genesys_made.adherence(), "actuals.1.actualActivityCategory"), "agent_state.category"),
    ),
    "vcon": Export(
        [vcon_made.call(), vcon_made.chat(), vcon_made.missed()],
        inside(),
        (changed(vcon_made.call(), "parties.1.role"), "turn.speaker"),
    ),
    "iex": Export(
        SHIFTS,
        column_more,
        (planning_files.activity(WORD, "08:00", "09:00"), "shift_activity.category"),
        write=write_rows(planning_files.write_iex, "fields", planning_files.SCHEDULE),
        suffix=".txt",
    ),
    "icalendar": Export(
        EVENTS,
        lambda events: [one.replace("END:VEVENT", f"X-NEXT-YEAR:{FIELD}\r\nEND:VEVENT") for one in events],
        (planning_files.event(f"CATEGORIES:{WORD}"), "planned_event.kind"),
        write=planning_files.write_feed,
        suffix=".ics",
    ),
    "wages": Export(
        WAGES,
        column_more,
        ((WORD, *WAGES[0][1:]), "cost.line"),
        write=write_rows(planning_files.write_table, "header", PAY),
        suffix=".csv",
    ),
    "xes": Export(NAMED, inside(), (WORD, "contact.channel"), write=write_xes, suffix=".xes"),
    "ocel": Export(ocel_made.tickets(), inside(), (WORD, "contact.channel"), write=write_ocel),
}
"""By reader, what it is tried with."""

EACH = pytest.mark.parametrize("named", EXPORTS)
Delivery = Callable[..., Any]


def test_every_reader_of_the_book_is_tried_here() -> None:
    assert set(EXPORTS) == {source.name for source in SOURCES}


@EACH
def test_its_file_is_told_apart_from_all_others_by_what_stands_in_it(named: str, tmp_path: Path) -> None:
    path = tmp_path / "export.txt"  # its name says nothing
    EXPORTS[named].write(path, EXPORTS[named].records)

    sure = {source.name: source.recognise(sample_of(path)) for source in SOURCES}

    assert sure.pop(named) >= 0.9
    assert max(sure.values()) <= 0.5


@EACH
def test_next_years_fields_backwards_and_twice_give_the_tables_of_this_year(named: str, delivery: Delivery) -> None:
    export, source = EXPORTS[named], reader_named(named)
    with delivery(source, **export.form) as plain:
        plain.bring(export.records)
        expected = plain.tables()

    with delivery(source, **export.form) as other:
        backwards = list(reversed(export.grown(export.records)))
        report = other.bring([*backwards, *backwards[:2]])
        found, bodies = other.tables(), other.bodies()

    assert expected
    assert set(expected) <= set(source.tables)
    assert found == expected
    assert report.counts.rejected == 0
    assert any(FIELD in body for body in bodies)


@EACH
def test_a_word_nobody_foresaw_becomes_other_is_told_and_kept(named: str, delivery: Delivery) -> None:
    export, source = EXPORTS[named], reader_named(named)
    record, column = export.strange
    table, name = column.split(".")

    with delivery(source, **export.form) as lake:
        report = lake.bring([record])
        found, bodies = lake.tables(), lake.bodies()

    assert "other" in {row[name] for row in found[table]}
    assert [word.column for word in report.strange if plain(WORD) in plain(word.word)] == [column]
    assert any(WORD in body for body in bodies)
