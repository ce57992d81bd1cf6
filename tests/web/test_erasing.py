"""What the database holds of somebody who is erased is forgotten where it can be made anew, and else named."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from centreline.cli import main
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


MAPPING = """\
mapping: desk
version: 1
table: contact
zone: Europe/London
constants: {source: desk, channel: voice, outcome: handled}
columns:
  contact_id: call
  customer_id: who
  offered_at: {from: came, format: "%Y-%m-%d %H:%M:%S"}
"""
CALLS = "call,who,came\n1,ada-7,2024-01-05 09:00:00\n2,bob-1,2024-01-05 10:00:00\n3,ada-7,2026-01-05 09:00:00\n"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Run a command as a person does, and return what it printed as JSON."""
    for name in ("CENTRELINE_WORKSPACE", "CENTRELINE_PLAIN_HTTP", "CENTRELINE_STREAMS", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)

    def command(*words: object) -> Any:
        monkeypatch.setattr(sys, "argv", ["centreline", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        assert left.value.code in (0, None), said.err
        return json.loads(said.out) if "json" in words else said.out

    return command


@pytest.mark.usefixtures("db")
def test_whoever_is_erased_or_aged_out_of_a_served_workspace_leaves_a_line_that_does_not_name_them(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    place, calls, there = tmp_path / "desk", tmp_path / "calls.csv", ("-w", tmp_path / "desk", "--format", "json")
    run("init", place, "--name", "A centre", "--zone", "Europe/London")
    (place / "mappings" / "desk.yaml").write_text(MAPPING)
    calls.write_text(CALLS)
    run("ingest", "contact", calls, "-m", "desk", "-w", place)
    (place / "state.sqlite3").touch()  # It is served; the tests lead the program to their own database.
    words = ("--because", "the letter of ada-7", "--by", "Ann")
    plan = run("erase", "ask", "--customer", "ada-7", *words, *there)

    run("erase", "approve", plan["id"], "--by", "Ben", *there)
    run("erase", "run", plan["id"], *there)
    run("retention", "--on", "2026-06-01", "--run", *there)

    erased, aged = list(DjangoState().lines())[-2:]
    assert (erased.act, erased.kind, erased.key, erased.address) == (
        "record_erasure",
        "erasure",
        plan["id"],
        "the command line",
    )
    assert erased.says == "2 rows of one person left, asked for by Ann, approved by Ben"
    assert erased.before == {"contact": 2}
    assert (aged.act, aged.key, aged.before) == ("record_retention", "2026-06-01", {"contact": 1})
    assert [one for one in ("ada", "p_", "letter") if one in str((erased, aged))] == []
