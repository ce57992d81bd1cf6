"""A job that runs is stopped where it next says how far it is, and says that nothing was changed."""

import pytest

from centreline.web.jobs.working import Telling

pytestmark = pytest.mark.django_db


def test_a_running_job_that_is_cancelled_stops_and_says_that_nothing_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    from centreline.web.jobs import working
    from centreline.web.records.jobs import Job, ask_to_cancel, job, new_job

    went_on: list[int] = []

    def brings(taken: Job, tell: Telling) -> tuple[str, object]:
        for done in range(1, 4):
            if done == 2:
                ask_to_cancel(taken.id)
            tell(done=done, total=3, says="reading rows", unit="rows")
            went_on.append(done)
        return "3 rows were read", None

    monkeypatch.setattr(working, "_work_of", lambda _kind: brings)
    asked = new_job("bring", title="Bring", by="dara", given={})

    working.run_job.call(asked.id)

    ended = job(asked.id)
    assert ended is not None
    assert (ended.state, ended.says, went_on) == ("cancelled", "cancelled; nothing was changed", [1])
