"""A job that was running when the server was killed is said to be interrupted, and can be started again."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

As = Callable[[str], Client]

PROCESS = """
import sys
import time
from pathlib import Path

from centreline.web.site.serving import Server, open_django

open_django(Server(Path(sys.argv[1]), "127.0.0.1", 8400, 1))
from centreline.web.records.jobs import begin_job, interrupt_running, job, jobs_of, new_job

if sys.argv[2] == "work":
    begin_job(new_job("look", title="Look", by="dara", given={}).id)
    print("begun", flush=True)
    time.sleep(60)
print(interrupt_running(), jobs_of("dara")[0].state)
"""
"""Opens the database of a folder as the server does; works until it is killed, or starts anew."""


def test_what_a_killed_process_was_doing_is_interrupted_at_the_next_start_and_started_again(client_as: As) -> None:
    from centreline.web.records.jobs import begin_job, end_job, interrupt_running, job, jobs_of, new_job

    killed, done, waiting = (
        new_job("check", title=title, by="dara", given={"upload": "", "how": ""})
        for title in ("Killed", "Done", "Next")
    )
    begin_job(killed.id)
    begin_job(done.id)
    end_job(done.id, state="done", says="done")

    assert interrupt_running() == 1
    assert interrupt_running() == 0
    states = [found.state for one in (killed, done, waiting) if (found := job(one.id)) is not None]
    assert states == ["interrupted", "done", "waiting"]

    dara = client_as("data_owner")
    page = dara.get(f"/jobs/{killed.id}/").content.decode()
    assert "the server ended while it was being done" in page
    assert f'action="/jobs/{killed.id}/again/"' in page
    assert client_as("leader").post(f"/jobs/{killed.id}/again/").status_code == 403
    assert dara.post(f"/jobs/{done.id}/again/").status_code == 403
    answer = dara.post(f"/jobs/{killed.id}/again/")
    newest = jobs_of("dara")[0]
    assert answer.headers["Location"] == f"/jobs/{newest.id}/"
    assert (newest.title, newest.state, dict(newest.given)) == ("Killed", "waiting", {"upload": "", "how": ""})


def test_the_job_of_a_process_that_was_killed_is_interrupted_by_the_next_start(tmp_path: Path, prepared: Path) -> None:
    for name in ("centreline.yaml", "state.sqlite3"):
        shutil.copy(prepared / name, tmp_path / name)
    command = [sys.executable, "-c", PROCESS, tmp_path]
    with subprocess.Popen([*command, "work"], stdout=subprocess.PIPE, text=True) as works:
        assert works.stdout is not None
        assert works.stdout.readline() == "begun\n"
        works.kill()

    starts = subprocess.run([*command, "start"], capture_output=True, text=True, check=True, timeout=60)

    assert starts.stdout == "1 interrupted\n"
