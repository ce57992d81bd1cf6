"""Records leave before what was read from them: those rows stay until their own time is over."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from desks import chatwoot_conversation, write_lines, zendesk_audit, zendesk_metric, zendesk_ticket

from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import open_engine
from centreline.evidence.erasure.retention import DEFAULT_TIMES, due_rows, remove_due
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.records import RecordsReport, bring_records
from centreline.evidence.scope import Scope
from centreline.evidence.vendors.book import reader_named

SUMMER, WINTER, IN_TWO_YEARS = date(2026, 9, 15), date(2026, 12, 1), date(2028, 5, 1)


class Centre:
    """A lake whose day is what a test says it is."""

    def __init__(self, folder: Path, door: Door) -> None:
        self.lake, self._folder, self._door = Lake(folder / "evidence"), folder, door
        self._files = 0

    def bring(self, kind: str, *records: Any, on: date) -> RecordsReport:
        self._files += 1
        path = write_lines(self._folder / f"{self._files}.json", records)
        now = datetime(on.year, on.month, on.day, 12, tzinfo=UTC)
        return bring_records(
            self.lake, path, source=reader_named(kind), named=kind, zone="UTC", now=now, door=self._door
        )

    def night(self, on: date) -> None:
        due = due_rows(self.lake, times=DEFAULT_TIMES, on=on)
        remove_due(self.lake, due, run=on.isoformat())

    def records(self) -> int:
        held = current_rows(open_engine(), self.lake.folder / RECORD.name, contract=RECORD)
        return 0 if held is None else int(held.count().execute())

    def rows(self, table: str) -> list[dict[str, Any]]:
        evidence = self.lake.evidence(scope=Scope.whole_centre("a test"))
        held = evidence.table(table) if table in evidence.tables else None
        return [] if held is None else evidence.rows(held)


@pytest.fixture
def centre(tmp_path: Path, door: Door) -> Centre:
    centre = Centre(tmp_path, door)
    changes = zendesk_audit(2, ("status", "open", "solved"))
    centre.bring("zendesk", zendesk_ticket(41), changes, zendesk_metric(41), on=date(2026, 3, 4))
    return centre


def test_a_late_record_takes_no_row_that_was_read_from_records_whose_time_is_over(centre: Centre) -> None:
    before = (centre.rows("contact"), centre.rows("event"))
    assert centre.records() == 4
    centre.night(SUMMER)
    assert centre.records() == 0

    centre.bring("zendesk", zendesk_metric(41, updated_at="2026-11-20T09:00:00Z"), on=WINTER)

    assert (centre.rows("contact"), centre.rows("event")) == before
    assert len(before[0]) == len(before[1]) == 1


def test_a_row_that_is_read_again_says_what_its_source_says_now(centre: Centre) -> None:
    centre.night(SUMMER)

    centre.bring("zendesk", zendesk_ticket(41, priority="low", updated_at="2026-11-20T09:00:00Z"), on=WINTER)

    assert [row["priority"] for row in centre.rows("contact")] == ["low"]
    assert len(centre.rows("event")) == 1


def test_each_row_leaves_when_its_own_time_is_over(centre: Centre) -> None:
    centre.night(SUMMER)
    centre.bring("zendesk", zendesk_metric(41, updated_at="2026-11-20T09:00:00Z"), on=WINTER)

    centre.night(IN_TWO_YEARS)

    assert centre.rows("contact") == centre.rows("event") == []


def test_a_subject_that_lost_nothing_is_read_as_its_source_has_it(centre: Centre) -> None:
    centre.bring("zendesk", zendesk_ticket(42, updated_at="2026-09-10T09:00:00Z"), on=SUMMER)
    centre.night(SUMMER)

    centre.bring("zendesk", zendesk_ticket(42, status="deleted", updated_at="2026-11-20T09:00:00Z"), on=WINTER)

    assert [row["contact_id"] for row in centre.rows("contact")] == ["41"]


def test_the_number_of_a_customer_stands_when_the_record_that_said_it_has_left(centre: Centre, door: Door) -> None:
    def said(day: str, **sender: Any) -> dict[str, Any]:
        told = {"sender": {"id": 70, "name": "Ann", "email": None, "phone_number": None, **sender}}
        return chatwoot_conversation(15, meta=told, updated_at=day)

    centre.bring("chatwoot", said("2026-03-02T09:00:00Z", phone_number="+493012345678"), on=date(2026, 3, 4))
    centre.night(SUMMER)
    centre.bring("chatwoot", said("2026-11-20T09:00:00Z", email="ann@example.org"), on=WINTER)

    [ann] = [row for row in centre.rows("customer") if row["source"] == "chatwoot"]
    assert ann["phone_key"] == door.pseudonym("+493012345678", of="phone")
    assert ann["email_key"] == door.pseudonym("ann@example.org", of="email")
    assert ann["known_on"] == date(2026, 11, 20)
