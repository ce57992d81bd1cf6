"""How long each reader of a system's export takes for a file of 50 MB, beside a parser that only takes it apart.

    python benchmarks/importers.py                      # 5 MB each: some minutes
    python benchmarks/importers.py --megabytes 50       # what is promised
    python benchmarks/importers.py --only zendesk iex

The files are made up: the records the tests of a reader use, again and again under names of their own. Ours brings the
file the whole way: recognised fields read, redacted, customers keyed, records kept as they are, rows assembled, merged
and committed. The peer is Python's own parser of the form (JSON line by line, CSV, XML) or a split into lines, and
keeps nothing. The budget is ten minutes for 50 MB, and as much less for less, beside five seconds for opening and
committing; whoever needs more is named. Every reader of the book is measured.
"""

import argparse
import csv
import json
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID
from xml.etree import ElementTree

TESTS = Path(__file__).parent.parent / "tests" / "evidence"
FOLDERS = ("", "amazon_connect", "genesys", "ocel", "twilio", "vcon", "xes")
sys.path[:0] = [str(TESTS), *(str(TESTS / "vendors" / name) for name in FOLDERS)]

import connect_made  # noqa: E402 - lies where the line above says
import genesys_made  # noqa: E402 - lies where the line above says
import ocel_made  # noqa: E402 - lies where the line above says
import planning_files  # noqa: E402 - lies where the line above says
import twilio_made  # noqa: E402 - lies where the line above says
import vcon_made  # noqa: E402 - lies where the line above says
import xes_made  # noqa: E402 - lies where the line above says
from desks import chatwoot_records, intercom_conversation, intercom_parts, zendesk_records  # noqa: E402 - lies where the line above says

BUDGET_S, BUDGET_S_FOR_A_MEGABYTE = 5.0, 12.0
MEGABYTE = 1_000_000
NOW = datetime(2026, 7, 1, tzinfo=UTC)
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
AN_ID = re.compile(r"(^|_)(id|uuid|sid)$|Id$|ARN$|Arn$")

Pieces = Iterator[bytes]


def numbered(held: Any, number: int) -> Any:
    """Return a record in which everything that is a name of something is the name of another one."""
    if isinstance(held, list):
        return [numbered(one, number) for one in held]
    if not isinstance(held, dict):
        return held
    return {key: _renamed(key, one, number) for key, one in held.items()}


def _renamed(key: str, held: Any, number: int) -> Any:
    if AN_ID.search(key) and isinstance(held, int) and not isinstance(held, bool):
        return held + 1_000_000 * number
    if AN_ID.search(key) and isinstance(held, str) and held:
        return f"{held}{number}" if held.isdigit() else f"{held}-{number}"
    return numbered(held, number)


def in_lines(records: Iterable[Any]) -> Callable[[], Pieces]:
    """Return what yields the records, a line each, under new names again and again."""
    held = list(records)
    return lambda: ("".join(json.dumps(numbered(one, number)) + "\n" for one in held).encode() for number in count())


def connect_states() -> Pieces:
    """Yield that an agent became available, a minute after the other."""
    for number in count():
        at = (BEGINS + timedelta(minutes=number % 260_000)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
        status = {"Name": "Available", "StartTimestamp": at, "Type": "ROUTABLE", "ARN": "arn:s/1"}
        held = {"AgentStatus": status, "Configuration": {"Username": "ann"}, "Contacts": []}
        yield (json.dumps({
            "AWSAccountId": "1", "AgentARN": f"arn:instance/1/agent/{number % 500}", "EventId": f"e{number}",
            "EventType": "STATE_CHANGE", "EventTimestamp": at, "Version": "2017-10-01", "CurrentAgentSnapshot": held,
            "PreviousAgentSnapshot": None, "InstanceARN": "arn:instance/1",
        }) + "\n").encode()  # fmt: skip


def schedules() -> Pieces:
    """Yield the shifts of IEX, four stretches a day for each of 500 agents."""
    yield ("#fields:" + "|".join(planning_files.SCHEDULE) + "\n").encode()
    for day in count():
        on = (BEGINS + timedelta(days=day)).strftime("%m%d%Y")
        rows = (
            planning_files.activity(exc, begins, ends, agent=f"a{agent}", day=on)
            for agent in range(500)
            for exc, begins, ends in (
                ("Open", "08:00", "12:00"),
                ("Lunch", "12:00", "12:30"),
                ("Open", "12:30", "16:30"),
            )
        )
        yield "".join("|".join(row) + "\n" for row in rows).encode()


def feed() -> Pieces:
    """Yield planned events of a calendar."""
    yield b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//made up//EN\r\n"
    for number in count():
        at = (BEGINS + timedelta(hours=number % 4_000)).strftime("DTSTART:%Y%m%dT%H%M%SZ")
        one = planning_files.event(f"SUMMARY:Launch {number}", uid=f"e{number}@example.org", starts=at)
        yield (one + "\r\n").encode()


def wages() -> Pieces:
    """Yield a wage for each of many teams."""
    yield (",".join(planning_files.WAGE) + "\n").encode()
    for number in count():
        row = list(planning_files.wage())
        row[3] = f"team {number}"
        yield (",".join(row) + "\n").encode()


def conversations() -> Pieces:
    """Yield pages of conversations of Genesys Cloud, one document after the other."""
    for number in count():
        page = genesys_made.page(*genesys_made.conversations())
        yield (json.dumps(numbered(page, number)) + "\n").encode()


def calls() -> Pieces:
    """Yield calls with a transcript, a vCon on each line."""
    for number in count(1):
        yield (json.dumps(vcon_made.call() | {"uuid": str(UUID(int=number, version=4))}) + "\n").encode()


def tickets() -> Pieces:
    """Yield a log of many objects: five hundred tickets, and the events of each, one after the other."""
    names = [f"t-{number}" for number in range(500)]
    log = ocel_made.log(ocel_made.tickets()) | {"objects": [ocel_made.thing(name, "ticket") for name in names]}
    head, _, _ = json.dumps({**{key: log[key] for key in log if key != "events"}, "events": []}).rpartition("]}")
    yield head.encode()
    for number in count():
        at = (BEGINS + timedelta(minutes=number % 260_000)).strftime("%Y-%m-%dT%H:%M:%SZ")
        one = ocel_made.event(f"e{number}", "opened", at, names[number % 500])
        yield (("," if number else "") + json.dumps(one)).encode()


def traces() -> Pieces:
    """Yield the traces of a log in XES."""
    head, _, rest = xes_made.log(xes_made.event("17", "2026-04-01T09:00:00Z", "told")).partition("<trace>")
    trace, close, _ = rest.rpartition("</trace>")
    yield head.encode()
    for number in count():
        yield f"<trace>{trace.replace('17', f'c{number}')}{close}\n".encode()


CALLED = connect_made.contact_record("c1", Queue=connect_made.queue())

FORMS: dict[str, tuple[str, Callable[[], Pieces], bytes]] = {
    "amazon_connect_contacts": (
        ".json",
        in_lines([connect_made.contact_record("c1", Queue=connect_made.queue())]),
        b"",
    ),
    "amazon_connect_agent_events": (".json", connect_states, b""),
    "zendesk": (".json", in_lines(zendesk_records()), b""),
    "chatwoot": (".json", in_lines(chatwoot_records()), b""),
    "intercom": (".json", in_lines([intercom_conversation(parts=intercom_parts())]), b""),
    "genesys_conversations": (".json", conversations, b""),
    "genesys_schedules": (".json", in_lines([genesys_made.schedule()]), b""),
    "genesys_adherence": (".json", in_lines([genesys_made.adherence()]), b""),
    "twilio": (".json", in_lines(twilio_made.EVERYTHING), b""),
    "vcon": (".json", calls, b""),
    "iex": (".txt", schedules, b""),
    "icalendar": (".ics", feed, b"END:VCALENDAR\r\n"),
    "wages": (".csv", wages, b""),
    "xes": (".xes", traces, b"</log>\n"),
    "ocel": (".jsonocel", tickets, b"]}"),
}
"""By source: the ending of its files, what they are made of, and how they end."""


def write(path: Path, pieces: Pieces, *, ends: bytes, size: int) -> None:
    """Write pieces into a file until it has a size."""
    with path.open("wb") as file:
        while file.tell() < size:
            file.write(next(pieces))
        file.write(ends)


def parsed_s(path: Path) -> float:
    """Return how long it takes to take a file apart, and no more."""
    began = time.perf_counter()
    if path.suffix == ".jsonocel":
        json.loads(path.read_bytes())
    elif path.suffix == ".xes":
        for _, element in ElementTree.iterparse(path):
            element.clear()
    else:
        with path.open(encoding="utf-8", newline="") as file:
            read = map(json.loads, file) if path.suffix == ".json" else csv.reader(file, delimiter="|")
            for _ in read:
                pass
    return time.perf_counter() - began


def brought_s(path: Path, source: str, folder: Path) -> tuple[float, float, int]:
    """Return how long a file takes to be brought, the processor's seconds, and how many rows came of it."""
    from centreline.evidence.lake import Lake
    from centreline.evidence.privacy.door import Door
    from centreline.evidence.records import bring_records
    from centreline.evidence.vendors.book import reader_named

    began, worked = time.perf_counter(), time.process_time()
    report = bring_records(
        Lake(folder / "evidence"), path, source=reader_named(source), named="a_system", zone="America/New_York",
        now=NOW, door=Door(b"a secret for measuring only"),
    )  # fmt: skip
    return time.perf_counter() - began, time.process_time() - worked, report.counts.created


def measured(source: str, *, megabytes: float) -> bool:
    """Print what one source took; return whether it stayed within its budget."""
    ending, pieces, ends = FORMS[source]
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / f"export{ending}"
        write(path, pieces(), ends=ends, size=round(megabytes * MEGABYTE))
        peer = parsed_s(path)
        took, worked, created = brought_s(path, source, Path(name))
    budget = BUDGET_S + BUDGET_S_FOR_A_MEGABYTE * megabytes
    print(
        f"{source:28} {took:7.1f} s, of the processor {worked:6.1f} s, {created:9,} rows, "
        f"parser alone {peer:6.2f} s, ratio {took / peer:6.1f}, "
        f"budget {budget:.0f} s{'' if took <= budget and created else ' MISSED'}",
        flush=True,
    )
    return took <= budget and created > 0


def main() -> None:
    """Measure each source; leave with 1 when one needs more than its budget."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=float, default=5.0)
    parser.add_argument("--only", nargs="+", choices=FORMS, default=list(FORMS))
    options = parser.parse_args()
    within = [measured(source, megabytes=options.megabytes) for source in options.only]
    raise SystemExit(not all(within))


if __name__ == "__main__":
    main()
