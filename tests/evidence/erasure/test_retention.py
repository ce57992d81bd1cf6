"""Rows leave when their class is kept no longer, and those under a hold stay."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.contract import Retention
from centreline.evidence.contracts import KEPT
from centreline.evidence.erasure.holds import lift, place_hold
from centreline.evidence.erasure.removing import count_leaving
from centreline.evidence.erasure.retention import DEFAULT_TIMES, KeptFor, due_rows, kept_for, remove_due, times_of
from centreline.evidence.lake import Lake
from centreline.evidence.scope import Scope
from centreline.kernel.errors import EvidenceConflict, WorkspaceInvalid

NOW = datetime(2026, 6, 2, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")
Bring = Callable[[Lake, str, pa.Table, str], str]


def rows(lake: Lake, table: str, column: str) -> list[object]:
    evidence = lake.evidence(scope=OWNER)
    held = evidence.table(table) if table in evidence.tables else None
    return [] if held is None else sorted(row[column] for row in evidence.rows(held.select(column)))


def due(lake: Lake, on: date) -> dict[str, int]:
    leaving = count_leaving(lake, due_rows(lake, times=DEFAULT_TIMES, on=on))
    return {name: counted.leave for name, counted in leaving.items()}


def test_what_is_due_is_counted_beforehand_class_by_class(lake: Lake) -> None:
    # Transcripts stay 180 days: what was said on 2 March 2026 is due on 30 August, and no day sooner.
    assert due(lake, date(2026, 8, 29)) == {}
    assert due(lake, date(2026, 8, 30)) == {"turn": 2}
    assert due(lake, date(2027, 4, 3)) == {"turn": 2, "evaluation": 2}
    assert due(lake, date(2028, 4, 5)) == {"turn": 2, "evaluation": 2, "contact": 3, "customer": 3}


def test_exactly_the_rows_that_were_counted_leave(lake: Lake) -> None:
    leaving = due_rows(lake, times=DEFAULT_TIMES, on=date(2028, 4, 5))
    counted = count_leaving(lake, leaving)

    assert remove_due(lake, leaving, run="spring") == counted
    assert rows(lake, "contact", "contact_id") == ["a2", "b2"]
    assert rows(lake, "turn", "text") == []
    assert count_leaving(lake, leaving) == {}


def test_rows_that_left_do_not_come_back_when_another_import_is_taken_back(
    lake: Lake, tables: dict[str, pa.Table], bring: Bring
) -> None:
    from centreline.evidence.undo import undo_import

    contacts = tables["contact"]
    later = contacts.set_column(contacts.column_names.index("reason"), "reason", pa.array(["move"] * 5))
    second = bring(lake, "contact", later, "later.csv")
    remove_due(lake, due_rows(lake, times=DEFAULT_TIMES, on=date(2028, 4, 5)), run="spring")

    undo_import(lake, second, now=NOW)

    assert rows(lake, "contact", "contact_id") == ["a2", "b2"]


def test_the_rows_of_a_person_under_a_hold_stay_with_everything_that_hangs_on_them(lake: Lake, ada: str) -> None:
    hold = place_hold(lake.folder, frozenset({ada}), because="case 12", by="Cleo", now=NOW)
    on = date(2028, 4, 5)

    assert due(lake, on) == {"turn": 1, "evaluation": 1, "contact": 2, "customer": 2}
    lift(lake.folder, hold.id, by="Cleo", now=NOW)
    assert due(lake, on) == {"turn": 2, "evaluation": 2, "contact": 3, "customer": 3}


def test_holds_that_cannot_be_read_let_nothing_leave(lake: Lake) -> None:
    (lake.folder / ".holds.json").write_text("[{ torn")

    with pytest.raises(EvidenceConflict, match="nobody can tell what has to stay"):
        due(lake, date(2028, 4, 5))


def test_a_hold_that_was_lifted_cannot_be_lifted_again(lake: Lake, ada: str) -> None:
    hold = place_hold(lake.folder, frozenset({ada}), because="case 12", by="Cleo", now=NOW)
    lift(lake.folder, hold.id, by="Cleo", now=NOW)

    with pytest.raises(EvidenceConflict, match=f"no hold that stands is called '{hold.id}'"):
        lift(lake.folder, hold.id, by="Cleo", now=NOW)


def test_nothing_due_changes_nothing(lake: Lake) -> None:
    version = lake.version

    assert remove_due(lake, due_rows(lake, times=DEFAULT_TIMES, on=date(2026, 6, 1)), run="spring") == {}
    assert lake.version == version


def test_every_table_has_a_class_and_every_class_a_time() -> None:
    assert {contract.retention for contract in KEPT.values()} <= set(DEFAULT_TIMES)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("180 days", KeptFor(days=180)),
        ("1 day", KeptFor(days=1)),
        ("25 months", KeptFor(months=25)),
        ("2 years", KeptFor(months=24)),
        ("for ever", None),
    ],
)
def test_times_are_read_as_people_write_them(text: str, kept: KeptFor | None) -> None:
    assert kept_for(text, where="a test") == kept


@pytest.mark.parametrize("text", ["", "0 days", "180", "forever", "-3 days", "6 weeks", "1.5 years"])
def test_a_time_nobody_can_read_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(WorkspaceInvalid, match="as a time rows are kept for") as stopped:
        kept_for(text, where="centreline.yaml: retention")

    assert '"25 months"' in stopped.value.fix


def test_a_workspace_says_what_differs_and_keeps_the_rest() -> None:
    times = times_of({"transcripts": "30 days"}, where="centreline.yaml")

    assert times == {**DEFAULT_TIMES, Retention.TRANSCRIPTS: KeptFor(days=30)}


def test_a_class_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(WorkspaceInvalid, match="no class of rows called 'audio'") as stopped:
        times_of({"audio": "1 day"}, where="centreline.yaml")

    assert "transcripts, contact_facts, worker_records, operations" in stopped.value.fix


@given(on=st.dates(date(1990, 1, 1), date(2200, 12, 31)), months=st.integers(1, 240))
def test_months_are_calendar_months_and_never_skip_one(on: date, months: int) -> None:
    cutoff = KeptFor(months=months).cutoff(on)

    assert (on.year * 12 + on.month) - (cutoff.year * 12 + cutoff.month) == months
    assert cutoff.day == on.day or (cutoff + timedelta(days=1)).day == 1
