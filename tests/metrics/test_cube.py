"""What was counted by day and kept gives what counting the rows gives, and is counted again where rows changed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centreline.evidence.engine import Evidence
from centreline.evidence.journal import Origin
from centreline.evidence.lake import Lake
from centreline.evidence.scope import Scope
from centreline.evidence.shelf import Shelf
from centreline.evidence.undo import undo_import
from centreline.kernel.period import Period
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure, measure_many

GRAINS = [(), ("day",), ("week", "queue"), ("month",), ("weekday", "channel"), ("hour",)]
NOW = datetime(2026, 6, 1, tzinfo=UTC)
OWNER = Scope.whole_centre("a test")
ASKED = [
    ("contacts_offered", None),
    ("average_handle_time", None),
    ("service_level", None),
    ("abandonment_rate", None),
    ("transfer_rate", None),
    ("repeat_contact_rate", None),
]


def contacts(
    *, seed: int, days: int, first: datetime = datetime(2026, 1, 20, tzinfo=UTC), count: int = 200
) -> pa.Table:
    numbers = np.random.default_rng(seed)
    return pa.Table.from_pylist(
        [
            {
                "source": "acd",
                "contact_id": f"c{place}",
                "customer_id": f"p{numbers.integers(40)}",
                "reason": str(numbers.choice(["bill", "move"])),
                "queue": str(numbers.choice(["north", "south"])) if numbers.random() < 0.9 else None,
                "channel": str(numbers.choice(["voice", "chat"])),
                "offered_at": first + timedelta(minutes=int(numbers.integers(days * 1440))),
                "outcome": "handled" if numbers.random() < 0.8 else "abandoned",
                "wait_ms": int(numbers.integers(60_000)),
                "talk_ms": int(numbers.integers(600_000)) if numbers.random() < 0.9 else None,
                "transferred": bool(numbers.random() < 0.1),
            }
            for place in range(count)
        ]
    )


def bring(lake: Lake, rows: pa.Table, name: str) -> str:
    return lake.merge("contact", rows, origin=Origin(name, name, "m", "m"), zone="Europe/Lisbon", now=NOW).id


def from_rows(lake: Lake, *, scope: Scope = OWNER) -> Evidence:
    """Return the same evidence without a place to keep anything: everything is counted from the rows."""
    kept = lake.evidence(scope=scope)
    return Evidence(kept.engine, tables=kept.within(OWNER)._all_tables, version="rows", sources={}, scope=scope)


def numbers(answers: tuple[Answer, ...]) -> list[tuple[object, ...]]:
    def rounded(value: float | None) -> object:
        return None if value is None else pytest.approx(value, rel=1e-12)

    return [
        (*answer.by.values(), rounded(answer.value), answer.n, rounded(answer.estimate.low), answer.left_out)
        for answer in answers
    ]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    lake = Lake(tmp_path / "evidence")
    bring(lake, contacts(seed=1, days=60), "first")
    return lake


@pytest.mark.parametrize(
    "by", [(), ("day",), ("week", "queue"), ("month",), ("weekday", "channel"), ("hour",)], ids=str
)
@pytest.mark.parametrize("period", [None, Period.parse("2026-02"), Period.parse("2026-02-10..2026-03-05")], ids=str)
@pytest.mark.parametrize("where", [None, "queue == 'north'"], ids=str)
def test_kept_sums_answer_what_the_rows_answer(
    lake: Lake, by: tuple[str, ...], period: Period | None, where: str | None
) -> None:
    kept = measure_many(lake.evidence(scope=OWNER), ASKED, by=by, period=period, where=where)
    counted = measure_many(from_rows(lake), ASKED, by=by, period=period, where=where)

    assert {name: numbers(answers) for name, answers in kept.items()} == {
        name: numbers(answers) for name, answers in counted.items()
    }


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """Return the names of what is made anew while the test runs."""
    names: list[tuple[object, ...]] = []
    keep = Shelf.kept

    def noted(self: Shelf, *named: object, made_from: str | None = None, make: Callable[[], pa.Table]) -> pa.Table:
        def making() -> pa.Table:
            names.append(named[:2])
            return make()

        return keep(self, *named, made_from=made_from, make=making)

    monkeypatch.setattr(Shelf, "kept", noted)
    return names


def months_of(made: list[tuple[object, ...]]) -> list[object]:
    return [name[1] for name in made if name[0] == "month"]


def test_a_question_asked_again_in_another_process_counts_no_row(lake: Lake, made: list[tuple[object, ...]]) -> None:
    first = measure(lake.evidence(scope=OWNER), "average_handle_time", by=("day",))
    assert months_of(made) == ["2026-01", "2026-02", "2026-03"]
    made.clear()

    again = measure(Lake(lake.folder).evidence(scope=OWNER), "average_handle_time", by=("day",))

    assert made == []
    assert again == first


def test_another_grain_is_answered_from_the_same_months(lake: Lake, made: list[tuple[object, ...]]) -> None:
    measure(lake.evidence(scope=OWNER), "average_handle_time", by=("day",))
    made.clear()

    measure(lake.evidence(scope=OWNER), "average_handle_time", by=("week",), period=Period.parse("2026-02"))

    assert months_of(made) == []


def test_rows_of_one_month_make_that_month_counted_again_and_no_other(
    lake: Lake, made: list[tuple[object, ...]]
) -> None:
    measure(lake.evidence(scope=OWNER), "average_handle_time", by=("day",))
    late = contacts(seed=9, days=5, first=datetime(2026, 3, 10, tzinfo=UTC), count=3)
    strangers = pa.array(["x1", "x2", "x3"])
    bring(lake, late.set_column(1, "contact_id", strangers).set_column(2, "customer_id", strangers), "late")
    made.clear()

    kept = measure(lake.evidence(scope=OWNER), "average_handle_time", by=("day",))

    assert months_of(made) == ["2026-03"]
    assert numbers(kept) == numbers(measure(from_rows(lake), "average_handle_time", by=("day",)))


def test_a_contact_whose_local_time_nobody_knows_is_counted_all_the_same(lake: Lake) -> None:
    nowhere = contacts(seed=4, count=1, days=1).append_column("zone", pa.array(["Nowhere/At_all"]))
    bring(lake, nowhere.set_column(1, "contact_id", pa.array(["lost"])), "nowhere")

    [kept] = measure(lake.evidence(scope=OWNER), "contacts_offered")
    [counted] = measure(from_rows(lake), "contacts_offered")

    assert kept.value == counted.value


def test_one_reader_is_never_answered_from_what_another_was_shown(lake: Lake) -> None:
    measure(lake.evidence(scope=OWNER), "contacts_offered")

    assert lake.evidence(scope=Scope.of_partner("Alpha", reader="al")).tables == ()


def test_a_function_as_condition_is_counted_from_the_rows(lake: Lake) -> None:
    def north(table: object) -> object:
        return table.queue == "north"  # type: ignore[attr-defined]

    [by_function] = measure(lake.evidence(scope=OWNER), "contacts_offered", where=north)
    [by_text] = measure(lake.evidence(scope=OWNER), "contacts_offered", where="queue == 'north'")

    assert by_function.value == by_text.value


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.integers(0, 4), st.booleans()), min_size=1, max_size=4))
def test_after_any_imports_and_undos_kept_answers_are_those_of_the_rows(
    steps: list[tuple[int, bool]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    lake = Lake(tmp_path_factory.mktemp("steps") / "evidence")
    for number, (seed, undone) in enumerate(steps):
        brought = bring(lake, contacts(seed=seed, days=50, count=30), f"{number}-{seed}")
        measure_many(lake.evidence(scope=OWNER), ASKED, by=("week", "queue"))
        if undone:
            undo_import(lake, brought, now=NOW)
        if not lake.evidence(scope=OWNER).tables:
            continue
        kept = measure_many(lake.evidence(scope=OWNER), ASKED, by=("week", "queue"))
        counted = measure_many(from_rows(lake), ASKED, by=("week", "queue"))
        assert {name: numbers(one) for name, one in kept.items()} == {
            name: numbers(one) for name, one in counted.items()
        }
