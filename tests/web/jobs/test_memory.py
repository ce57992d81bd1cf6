"""A job that needs more memory than there is ends alone and says so: its worker is begun anew, and pages go on."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from centreline.web.site.workers import DEATHS_AT_MOST, Watch, Workers

KILLED = "import os; os.kill(os.getpid(), 9)"
WAITS = "import time; time.sleep(60)"
ASKS_FOR_MUCH = "import time; time.sleep(0.3); bytearray(900_000_000)"


@contextmanager
def working(*, told: list[tuple[str, str]], memory_mb: int | None = None, **does: str) -> Iterator[Workers]:
    commands = {queue: [sys.executable, "-c", program] for queue, program in does.items()}
    watch = Watch(lambda queue, why: told.append((queue, why)))
    workers = Workers(commands, environment={}, memory_mb=memory_mb, watch=watch)
    try:
        yield workers
    finally:
        for process in workers.processes:
            process.kill()
            process.wait()


def test_a_worker_that_the_system_ended_is_begun_anew_and_the_other_goes_on() -> None:
    told: list[tuple[str, str]] = []
    with working(told=told, default=KILLED, looks=WAITS) as workers:
        first, looks = workers.processes
        first.wait()

        assert workers.look()

        assert told == [("default", "the system ended the process that did it, most likely because memory ran out")]
        again, still = workers.processes
        assert again.pid != first.pid
        assert (still.pid, still.poll()) == (looks.pid, None)


def test_a_worker_that_dies_again_and_again_is_given_up() -> None:
    told: list[tuple[str, str]] = []
    with working(told=told, default="raise SystemExit(3)") as workers:
        while workers.look():
            workers.processes[0].wait()

    assert told == [("default", "the process that did it ended by itself with code 3")] * DEATHS_AT_MOST


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lets one process limit another")
def test_a_worker_holds_no_more_than_it_may(capfd: pytest.CaptureFixture[str]) -> None:
    with working(told=[], memory_mb=300, default=ASKS_FOR_MUCH) as workers:
        assert workers.processes[0].wait(timeout=60) == 1

    assert "MemoryError" in capfd.readouterr().err


@pytest.mark.django_db
def test_a_job_that_runs_out_of_memory_says_what_to_do_and_that_nothing_changed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from centreline.web.jobs import working as jobs_working
    from centreline.web.records.jobs import job, new_job

    def asks_for_too_much(*_: object) -> tuple[str, object]:
        raise MemoryError

    monkeypatch.setattr(jobs_working, "_work_of", lambda _kind: asks_for_too_much)
    asked = new_job("check", title="Check", by="dara", given={})

    jobs_working.run_job.call(asked.id)

    ended = job(asked.id)
    assert ended is not None
    assert (ended.state, ended.says) == ("failed", "it needs more memory than its worker may hold; nothing was changed")
    assert "a file of one month" in ended.result["fix"]


@pytest.mark.django_db
def test_the_job_of_a_worker_that_died_has_failed_with_the_reason_and_others_have_not() -> None:
    from centreline.web.records.jobs import begin_job, fail_running, job, new_job

    look, check, waiting = (new_job(kind, title="x", by="dara", given={}) for kind in ("look", "check", "check"))
    begin_job(look.id)
    begin_job(check.id)

    assert fail_running(looks=False, why="the system ended the process that did it") == 1

    states = [found.state for one in (look, check, waiting) if (found := job(one.id)) is not None]
    assert states == ["running", "failed", "waiting"]
    failed = job(check.id)
    assert failed is not None
    assert failed.result["what"] == failed.says == "the system ended the process that did it"
