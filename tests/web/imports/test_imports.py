"""Bringing a file in the browser, from the upload to the undo; and who may."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from centreline.actions.workspace import FolderWorkspace
from centreline.web.jobs.working import run_job
from centreline.web.records.jobs import Job, jobs_of, new_job
from centreline.web.records.store import DjangoState
from centreline.web.records.uploads import sweep_uploads

As = Callable[[str], Client]


def _some_calls(centre: Path, *, rows: int = 40) -> bytes:
    lines = (centre / "exports" / "switchboard-calls.csv").read_bytes().splitlines(keepends=True)
    # Calls of a number that nobody had: they are new.
    return lines[0] + b"".join(b"NEW-" + line for line in lines[1 : rows + 1])


def _uploaded(client: Client, content: bytes, *, name: str = "calls.csv") -> Any:
    return client.post("/imports/new/", {"file": SimpleUploadedFile(name, content)})


def _done(address: str, client: Client) -> tuple[Job, str]:
    """Do the newest job of import's kinds as the worker does it, and return it with its page."""
    number = address.rstrip("/").rpartition("/")[2]
    run_job.func(number)
    newest = next(one for one in jobs_of() if one.id == number)
    return newest, client.get(address).content.decode()


def _brought(client: Client, content: bytes) -> Job:
    chosen = _uploaded(client, content)
    token = chosen.url.rstrip("/").rpartition("/")[2]
    asked = client.post(f"/imports/new/{token}/bring/", {"how": "mapping:switchboard-calls"})
    return _done(asked.url, client)[0]


def test_a_file_goes_from_the_upload_to_the_undo(client_as: As, centre: Path) -> None:
    client = client_as("data_owner")
    content = _some_calls(centre)

    chosen = _uploaded(client, content)
    ways = client.get(chosen.url).content.decode()
    checked, check_page = _done(client.post(chosen.url, {"how": "mapping:switchboard-calls"}).url, client)
    before = len(FolderWorkspace(centre).lake.imports())
    token = checked.given["upload"]
    brought, done_page = _done(
        client.post(f"/imports/new/{token}/bring/", {"how": "mapping:switchboard-calls"}).url, client
    )

    assert "switchboard-calls" in ways
    assert checked.state == "done", checked.result
    assert "Import" in check_page
    assert brought.state == "done", brought.result
    assert brought.result["counts"] == checked.result["counts"]
    assert sum(brought.result["counts"].values()) == len(content.splitlines()) - 1
    assert len(FolderWorkspace(centre).lake.imports()) == before + 1
    assert not (centre / "incoming" / token).exists()
    assert "Undo this import" in done_page

    undone, _page = _done(client.post(f"/imports/{brought.result['imported']}/undo/").url, client)

    assert undone.state == "done", undone.result
    entry = next(one for one in FolderWorkspace(centre).lake.imports() if one.id == brought.result["imported"])
    assert not entry.stands
    assert [line.act for line in DjangoState().lines() if line.key == entry.id] == [
        "record_import",
        "record_import_taken_back",
    ]
    assert "look" in {one.kind for one in jobs_of("dara")}
    again = client.post(f"/imports/{entry.id}/undo/")
    assert again.status_code == 422


def test_the_same_file_twice_changes_nothing(client_as: As, centre: Path) -> None:
    client = client_as("data_owner")
    content = _some_calls(centre, rows=15)

    first, second = _brought(client, content), _brought(client, content)

    assert first.result["counts"]["created"] > 0
    assert second.state == "done", second.result
    assert second.result["counts"]["created"] == second.result["counts"]["changed"] == 0
    _done(client.post(f"/imports/{first.result['imported']}/undo/").url, client)


@pytest.mark.parametrize(
    ("content", "name", "is_really"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "calls.csv", "a picture"),
        (b"%PDF-1.7 and so on", "calls.xlsx", "a PDF"),
        (b"<!doctype html><p>Sign in to continue</p>", "calls.csv", "a web page or XML"),
    ],
)
def test_a_file_that_lies_about_its_type_is_refused_in_words_and_deleted(
    client_as: As, centre: Path, content: bytes, name: str, is_really: str
) -> None:
    waiting = set((centre / "incoming").glob("*"))  # of other tests

    refused = _uploaded(client_as("data_owner"), content, name=name)

    assert refused.status_code == 422
    assert f"is {is_really}, whatever its name says" in refused.content.decode()
    assert "Bring CSV, TSV, XLSX" in refused.content.decode()
    assert set((centre / "incoming").glob("*")) == waiting


def test_an_empty_upload_and_none_at_all_are_refused(client_as: As) -> None:
    client = client_as("data_owner")

    assert _uploaded(client, b"").status_code == 422
    assert client.post("/imports/new/").status_code == 422


def test_a_way_that_is_a_path_is_refused(client_as: As, centre: Path) -> None:
    client = client_as("data_owner")
    chosen = _uploaded(client, _some_calls(centre, rows=2))

    job, _page = _done(client.post(chosen.url, {"how": "mapping:../../etc/passwd.yaml"}).url, client)

    assert job.state == "failed"
    assert "cannot be read as" in job.result["what"]


def test_nobody_goes_on_with_the_file_of_another(client_as: As, centre: Path) -> None:
    chosen = _uploaded(client_as("data_owner"), _some_calls(centre, rows=2))

    assert client_as("workforce").get(chosen.url).status_code == 404


@pytest.mark.parametrize("role", ["leader", "auditor"])
def test_others_may_look_and_not_bring(client_as: As, centre: Path, role: str) -> None:
    client = client_as(role)
    some = FolderWorkspace(centre).lake.imports()[-1]  # the newest stands on the first page

    page = client.get("/imports/")

    assert page.status_code == 200
    assert some.origin.file in page.content.decode()
    assert "/undo/" not in page.content.decode()
    assert client.get("/imports/new/").status_code == 403
    assert client.post(f"/imports/{some.id}/undo/").status_code == 403


@pytest.mark.parametrize("role", ["kestrel", "vistula", "agent"])
def test_partners_and_agents_see_no_imports(client_as: As, role: str) -> None:
    assert client_as(role).get("/imports/").status_code == 403
    assert client_as(role).get("/jobs/").status_code == 403


def test_the_list_counts_as_the_journal_does(client_as: As, centre: Path) -> None:
    standing = FolderWorkspace(centre).lake.imports()

    shown = client_as("data_owner").get("/imports/").context["table"].rows

    assert {row.entry.id: row.entry.counts.read for row in shown} == {one.id: one.counts.read for one in standing}


def test_two_imports_stand_side_by_side_as_the_journal_holds_them(client_as: As, centre: Path) -> None:
    client, imports = client_as("leader"), FolderWorkspace(centre).lake.imports()
    one, other = imports[0], imports[-1]

    page = client.get("/imports/compare/", {"one": one.id, "other": other.id})

    rows = [(row.one, row.other) for row in page.context["counts"]]
    assert rows[0] == (sum(one for one, _other in rows[1:]), sum(other for _one, other in rows[1:]))
    assert rows[0] == (one.counts.read, other.counts.read)
    assert f"One filled {one.table} and the other {other.table}" in page.content.decode()
    assert client.get("/imports/compare/", {"one": "none-such"}).context["one"] == other
    assert client_as("kestrel").get("/imports/compare/").status_code == 403


def test_what_somebody_lost_the_right_to_is_not_done_by_the_worker(db: None, centre: Path) -> None:
    some = FolderWorkspace(centre).lake.imports()[0]
    asked = new_job("undo", title="Undo", by="ada", given={"import": some.id})

    run_job.func(asked.id)

    assert next(one for one in jobs_of("ada")).state == "failed"
    assert next(one for one in FolderWorkspace(centre).lake.imports() if one.id == some.id).stands


def test_a_waiting_job_is_cancelled_and_shown_so(client_as: As) -> None:
    client = client_as("data_owner")
    asked = new_job("check", title="Check something", by="dara", given={"upload": "", "how": ""})

    running = client.get(f"/jobs/{asked.id}/").content.decode()
    client.post(f"/jobs/{asked.id}/cancel/")

    assert 'hx-trigger="every 1s"' in running
    assert "hx-trigger" not in client.get(f"/jobs/{asked.id}/").content.decode().partition('id="job"')[2][:200]
    assert next(one for one in jobs_of("dara") if one.id == asked.id).state == "cancelled"
    assert client_as("leader").post(f"/jobs/{asked.id}/cancel/").status_code == 403
    assert client.get("/jobs/nothing/").status_code == 404


def test_an_upload_that_nobody_brings_goes_after_a_day(client_as: As, centre: Path) -> None:
    chosen = _uploaded(client_as("data_owner"), _some_calls(centre, rows=2))
    held = centre / "incoming" / chosen.url.rstrip("/").rpartition("/")[2]
    now = datetime.now(UTC)

    kept = sweep_uploads(workspace=centre, now=now)
    os.utime(held, ((now - timedelta(days=2)).timestamp(),) * 2)
    swept = sweep_uploads(workspace=centre, now=now)

    assert kept == 0
    assert swept == 1
    assert not held.exists()
