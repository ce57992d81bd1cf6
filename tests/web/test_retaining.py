"""What is older than it is kept leaves by itself at the hour the settings name, and only where they name one."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from centreline.actions.workspace import FolderWorkspace
from centreline.web.jobs.retaining import ask_to_retain, retain_when_due, wait_for_the_next_day
from centreline.web.jobs.working import run_job
from centreline.web.records.jobs import job, jobs_of
from centreline.web.records.store import DjangoState


@pytest.fixture
def settings_file(centre: Path) -> Iterator[Path]:
    """Return the settings of the centre, which are put back as they were."""
    file = centre / "centreline.yaml"
    before = file.read_text()
    yield file
    file.write_text(before)


def waiting() -> list[datetime]:
    from django_tasks_db.models import DBTaskResult

    return [one.run_after for one in DBTaskResult.objects.filter(task_path__endswith="retain_when_due")]


def asked_for() -> list[Any]:
    return [one.given for one in jobs_of() if one.kind == "retention"]


@pytest.mark.usefixtures("db")
def test_it_is_off_until_an_hour_is_named_asks_once_and_is_paused_when_that_is_taken_out(settings_file: Path) -> None:
    now, said = datetime(2026, 6, 1, 12, tzinfo=UTC), settings_file.read_text()
    assert wait_for_the_next_day(after=now) is None
    assert waiting() == []

    settings_file.write_text(f"{said}\nretention_at: 03:30\n")
    due = wait_for_the_next_day(after=now)
    assert due is not None
    assert waiting() == [due]
    retain_when_due.func(due.isoformat())
    retain_when_due.func(due.isoformat())  # As after a start of the server, which waits anew.
    assert asked_for() == [{"due": due.isoformat(), "on": "2026-06-02"}]
    assert sorted(waiting()) == [due, due + timedelta(days=1)]

    settings_file.write_text(f"{said}\nretention_at: 04:00\n")
    retain_when_due.func((due + timedelta(days=1)).isoformat())
    assert len(asked_for()) == 1  # Another hour was named: it waits for that.
    assert max(waiting()) == due + timedelta(days=1, minutes=30)

    settings_file.write_text(said)
    retain_when_due.func((due + timedelta(days=1, minutes=30)).isoformat())
    assert (len(asked_for()), len(waiting())) == (1, 3)


@pytest.mark.usefixtures("db")
def test_rows_that_are_due_leave_with_a_line_in_the_trail(centre: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[Any] = []

    class Rows:
        leave = 7

    monkeypatch.setattr(
        "centreline.web.jobs.work.retention.take_due_out",
        lambda place, *, on: counted.append((place.folder, on.isoformat())) or {"turn": Rows()},
    )
    asked = ask_to_retain(datetime(2026, 6, 2, 2, 30, tzinfo=UTC))
    assert asked is not None

    run_job.func(asked.id)

    ended = job(asked.id)
    assert ended is not None
    assert (ended.state, ended.says, ended.result) == ("done", "7 rows left by their age", {"rows": {"turn": 7}})
    assert counted == [(FolderWorkspace(centre).folder, "2026-06-02")]
    line = list(DjangoState().lines())[-1]
    assert (line.act, line.kind, line.key, line.before) == ("record_retention", "retention", "2026-06-02", {"turn": 7})
