"""What the database holds of somebody who is erased is forgotten where it can be made anew, and else named."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.web.records.erasing import StatePlace
from centreline.web.records.exports import keep_export
from centreline.web.records.jobs import end_job, job, new_job
from centreline.web.records.models import LookRow
from centreline.web.records.store import DjangoState

CANARY, CALL = "p_canarycanarycanary01", "1042"


@pytest.mark.usefixtures("db")
def test_looks_tables_and_results_are_forgotten_and_a_note_that_names_the_person_is_named(centre: Path) -> None:
    state, now = DjangoState(), datetime.now(UTC)
    lee = Actor("lee", Role.LEADER, scope_for(Role.LEADER, name="lee"))
    with state.one_step():
        Step(state, lee, now, "say").make("comment", body_of("comment", {"text": f"who is {CANARY}?"}), key="asked")
    theirs, other = (new_job("check", title="Check", by="dara", given={}).id for _ in range(2))
    end_job(theirs, state="done", result={"changes": [{"key": CALL, "before": "a"}]})
    end_job(other, state="done", result={"changes": [{"key": "1043"}]})
    keep_export(b"call\n1042\n", job_id=theirs, name="calls.csv", workspace=centre)
    place = StatePlace(centre)
    assert LookRow.objects.exists()

    said = place.forget({CANARY}, {CALL})

    assert not LookRow.objects.exists()
    assert any(one.endswith("looks") for one in said)
    assert (job(theirs).result, job(other).result) == (None, {"changes": [{"key": "1043"}]})  # type: ignore[union-attr]
    assert not list((centre / "outgoing").glob("*"))
    named = place.naming({CANARY}, {CALL})
    assert named[:2] == ["the comment asked", "version 1 of the comment asked"]
    assert {one.split(" ")[0] for one in named[2:]} == {"line"}
    assert place.naming({"p_somebody_else"}, set()) == []
