"""One pass for many metrics, as lean as one would write it."""

import pytest
from counting.centre import evidence

from centreline.evidence.engine import Evidence
from centreline.metrics.ask import measure
from centreline.metrics.book import metric_named
from centreline.metrics.compile import compile_wide, distinct_atoms
from centreline.metrics.recipe import recipe_of

EIGHT = [
    ("contacts_offered", None),
    ("contacts_answered", None),
    ("average_handle_time", None),
    ("average_speed_of_answer", None),
    ("service_level", None),
    ("abandonment_rate", None),
    ("transfer_rate", None),
    ("average_wrap_time", "mean"),
]


@pytest.fixture(scope="module")
def centre() -> Evidence:
    return evidence()


def test_eight_metrics_read_their_table_once(centre: Evidence) -> None:
    wide = compile_wide(centre, EIGHT, by=("day", "queue"))

    plan = centre.engine.connection.raw_sql(f"EXPLAIN {centre.sql(wide)}").fetchall()[0][1]

    assert plan.count("SEQ_SCAN") == 1
    assert plan.count("GROUP_BY") == 1
    assert "JOIN" not in plan


def test_a_population_that_all_share_is_filtered_once(centre: Evidence) -> None:
    sql = centre.sql(compile_wide(centre, EIGHT, by=("day", "queue")))

    assert sql.count("direction") == 1


def test_wide_values_are_the_values_of_the_answers(centre: Evidence) -> None:
    rows = {row["queue"]: row for row in centre.rows(compile_wide(centre, EIGHT, by=("queue",)))}

    for metric, variant in EIGHT:
        column = metric if variant is None else f"{metric}__{variant}"
        for answer in measure(centre, metric, variant=variant, by=("queue",)):
            assert rows[answer.by["queue"]][column] == pytest.approx(answer.value)


def test_what_two_metrics_share_is_counted_once() -> None:
    recipes = [recipe_of(metric_named(name).default) for name in ("average_speed_of_answer", "average_wrap_time")]

    shared = set(recipes[0].atoms) & set(recipes[1].atoms)

    assert len(shared) == 1  # answered contacts
    assert len(distinct_atoms(recipes, lambda recipe: recipe.atoms)) == 7


def test_populations_that_differ_are_kept_apart_in_one_pass(centre: Evidence) -> None:
    asked = [("contacts_answered", "inbound"), ("contacts_answered", "every_direction")]

    [row] = centre.rows(compile_wide(centre, asked))

    assert row == {"contacts_answered__inbound": 19, "contacts_answered__every_direction": 21}
