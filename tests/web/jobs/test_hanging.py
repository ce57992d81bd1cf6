"""A job that tells nothing new for too long is ended and tried once again; the second time it has failed."""

import sys
from typing import Any

import pytest

from centreline.web.site.workers import Watch, Workers

WAITS = "import time; time.sleep(60)"
MINUTE = 60.0


class Job:
    """A job that says what a test has it say, and a clock the test turns."""

    def __init__(self) -> None:
        self.told: tuple[object, ...] | None = ("a job", 0)
        self.now = 1_000.0

    def silence(self, minutes: int) -> Any:
        from centreline.web.jobs.hanging import Silence

        return Silence(minutes, progress=lambda _looks: self.told, clock=lambda: self.now)


def test_whoever_goes_on_telling_is_left_alone_and_whoever_falls_silent_hangs() -> None:
    job = Job()
    silence = job.silence(minutes=3)

    told = []
    for done in (0, 1, 2, 2, 2, 2, 3):
        job.told = ("a job", done)
        told.append(silence.hangs("default"))
        job.now += MINUTE

    assert told == [False, False, False, False, False, True, False]


def test_nobody_hangs_while_nothing_is_done_nor_where_no_time_is_set() -> None:
    job = Job()
    patient, silence = job.silence(minutes=0), job.silence(minutes=1)
    job.told = None

    for _minute in range(5):
        assert not silence.hangs("looks")
        assert not patient.hangs("looks")
        job.now += MINUTE


def test_a_worker_that_hangs_is_ended_and_begun_anew_and_the_other_goes_on() -> None:
    hung: list[str] = []
    commands = {queue: [sys.executable, "-c", WAITS] for queue in ("default", "looks")}
    watch = Watch(
        died=lambda queue, _why: hung.append(f"{queue} died"),
        hangs=lambda queue: queue == "default" and not hung,
        hung=hung.append,
    )
    workers = Workers(commands, environment={}, memory_mb=None, watch=watch)
    try:
        first, looks = workers.processes
        assert workers.look()
        again, still = workers.processes
        assert (hung, first.returncode) == (["default"], -9)
        assert (again.pid != first.pid, still.pid, again.poll()) == (True, looks.pid, None)
    finally:
        for process in workers.processes:
            process.kill()
            process.wait()


@pytest.mark.django_db
def test_a_job_is_tried_once_again_and_has_failed_the_second_time() -> None:
    from centreline.web.jobs.hanging import try_again
    from centreline.web.records.jobs import begin_job, job, new_job

    asked = new_job("check", title="Check calls.csv", by="dara", given={"upload": "x"})
    begin_job(asked.id)
    try_again("looks", why="it told nothing new")
    assert job(asked.id).state == "running"  # type: ignore[union-attr]

    try_again("default", why="it told nothing new")
    waits = job(asked.id)
    begin_job(asked.id)
    try_again("default", why="it told nothing new")
    failed = job(asked.id)

    assert waits is not None
    assert failed is not None
    assert (waits.state, waits.says) == ("waiting", "it told nothing new; it is tried again")
    assert (failed.state, failed.says) == ("failed", "it told nothing new, for the second time")
    assert failed.result["what"] == failed.says
