"""Records are kept and rows are read from them: whatever comes between, the rows follow from the records."""

import csv
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.records import RecordsReport, bring_records, preview_records
from centreline.evidence.records import run as bringing
from centreline.evidence.records.replacing import read_up_to
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.evidence.vendors.amazon_connect.contacts import AMAZON_CONNECT_CONTACTS
from centreline.kernel.errors import EvidenceConflict

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)


def call(name: str, *, updated: str = "2026-01-05T18:00:00Z", queue: str = "Billing", **fields: Any) -> dict[str, Any]:
    return {
        "ContactId": name,
        "InitialContactId": None,
        "Channel": "VOICE",
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": "2026-01-05T17:12:59Z",
        "DisconnectTimestamp": "2026-01-05T17:47:28Z",
        "LastUpdateTimestamp": updated,
        "DisconnectReason": "CUSTOMER_DISCONNECT",
        "Queue": {"Name": queue, "EnqueueTimestamp": "2026-01-05T17:14:46Z", "Duration": 60},
        **fields,
    }


class Desk:
    """A lake, and files written into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.lake = Lake(folder / "evidence")
        self._files = 0

    def file(self, content: str) -> Path:
        self._files += 1
        path = self.folder / f"{self._files}.json"
        path.write_text(content, encoding="utf-8")
        return path

    def bring(self, *records: dict[str, Any] | Path, named: str = "connect") -> RecordsReport:
        path = records[0] if isinstance(records[0], Path) else self.file("\n".join(map(json.dumps, records)))
        return bring_records(
            self.lake, path, source=AMAZON_CONNECT_CONTACTS, named=named, zone="UTC", now=NOW, door=Door(b"s" * 32)
        )

    def look(self, path: Path) -> RecordsReport:
        return preview_records(
            self.lake, path, source=AMAZON_CONNECT_CONTACTS, named="connect", zone="UTC", door=Door(b"s" * 32)
        )

    def queues(self) -> dict[str, str]:
        evidence = self.lake.evidence(scope=Scope.whole_centre("a test"))
        if "contact" not in evidence.tables:
            return {}
        rows = evidence.rows(evidence.table("contact").select("contact_id", "queue"))
        return {row["contact_id"]: row["queue"] for row in rows}

    def written(self) -> set[str]:
        return {str(path.relative_to(self.folder)) for path in (self.folder / "evidence").rglob("*") if path.is_file()}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_record_its_system_changed_last_stands_whichever_came_last(desk: Desk) -> None:
    desk.bring(call("c-1", queue="newer", updated="2026-01-05T19:00:00Z"))

    report = desk.bring(call("c-1", queue="older", updated="2026-01-05T18:00:00Z"))

    assert (report.counts.older, report.counts.changed) == (1, 0)
    assert desk.queues() == {"c-1": "newer"}


def test_the_same_record_in_another_file_is_the_same_record(desk: Desk) -> None:
    desk.bring(call("c-1"), call("c-2"))

    report = desk.bring(call("c-2"), call("c-3"))

    assert (report.counts.same, report.counts.created) == (1, 1)
    assert {table: (rows.created, rows.changed, rows.vanished) for table, rows in report.rows.items() if rows} == {
        "contact": (1, 0, 0), "leg": (1, 0, 0), "routing_event": (1, 0, 0),
    }  # fmt: skip


def test_a_record_that_turns_out_to_belong_to_another_contact_moves_there(desk: Desk) -> None:
    desk.bring(call("c-1"), call("c-2"))

    report = desk.bring(
        call("c-2", updated="2026-01-05T19:00:00Z", InitialContactId="c-1", InitiationMethod="TRANSFER")
    )

    assert report.rows["contact"].vanished == 1
    assert desk.queues() == {"c-1": "Billing"}


def test_a_parent_that_comes_late_is_linked(desk: Desk) -> None:
    early = desk.bring(call("c-2", InitialContactId="c-1", InitiationMethod="TRANSFER", queue="Tier 2"))

    late = desk.bring(call("c-1", InitiationTimestamp="2026-01-05T17:00:00Z"))

    assert list(early.incomplete.values()) == [1]
    assert late.incomplete == {}
    assert desk.queues() == {"c-1": "Billing"}


def test_looking_first_says_what_bringing_does_and_writes_nothing(desk: Desk) -> None:
    desk.bring(call("c-1"), call("c-2"))
    before, path = desk.written(), desk.file(json.dumps(call("c-2", queue="Sales", updated="2026-01-06T00:00:00Z")))

    looked = desk.look(path)

    assert desk.written() == before
    brought = desk.bring(path)
    assert (looked.counts, looked.rows) == (brought.counts, brought.rows)


def test_records_that_cannot_be_read_are_put_aside_without_their_secrets(desk: Desk) -> None:
    told = json.dumps({"note": "her card is 4111 1111 1111 1111"})
    path = desk.file(f"{json.dumps(call('c-1'))}\n{told}\n" + '{"ContactId": "c-3", "cvv')

    with pytest.raises(Exception, match="is cut off"):
        desk.bring(path)
    report = desk.bring(desk.file(f"{json.dumps(call('c-1'))}\n{told}\n"))

    assert report.counts.rejected == 1
    assert report.rejected_file is not None
    with report.rejected_file.open(encoding="utf-8-sig") as file:
        [row] = csv.DictReader(file)
    assert (row["row"], row["rejected because"]) == ("2", "it has no ContactId or no InitiationTimestamp")
    assert "4111" not in row["record"]


def test_nothing_of_a_record_reaches_the_disk_before_it_passed_the_door(desk: Desk) -> None:
    told = "my card is 4111 1111 1111 1111"
    endpoint = {"Type": "TELEPHONE_NUMBER", "Address": "+12065550101"}
    report = desk.bring(call("c-1", Attributes={"note": told}, CustomerEndpoint=endpoint))

    held = b"".join(path.read_bytes() for path in (desk.folder / "evidence").rglob("*") if path.is_file())
    rows = desk.lake.evidence(scope=Scope.whole_centre("a test"))
    [contact] = rows.rows(rows.table("contact").select("customer_id"))

    assert [(one.kind, one.times) for one in report.replaced] == [("card", 1)]
    assert b"4111 1111" not in held
    assert contact["customer_id"] == Door(b"s" * 32).pseudonym("+12065550101", of="phone")


def test_rows_that_were_left_unread_are_read_by_whoever_writes_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.bring(call("c-1"))
    path = desk.file(json.dumps(call("c-2")))
    monkeypatch.setattr(bringing, "settle", interrupted_at_the_end)
    with pytest.raises(KeyboardInterrupt):
        desk.bring(path)
    monkeypatch.undo()
    assert desk.queues() == {"c-1": "Billing"}  # the records are committed, their rows are not

    again = desk.bring(path)

    assert "nothing was changed" in again.remarks[0]
    assert desk.queues() == {"c-1": "Billing", "c-2": "Billing"}
    assert not (desk.lake.folder / ".touched").exists()


def interrupted_at_the_end(*_: Any, **what: Any) -> Any:
    if "read" in what:
        raise KeyboardInterrupt


class Stumbling:
    """A reader that stumbles over every record."""

    name = "stumbling"
    title = "A reader that stumbles"
    tables = AMAZON_CONNECT_CONTACTS.tables
    identifiers = ()
    recognise = AMAZON_CONNECT_CONTACTS.recognise
    records = AMAZON_CONNECT_CONTACTS.records

    def assemble(self, subject: str, records: Any, *, zone: str) -> Any:
        raise ZeroDivisionError(subject)


def test_a_reader_that_stumbles_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.bring(call("c-1"))
    before = desk.written()

    with pytest.raises(ZeroDivisionError):
        bring_records(
            desk.lake, desk.file(json.dumps(call("c-2"))), source=Stumbling(), named="other", zone="UTC", now=NOW,
            door=Door(b"s" * 32),
        )  # fmt: skip

    assert desk.written() == before
    desk.bring(call("c-3"))
    assert desk.queues() == {"c-1": "Billing", "c-3": "Billing"}


def test_an_interrupted_import_can_be_taken_back(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.bring(call("c-1"))
    monkeypatch.setattr(bringing, "settle", interrupted_at_the_end)
    with pytest.raises(KeyboardInterrupt):
        desk.bring(call("c-1", queue="Sales", updated="2026-01-06T00:00:00Z"))
    monkeypatch.undo()

    undo_import(desk.lake, desk.lake.imports()[-1].id, now=NOW)

    assert desk.queues() == {"c-1": "Billing"}


def test_a_table_says_up_to_which_version_of_the_records_it_was_read(desk: Desk) -> None:
    desk.bring(call("c-1"))
    last = desk.bring(call("c-2")).imported

    assert last is not None
    assert read_up_to(desk.lake.folder / "contact") == last.version_after


def test_a_copy_that_was_kept_out_comes_back_when_the_newer_one_is_taken_back(desk: Desk) -> None:
    newer = desk.bring(call("c-1", queue="newer", updated="2026-01-05T19:00:00Z")).imported
    desk.bring(call("c-1", queue="older"))
    assert newer is not None

    undo_import(desk.lake, newer.id, now=NOW)

    assert desk.queues() == {"c-1": "older"}


def test_the_version_of_the_evidence_does_not_depend_on_the_order_of_the_files(tmp_path: Path) -> None:
    files = [json.dumps(call("c-1")), json.dumps(call("c-1", queue="Sales")), json.dumps(call("c-2"))]
    versions = set()
    for number, order in enumerate(([0, 1, 2], [2, 1, 0], [1, 0, 2])):
        (tmp_path / str(number)).mkdir()
        desk = Desk(tmp_path / str(number))
        for place in order:
            desk.bring(desk.file(files[place]))
        versions.add((desk.lake.version, tuple(sorted(desk.queues().items()))))

    assert len(versions) == 1


def test_two_systems_of_one_kind_are_kept_apart_by_their_names(desk: Desk) -> None:
    desk.bring(call("c-1"), named="north")
    desk.bring(call("c-1", queue="Sales"), named="south")

    evidence = desk.lake.evidence(scope=Scope.whole_centre("a test"))
    rows = evidence.rows(evidence.table("contact").select("source", "queue").order_by("source"))

    assert rows == [{"source": "north", "queue": "Billing"}, {"source": "south", "queue": "Sales"}]


def test_undo_needs_what_the_other_imports_brought(desk: Desk) -> None:
    first = desk.bring(call("c-1")).imported
    second = desk.bring(call("c-1", queue="Sales", updated="2026-01-06T00:00:00Z")).imported
    assert first is not None
    assert second is not None
    desk.lake.brought(first.id).unlink()

    with pytest.raises(EvidenceConflict, match=f"the records that import '{first.id}' brought are not in the lake"):
        undo_import(desk.lake, second.id, now=NOW)


def test_a_number_no_column_can_hold_stops_nothing(desk: Desk) -> None:
    path = desk.file(json.dumps(call("c-1")).replace('"Duration": 60', '"Duration": 1e999, "Other": -1e999'))

    report = desk.bring(path, named="huge")

    assert report.counts.rejected == 1
    assert report.errors[0].says == "a number is larger than any system counts"
