"""An erasure that was switched off anywhere is run again, and then nothing of the person is left either."""

from datetime import UTC, datetime

import pytest

from centreline.evidence.erasure import removing
from centreline.evidence.erasure.finding import find_person
from centreline.evidence.erasure.plan import approved, plan_named, planned
from centreline.evidence.erasure.proving import places_naming
from centreline.evidence.erasure.running import run_erasure
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.scope import Scope

NOW = datetime(2026, 6, 2, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")
CHANGES = ["_rewrite_staged", "_rewrite", "forget_old_versions"]


@pytest.mark.parametrize("step", CHANGES)
@pytest.mark.parametrize("done", [0, 1, 2])
def test_wherever_it_was_switched_off_the_next_run_ends_it(
    *, lake: Lake, door: Door, ada: str, ada_online: str, monkeypatch: pytest.MonkeyPatch, step: str, done: int
) -> None:
    found = find_person(lake, lake.evidence(scope=OWNER), door, identifiers=[("ada-77120", None)])
    plan = planned(lake.folder, people=found.leaving.people, because="a letter", by="Ann", now=NOW, found={})
    approved(lake.folder, plan.id, by="Ben", now=NOW)
    steps = iter(range(100))
    whole = getattr(removing, step)

    def switched_off(*arguments: object, **named: object) -> object:
        if next(steps) == done:
            raise OSError("switched off")
        return whole(*arguments, **named)

    with monkeypatch.context() as broken:
        broken.setattr(removing, step, switched_off)
        with pytest.raises(OSError, match="switched off"):
            run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)
    ended = run_erasure(lake, plan.id, door=door, workspace=lake.folder.parent, now=NOW)

    assert plan_named(lake.folder, plan.id).state == "run"
    assert ended.proof["still_named_in"] == []
    assert places_naming([ada, ada_online, "it is a1"], lake_folder=lake.folder) == []
    evidence = lake.evidence(scope=OWNER)
    assert evidence.rows(evidence.table("turn").select("text")) == [{"text": "it is b1"}]
