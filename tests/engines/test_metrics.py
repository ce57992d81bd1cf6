"""Every metric in every variant, by day, by queue and together, on every engine: the numbers that DuckDB gives."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import pytest

from centreline.evidence.engine import Evidence
from centreline.kernel.errors import MetricUnknown
from centreline.metrics.ask import measure_many, why_not
from centreline.metrics.book import metric_book
from centreline.metrics.recipe import recipe_of

VARIANTS = [(metric.id, variant.id) for metric in metric_book().values() for variant in metric.variants]
GRAINS = [(), ("day",), ("queue",), ("weekday", "hour"), ("week", "queue"), ("month",)]

ENGINES = ["postgres", "spark", pytest.param("clickhouse", marks=pytest.mark.nightly)]

Asked = tuple[str, str]


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_every_metric_has_the_numbers_that_duckdb_gives(side, duckdb_side, unlike, notyet) -> None:
    # Every question takes Spark a second, however few rows there are: the other grains are asked at night.
    check_alike(side, duckdb_side, unlike, notyet, grains=GRAINS[1:3] if side.engine.name == "Spark" else GRAINS)


@pytest.mark.parametrize("side", ENGINES, indirect=True)
def test_how_long_agents_had_been_there_is_worked_out_alike(side, duckdb_side, unlike) -> None:
    asked = [("contacts_answered", "every_direction"), ("average_handle_time", "talk_hold_wrap")]

    assert _differences(duckdb_side.made_up, side.made_up, asked, [("tenure",)], unlike) == {}


@pytest.mark.nightly
def test_spark_is_asked_by_every_grain(spark_side, duckdb_side, unlike, notyet) -> None:
    check_alike(spark_side, duckdb_side, unlike, notyet, grains=[*GRAINS[:1], *GRAINS[3:]])


def check_alike(side: Any, duckdb_side: Any, unlike: Any, notyet: Any, *, grains: Sequence[Sequence[str]]) -> None:
    by_hand = [one for one in VARIANTS if why_not(duckdb_side.made_up, *one)]

    found = _differences(duckdb_side.made_up, side.made_up, VARIANTS, grains, unlike)
    found |= _differences(duckdb_side.counted_by_hand, side.counted_by_hand, by_hand, GRAINS[:1], unlike)

    told = {name for name in notyet[side.engine.name] if name.startswith("metric ")}
    assert {name: said for name, said in found.items() if name not in told} == {}
    assert told - set(found) == set(), "these have begun to be answered alike: take them out of notyet.yaml"


def test_every_variant_is_asked_of_one_centre_or_the_other(duckdb_side) -> None:
    missing = [one for one in VARIANTS if why_not(duckdb_side.made_up, *one)]

    assert [one for one in missing if why_not(duckdb_side.counted_by_hand, *one)] == []
    assert len(missing) < 0.1 * len(VARIANTS)


def _differences(
    expected: Evidence, given: Evidence, variants: Sequence[Asked], grains: Sequence[Sequence[str]], unlike: Any
) -> dict[str, str]:
    """Return by name of the variant where the two engines say different things."""
    found: dict[str, str] = {}
    for tables in _by_tables([one for one in variants if not why_not(expected, *one)]):
        for by in grains:
            wanted = _answers_of_duckdb(expected, tuple(tables), tuple(by))
            for one in wanted:
                found.setdefault(f"metric {one[0]} {one[1]}", "")
            got = _answers(given, list(wanted), by)
            for (metric, variant), answers in wanted.items():
                apart = unlike(_told(answers), _told(got[metric, variant]))
                if apart:
                    found[f"metric {metric} {variant}"] = f"by {by}{apart}"
    return {name: said for name, said in found.items() if said}


def _by_tables(variants: Sequence[Asked]) -> list[list[Asked]]:
    """Return the variants in groups that read the same tables, so that each group is one pass over each table."""
    groups: dict[tuple[str, ...], list[Asked]] = {}
    for metric, variant in variants:
        atoms = recipe_of(metric_book()[metric].variant(variant)).atoms
        groups.setdefault(tuple(sorted({atom.table for atom in atoms})), []).append((metric, variant))
    return list(groups.values())


def _answers(evidence: Evidence, asked: Sequence[Asked], by: Sequence[str]) -> dict[Asked, Any]:
    try:
        return measure_many(evidence, asked, by=by)
    except MetricUnknown:
        return {}  # The table has no such column: costs know no queue.
    except Exception as reason:
        if len(asked) == 1:
            return {asked[0]: str(reason)[:300]}
        return {one: answer for part in asked for one, answer in _answers(evidence, [part], by).items()}


@cache
def _answers_of_duckdb(evidence: Evidence, asked: tuple[Asked, ...], by: tuple[str, ...]) -> dict[Asked, Any]:
    """Return what every other engine is compared with; of variants that all stop for one reason, one is compared."""
    told = _answers(evidence, asked, by)
    reasons = [answers for answers in told.values() if isinstance(answers, str)]
    is_one_reason = len(reasons) == len(told) and len(set(reasons)) == 1
    return dict(list(told.items())[:1]) if is_one_reason else told


def _told(answers: Any) -> Any:
    if isinstance(answers, str):
        return answers
    return [
        (one.by, one.numerator, one.denominator, one.estimate, one.left_out, one.left_out_because) for one in answers
    ]
