"""What the database holds of somebody who is erased is forgotten where it can be made anew, and else named."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from three_calls import CALLS, brought

from centreline.cli import main
from centreline.evidence.tombstones import Tombstones, read_tombstones, write_tombstones
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.kinds import body_of
from centreline.governance.step import Step
from centreline.web.jobs.forgetting import forget_again
from centreline.web.records.erasing import StatePlace
from centreline.web.records.exports import keep_export
from centreline.web.records.jobs import end_job, job, new_job
from centreline.web.records.models import LookRow, SightingRow
from centreline.web.records.store import DjangoState
from centreline.web.site import serving

CANARY, CALL = "p_canarycanarycanary01", "1042"
NOW = datetime(2026, 6, 2, tzinfo=UTC)


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


def begun(run: Callable[..., Any], folder: Path, *, calls: str = CALLS) -> Path:
    """Begin a workspace of these calls, and return it as one that is served."""
    place = folder / "desk"
    brought(run, place, calls=calls)
    (place / "state.sqlite3").touch()  # It is served; the tests lead the program to their own database.
    return place


@pytest.mark.usefixtures("db")
def test_whoever_is_erased_or_aged_out_of_a_served_workspace_leaves_a_line_that_does_not_name_them(
    run: Callable[..., Any], tmp_path: Path
) -> None:
    there = ("-w", begun(run, tmp_path), "--format", "json")
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


OF_THEIRS = "call-canary-7"
"""Id of a contact, too short to be looked for in texts: of what was erased, hashes alone are known."""


def held_in_any_table() -> str:
    held = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            held += cursor.fetchall()
    return str(held)


def kept_of(person: str, contact: str) -> None:
    """Keep what looks, jobs, findings and pages say of a person."""
    LookRow.objects.create(
        scope="all", made_at=NOW, as_of=NOW.date(), examination={"of": [person, contact]}, review={"of": contact}
    )
    SightingRow.objects.create(scope="all", name=f"EVD001 contact:{contact}", first_at=NOW)
    end_job(new_job("check", title="Check", by="dara", given={}).id, state="done", result={"key": contact})
    cache.set("page", contact)


@pytest.mark.usefixtures("db")
def test_a_database_put_back_from_before_an_erasure_has_forgotten_the_person_before_it_is_served(
    run: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = begun(run, tmp_path, calls=f"call,who,came\n{OF_THEIRS},ada-7,2026-01-05 09:00:00\n")
    there = ("-w", place, "--format", "json")
    (person,) = run("erase", "find", "--customer", "ada-7", *there)["customers"]
    kept_of(person, OF_THEIRS)
    copy = transaction.savepoint()
    plan = run("erase", "ask", "--customer", "ada-7", "--because", "a letter", "--by", "Ann", *there)
    run("erase", "approve", plan["id"], "--by", "Ben", *there)
    run("erase", "run", plan["id"], *there)
    transaction.savepoint_rollback(copy)
    assert [one for one in (person, OF_THEIRS) if one not in held_in_any_table()] == []
    monkeypatch.setattr(serving, "serve_until_stopped", lambda *_, **__: 0)

    said = " ".join(run("serve", place).split())

    assert "The database knew nothing of people who were erased here; it forgot " in said
    assert [one for one in (person, OF_THEIRS) if one in held_in_any_table()] == []
    assert cache.get("page") is None
    noted = [one for one in DjangoState().lines() if one.key == plan["id"]]
    assert [(one.act, one.kind) for one in noted] == [("record_forgetting", "erasure")]
    assert forget_again(place, now=NOW) == ()


@pytest.mark.usefixtures("db")
def test_what_people_wrote_of_somebody_who_was_erased_is_named_and_what_the_trail_knows_is_not_asked_again(
    tmp_path: Path,
) -> None:
    state, lee = DjangoState(), Actor("lee", Role.LEADER, scope_for(Role.LEADER, name="lee"))
    with state.one_step():
        Step(state, lee, NOW, "say").make("comment", body_of("comment", {"text": f"who is {CANARY}?"}), key="asked")
    write_tombstones(tmp_path, Tombstones(frozenset({CANARY}), runs=("by their age", "first")))

    said = forget_again(tmp_path, now=NOW)

    assert "  still named in the comment asked: see `centreline erase --help`" in said
    assert forget_again(tmp_path, now=NOW) == ()
    with state.one_step():
        Step(state, lee, NOW, "record_erasure").note("erasure", "third", says="2 rows of one person left")
    write_tombstones(tmp_path, read_tombstones(tmp_path).with_run("aged").with_run("third"))
    assert forget_again(tmp_path, now=NOW) == ()
    write_tombstones(tmp_path, read_tombstones(tmp_path).with_run("fourth"))
    assert forget_again(tmp_path, now=NOW) != ()
