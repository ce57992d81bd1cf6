"""A source is read by itself: its new files become imports, once each, and one that fails stops no other."""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from centreline.actions.workspace import FolderWorkspace
from centreline.web.jobs.scheduling import run_when_due
from centreline.web.jobs.working import run_job
from centreline.web.records.jobs import Job, job, jobs_of
from centreline.web.records.store import DjangoState

As = Callable[[str], Client]

DAILY = {
    "title": "Calendar", "root": "arrivals", "inside": "", "pattern": "days-*.csv",
    "how": "mapping:calendar", "every": "day", "at": "06:30", "weekday": "0",
}  # fmt: skip


@pytest.fixture
def arrivals(centre: Path) -> Path:
    """Return the folder of the workspace in which files may be watched, empty."""
    folder = centre / "arrivals"
    folder.mkdir(exist_ok=True)
    for path in folder.iterdir():
        path.unlink()
    return folder


def put(folder: Path, name: str, lines: list[str]) -> Path:
    """Put a file into a folder as if it had lain there for a minute."""
    path = folder / name
    path.write_text("".join(lines))
    os.utime(path, (time.time() - 60,) * 2)
    return path


def days(centre: Path, *, begin: int, prefix: str) -> list[str]:
    """Return three events nobody has brought, under the header of the planner's export."""
    lines = (centre / "exports" / "calendar.csv").read_text().splitlines(keepends=True)
    return [lines[0], *(line.replace('"P-', f'"{prefix}-', 1) for line in lines[begin : begin + 3])]


def schedule(client: Client, **fields: str) -> str:
    """Schedule a source and return its key."""
    assert client.post("/imports/sources/new/", DAILY | fields).status_code == 302
    return DjangoState().entries("schedule")[-1].key


def read_now(client: Client, key: str) -> Job:
    """Ask for a source to be read, do that, and return the job."""
    address = client.post(f"/imports/sources/{key}/read/").url
    number = address.rstrip("/").rpartition("/")[2]
    run_job.func(number)
    found = job(number)
    assert found is not None
    return found


def table_of(client: Client) -> Any:
    return client.get("/imports/").context["sources"]


def test_new_files_are_read_once_and_one_that_fails_stops_no_other(client_as: As, centre: Path, arrivals: Path) -> None:
    client = client_as("data_owner")
    key = schedule(client)
    put(arrivals, "days-0.csv", ["nothing,of,the,kind\n", "1,2,3,4\n"])
    put(arrivals, "days-1.csv", days(centre, begin=1, prefix="A"))
    put(arrivals, "other.csv", days(centre, begin=7, prefix="O"))
    (arrivals / "days-4.csv").symlink_to(centre / "secret.key")

    uploads_of_others = set((centre / "incoming").glob("*"))

    first = read_now(client, key)

    outcomes = {one["file"]: one["outcome"] for one in first.result["arrivals"]}
    assert outcomes == {"days-0.csv": "failed", "days-1.csv": "brought"}
    assert first.says.startswith("new files read: 1; not read: days-0.csv")
    made = first.result["arrivals"][1]["import_id"]
    lake = FolderWorkspace(centre).lake
    assert next(one for one in lake.imports() if one.id == made).counts.created == 3
    assert [line.act for line in DjangoState().lines() if line.key == made] == ["record_import"]
    listed = next(one for one in client.get("/imports/").context["table"].page if one.entry.id == made)
    assert (listed.owner, listed.next_run) == ("dara", table_of(client)[0].due_at)
    assert listed.quality == 1.0
    [failed] = table_of(client)[0].failed
    assert failed.fields["says"] in client.get("/imports/").content.decode().replace("&#x27;", "'")
    assert set((centre / "incoming").glob("*")) == uploads_of_others

    # The same bytes under another name, and the same file again, are not read; what somebody asks for again is.
    put(arrivals, "days-5.csv", days(centre, begin=1, prefix="A"))
    assert read_now(client, key).says == "no new file was there"
    client.post(f"/imports/sources/{key}/files/{failed.key}/again/")
    assert [one["file"] for one in read_now(client, key).result["arrivals"]] == ["days-0.csv"]

    # It is an import like any other: taken back, and not read again by itself.
    run_job.func(client.post(f"/imports/{made}/undo/").url.rstrip("/").rpartition("/")[2])
    assert not next(one for one in FolderWorkspace(centre).lake.imports() if one.id == made).stands
    assert read_now(client, key).says == "no new file was there"


def test_the_worker_reads_what_is_due_and_waits_for_the_next_unless_it_is_paused(client_as: As, arrivals: Path) -> None:
    client = client_as("data_owner")
    key = schedule(client)
    held = DjangoState().entry("schedule", key)
    assert held is not None
    due = datetime(2026, 4, 1, 5, 30, tzinfo=UTC).isoformat()

    run_when_due.func(key, held.version, due)
    run_when_due.func(key, held.version, due)  # as after a restart, which waits for every moment anew

    asked = [one for one in jobs_of() if one.kind == "arrivals"]
    assert [(one.given["due"], one.by) for one in asked] == [(due, "dara")]
    [listed] = table_of(client)
    assert listed.rhythm == "every day at 06:30"
    assert timedelta(0) < listed.due_at - datetime.now(UTC) <= timedelta(days=1)

    client.post(f"/imports/sources/{key}/pause/")
    run_when_due.func(key, held.version, "2026-04-02T05:30:00+00:00")
    assert table_of(client)[0].due_at is None
    assert len([one for one in jobs_of() if one.kind == "arrivals"]) == 1
    client.post(f"/imports/sources/{key}/resume/")
    assert table_of(client)[0].due_at == listed.due_at
    acts = [line.act for line in DjangoState().lines() if line.key == key]
    assert acts == ["schedule_import", "pause_schedule", "resume_schedule"]


def test_what_somebody_lost_the_right_to_is_not_read(client_as: As, arrivals: Path) -> None:
    from centreline.web.records.models import Person

    client = client_as("data_owner")
    key = schedule(client)
    asked = client.post(f"/imports/sources/{key}/read/").url.rstrip("/").rpartition("/")[2]
    Person.objects.filter(username="dara").update(role="auditor")

    run_job.func(asked)

    done = job(asked)
    assert done is not None
    assert done.state == "failed"
    assert "may not bring records" in client_as("leader").get("/imports/").content.decode()
    assert client.post(f"/imports/sources/{key}/pause/").status_code == 403


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"root": "/etc"}, "is not one that may be watched"),
        ({"inside": "../exports"}, "leads out of the allowed folder"),
        ({"inside": "nowhere"}, "is not there"),
        ({"how": "mapping:none-such"}, "no mapping is called"),
        ({"how": "mapping:../../x"}, "cannot be scheduled"),
        ({"at": "25:99"}, "cannot be scheduled"),
        ({"weekday": "9"}, "cannot be scheduled"),
        ({"title": ""}, "cannot be scheduled"),
    ],
)
def test_what_is_wrong_is_said_beside_the_form_and_nothing_is_scheduled(
    client_as: As, wrong: dict[str, str], says: str
) -> None:
    answer = client_as("data_owner").post("/imports/sources/new/", DAILY | wrong)

    assert answer.status_code == 422
    assert says in answer.content.decode().replace("&#x27;", "'")
    assert DjangoState().entries("schedule") == ()


@pytest.mark.parametrize("role", ["leader", "auditor", "kestrel", "agent"])
def test_others_schedule_nothing(client_as: As, role: str) -> None:
    key = schedule(client_as("data_owner"))
    client = client_as(role)

    assert client.post("/imports/sources/new/", DAILY).status_code == 403
    assert client.get(f"/imports/sources/{key}/").status_code == 403
    assert client.post(f"/imports/sources/{key}/stop/").status_code == 403
