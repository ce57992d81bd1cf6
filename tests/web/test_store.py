"""The database keeps what memory keeps: the same acts leave the same entries, histories and trails."""

import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.kinds import body_of
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step
from centreline.governance.trail import first_broken
from centreline.kernel.errors import EditConflict

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
LEE = Actor("lee", Role.LEADER, scope_for(Role.LEADER, name="lee"), request="r1", address="127.0.0.1")


def some_work(state: Any) -> None:
    for minute, text in enumerate(("first", "second", "third")):
        step = Step(state, LEE, NOW + timedelta(minutes=minute), "say")
        with state.one_step():
            step.make("comment", body_of("comment", {"text": text}), within="touchpoint:a", key=text)
            step.change("comment", text, body_of("comment", {"text": f"{text}, again"}), expects=1, says="clearer")
    with state.one_step():
        Step(state, LEE, NOW, "throw_away").bin("comment", "second", expects=2)


@pytest.mark.django_db
def test_the_database_keeps_what_memory_keeps() -> None:
    from centreline.web.records.models import LineRow, TrailEnd
    from centreline.web.records.store import DjangoState

    LineRow.objects.all().delete()
    TrailEnd.objects.all().delete()
    memory, database = MemoryState(), DjangoState()
    some_work(memory)
    some_work(database)

    assert database.entries("comment", within="touchpoint:a") == memory.entries("comment", within="touchpoint:a")
    for key in ("first", "second", "third"):
        assert database.entry("comment", key) == memory.entry("comment", key)
        assert database.history("comment", key) == memory.history("comment", key)
    assert list(database.lines()) == list(memory.lines())
    assert first_broken(database.lines(), ends_with=database.end_of_trail()) is None


@pytest.mark.django_db
def test_a_change_that_conflicts_leaves_neither_version_nor_line() -> None:
    from centreline.web.records.store import DjangoState

    state = DjangoState()
    some_work(state)
    lines = len(list(state.lines()))

    def too_late() -> None:
        with state.one_step():
            Step(state, LEE, NOW, "say").make("comment", body_of("comment", {"text": "new"}), key="fourth")
            Step(state, LEE, NOW, "say").change("comment", "first", body_of("comment", {"text": "other"}), expects=1)

    with pytest.raises(EditConflict):
        too_late()
    assert state.entry("comment", "fourth") is None
    assert len(list(state.lines())) == lines


def test_one_byte_changed_in_the_database_is_found(centre: Path, django_db_blocker: Any, tmp_path: Path) -> None:
    import sqlite3

    copy = tmp_path / "state.sqlite3"
    with sqlite3.connect(centre / "state.sqlite3") as source, sqlite3.connect(copy) as target:
        source.backup(target)
    with sqlite3.connect(copy) as database:
        database.execute("UPDATE records_linerow SET says = says || '.' WHERE number = 2")
    program = (
        "import sys; from pathlib import Path\n"
        "from centreline.web.site.serving import Server, open_django\n"
        "open_django(Server(Path(sys.argv[1]), '127.0.0.1', 8400, 1))\n"
        "from centreline.web.records.store import DjangoState\n"
        "from centreline.governance.trail import first_broken\n"
        "state = DjangoState(); print(first_broken(state.lines(), ends_with=state.end_of_trail()).number)"
    )
    shutil.copy(centre / "centreline.yaml", tmp_path)

    done = subprocess.run([sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "2"
