"""kill -9 while a system's export comes in, and while a person is erased: the next run ends what was begun."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from erased import PHONE, calls
from switched_off import VERBS, copied, switched_off
from telephone import DOOR

from centreline.evidence.erasure.finding import find_person
from centreline.evidence.erasure.plan import approved, planned, plans_of
from centreline.evidence.erasure.proving import places_naming
from centreline.evidence.lake import Lake
from centreline.evidence.records import bring_records
from centreline.evidence.scope import Scope
from centreline.evidence.vendors.book import reader_named

NOW = datetime(2026, 6, 2, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")
KILLS = pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.nightly)])


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a lake into which one export came, with an erasure that was approved."""
    place = tmp_path_factory.mktemp("before")
    lake = Lake(place / "evidence")
    file = write(place / "first.json", queue="old", changed="2026-01-05T17:48:35Z")
    source = reader_named("amazon_connect_contacts")
    bring_records(lake, file, source=source, named="connect", zone="UTC", now=NOW, door=DOOR)
    return lake.folder


def write(file: Path, *, queue: str, changed: str) -> Path:
    """Write an export: three calls, and many of other callers, each in a queue."""
    told = {"Queue": {"Name": queue, "EnqueueTimestamp": "2026-01-05T17:14:46Z"}, "LastUpdateTimestamp": changed}
    _, _, other = calls()
    many = [{**other, "ContactId": f"m-{place}"} for place in range(400)]
    file.write_text("\n".join(json.dumps({**one, **told}) for one in [*calls(), *many]), encoding="utf-8")
    return file


def queues(lake: Lake) -> dict[str, int]:
    evidence = lake.evidence(scope=OWNER)
    contacts = evidence.table("contact")
    rows = evidence.rows(contacts.group_by("queue").aggregate(rows=contacts.count()))
    return {row["queue"]: row["rows"] for row in rows}


@KILLS
def test_an_export_that_was_killed_is_read_whole_or_not_at_all_and_the_next_try_is_exact(
    kills: int, before: Path, tmp_path: Path
) -> None:
    file = write(tmp_path / "export.json", queue="new", changed="2026-01-06T09:00:00Z")
    [(_, contacts)] = queues(Lake(before)).items()

    for lake, acknowledged in switched_off("records", before, file, into=tmp_path, kills=kills):
        found = queues(lake)
        assert found in ({"old": contacts}, {"new": contacts})
        assert found == {"new": contacts} or not acknowledged
        VERBS["records"](lake, file)
        assert queues(lake) == {"new": contacts}


@KILLS
def test_an_erasure_that_was_killed_is_run_again_and_leaves_nothing_of_the_person(
    kills: int, before: Path, tmp_path: Path
) -> None:
    asked = copied(before, tmp_path / "asked")
    person = find_person(asked, asked.evidence(scope=OWNER), DOOR, identifiers=[(PHONE, "phone")])
    people = person.leaving.people
    plan = planned(asked.folder, people=people, because="a letter", by="Ann", now=NOW, found={})
    approved(asked.folder, plan.id, by="Ben", now=NOW)
    assert places_naming(sorted(people), lake_folder=asked.folder)

    for lake, acknowledged in switched_off("erase", asked.folder, tmp_path, into=tmp_path / "each", kills=kills):
        [found] = plans_of(lake.folder)
        assert found.state == "run" or not acknowledged
        if found.state != "run":
            VERBS["erase"](lake, tmp_path)
        [ended] = plans_of(lake.folder)
        assert ended.state == "run"
        assert places_naming(sorted(people), lake_folder=lake.folder) == []
        assert sum(queues(lake).values()) == 401
