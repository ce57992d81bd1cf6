"""A person whom two systems exported, erased, and all that is written afterwards."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from desks import write_lines, zendesk_audit, zendesk_metric, zendesk_rating, zendesk_ticket

from centreline.evidence.erasure.finding import find_person
from centreline.evidence.erasure.plan import approved, planned
from centreline.evidence.erasure.running import run_erasure
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.records import RecordsReport, bring_records
from centreline.evidence.scope import Scope
from centreline.evidence.vendors.book import reader_named

NOW = datetime(2026, 6, 2, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")
SAID = "I am the canary of this mine"
PHONE, EMAIL = "+12065550101", "canary@example.org"


def call(name: str, **told: Any) -> Mapping[str, Any]:
    return {
        "AWSContactTraceRecordFormatVersion": "2017-03-10",
        "ContactId": name,
        "Channel": "VOICE",
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": "2026-01-05T17:12:59Z",
        "DisconnectTimestamp": "2026-01-05T17:47:28Z",
        "LastUpdateTimestamp": "2026-01-05T17:48:35Z",
        **told,
    }


def calls() -> list[Mapping[str, Any]]:
    """The second record of the chain does not say who called; the last is another caller's."""
    return [
        call("c-1", CustomerEndpoint={"Type": "TELEPHONE_NUMBER", "Address": PHONE}, Attributes={"note": SAID}),
        call("c-2", InitialContactId="c-1", PreviousContactId="c-1", Attributes={"note": SAID}),
        call("d-1", CustomerEndpoint={"Type": "TELEPHONE_NUMBER", "Address": "+12065550999"}),
    ]


def tickets() -> list[Mapping[str, Any]]:
    """Of the ticket there is a metric, and an audit by an agent that repeats the customer: neither names them."""
    via = {"channel": "email", "source": {"from": {"address": EMAIL, "name": "Canary"}}}
    comment = {"id": 77, "type": "Comment", "author_id": 301, "body": f"you wrote: {SAID}", "public": True}
    return [
        zendesk_ticket(41, requester_id=7001, submitter_id=7001, description=SAID, via=via),
        zendesk_metric(41),
        zendesk_audit(2, author_id=301, events=[comment]),
        zendesk_rating(62, comment=SAID),
        zendesk_ticket(43, requester_id=7003, submitter_id=7003, description="of somebody else"),
    ]


def bring(lake: Lake, door: Door, path: Path, records: list[Mapping[str, Any]], *, kind: str) -> RecordsReport:
    write_lines(path, records)
    return bring_records(lake, path, source=reader_named(kind), named=kind, zone="UTC", now=NOW, door=door)


def erase(lake: Lake, door: Door, value: str, of: str) -> Mapping[str, Any]:
    found = find_person(lake, lake.evidence(scope=OWNER), door, identifiers=[(value, of)])
    plan = planned(lake.folder, people=found.leaving.people, because="a letter", by="Ann", now=NOW, found={})
    approved(lake.folder, plan.id, by="Ben", now=NOW)
    return run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW).proof


def everything_in(folder: Path) -> str:
    """All that is written below a folder, tables unpacked, besides the list of those who may not come back."""
    found = []
    for file in sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".erased.json"):
        found.append(file.read_bytes().decode("utf-8", "replace"))
        if file.suffix == ".parquet":
            found.append(json.dumps(pq.read_table(file).to_pylist(), default=str))
    return "\n".join(found)
