from datetime import UTC, date, datetime, timedelta

import pyarrow as pa
import pytest

from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.metrics.compare import compare
from centreline.reports.figures import numbers_shown
from centreline.reports.gather import Gathered, gather, headline_metrics, main_variant, nothing_gathered


def contacts(days: int, *, abandoned_every: int = 4) -> Evidence:
    """Eight calls on each day from Monday, 5 January 2026; every so many-th of them is abandoned."""
    start = datetime(2026, 1, 5, 10, tzinfo=UTC)
    rows = [(start + timedelta(days=day), number) for day in range(days) for number in range(8)]
    return Evidence.of(
        {
            "contact": pa.table(
                {
                    "source": ["made-up"] * len(rows),
                    "contact_id": [f"c{number}" for number in range(len(rows))],
                    "offered_at": [at.isoformat() for at, _ in rows],
                    "opened_at": [at.isoformat() for at, _ in rows],
                    "channel": ["voice"] * len(rows),
                    "direction": ["inbound"] * len(rows),
                    "queue": ["billing"] * len(rows),
                    "outcome": ["abandoned" if number % abandoned_every == 0 else "handled" for _, number in rows],
                    "wait_ms": [1000] * len(rows),
                }
            )
        }
    )


def with_measures(blueprint: Blueprint, *measures: dict) -> Blueprint:
    document = blueprint.model_dump(mode="json")
    document["intents"][0]["lagging"] = list(measures)
    return Blueprint.model_validate(document)


def test_without_evidence_nothing_is_gathered(blueprint):
    assert gather(blueprint, evidence=None) == nothing_gathered() == Gathered((), {}, {})


def test_metrics_somebody_promised_to_watch_come_first_and_unknown_ones_not_at_all(blueprint):
    promised = with_measures(blueprint, {"metric": "occupancy"}, {"metric": "nobody_knows_this"})

    metrics = headline_metrics(promised)

    assert metrics[0] == "occupancy"
    assert "nobody_knows_this" not in metrics
    assert len(metrics) == len(set(metrics))


def test_the_variant_the_blueprint_means_is_the_one_that_is_shown(blueprint):
    meant = with_measures(blueprint, {"metric": "abandonment_rate", "variant": "over_every_arrival"})
    comparison = compare(contacts(3), "abandonment_rate")

    assert main_variant(comparison, blueprint=meant) == "over_every_arrival"
    assert main_variant(comparison, blueprint=with_measures(blueprint)) == "over_queued"


def test_a_variant_that_cannot_be_answered_gives_way_to_one_that_can(blueprint):
    meant = with_measures(blueprint, {"metric": "abandonment_rate", "variant": "counted_by_source"})

    assert main_variant(compare(contacts(3), "abandonment_rate"), blueprint=meant) == "over_queued"


@pytest.mark.parametrize(("days", "grain", "points"), [(83, "day", 83), (84, "week", 12), (90, "week", 12)])
def test_a_chart_runs_by_week_as_soon_as_there_are_twelve_whole_weeks(blueprint, days, grain, points):
    series = gather(blueprint, evidence=contacts(days)).series["abandonment_rate"]

    assert (series.grain, len(series.chart.points)) == (grain, points)
    assert series.chart.points[0].on == date(2026, 1, 5)


def test_contacts_are_counted_at_their_touchpoints(blueprint):
    assert gather(blueprint, evidence=contacts(3)).contacts == {"question": 24}


def test_a_number_is_held_against_the_target_of_its_own_variant_only(blueprint):
    evidence = contacts(3)
    met = with_measures(blueprint, {"metric": "abandonment_rate", "variant": "over_queued", "at_most": 0.25})
    missed = with_measures(blueprint, {"metric": "abandonment_rate", "variant": "over_queued", "at_least": 0.5})
    other = with_measures(blueprint, {"metric": "abandonment_rate", "variant": "counted_by_source", "at_most": 0.1})

    shown = [numbers_shown(gather(one, evidence=evidence), blueprint=one)[0] for one in (met, missed, other)]

    assert [(one.metric, one.value, one.target, one.meets) for one in shown] == [
        ("abandonment_rate", "25.0%", "at most 25.0%", True),
        ("abandonment_rate", "25.0%", "at least 50.0%", False),
        ("abandonment_rate", "25.0%", None, None),
    ]


def test_a_chart_says_in_a_sentence_whether_anything_changed(blueprint):
    evidence = contacts(20)
    gathered = gather(blueprint, evidence=evidence)

    offered = next(one for one in numbers_shown(gathered, blueprint=blueprint) if one.metric == "contacts_offered")

    assert offered.chart.says == (
        "Steady: from day to day it moves between 8 and 8 around 8 by itself, and no point breaks a rule."
    )
    assert not offered.chart.changed


def test_a_share_has_no_limit_above_one_or_below_zero(blueprint):
    gathered = gather(blueprint, evidence=contacts(20, abandoned_every=8))

    for number in numbers_shown(gathered, blueprint=blueprint):
        if number.unit == "share" and number.chart and number.chart.limits:
            assert 0 <= number.chart.limits.low <= number.chart.limits.high <= 1


def test_many_definitions_are_shown_by_the_main_one_and_the_extremes(blueprint):
    number = next(
        one
        for one in numbers_shown(gather(blueprint, evidence=contacts(3)), blueprint=blueprint)
        if one.metric == "service_level"
    )

    answered = [one.amount for one in number.answered]
    shown = [one.amount for one in number.shown_first]
    assert len(answered) > len(shown) >= 5
    assert (min(shown), max(shown)) == (min(answered), max(answered))
    assert any(one.main for one in number.shown_first)
    assert {one.variant for one in number.variants} == {
        *(one.variant for one in number.answered),
        *(one.variant for _, rows in number.unanswered for one in rows),
    }


def test_sums_of_time_are_read_as_time_and_counts_as_counts(blueprint):
    numbers = {one.metric: one for one in numbers_shown(gather(blueprint, evidence=contacts(3)), blueprint=blueprint)}

    [waited] = [one for one in numbers["average_speed_of_answer"].variants if one.main]
    [lost] = [one for one in numbers["abandonment_rate"].variants if one.main]
    assert (waited.counted, waited.out_of) == ("18.0 s", "18")
    assert (lost.counted, lost.out_of) == ("6", "24")


def test_a_source_that_counts_and_keeps_no_contact_has_its_charts_too(blueprint):
    days = [datetime(2026, 1, 5, tzinfo=UTC) + timedelta(days=day) for day in range(20)]
    counted = Evidence.of(
        {
            "interval_stat": pa.table(
                {
                    "source": ["made-up"] * len(days),
                    "queue": ["billing"] * len(days),
                    "starts_at": [day.isoformat() for day in days],
                    "offered": [100] * len(days),
                    "abandoned": [5 + day.day % 3 for day in days],
                }
            )
        }
    )

    series = gather(blueprint, evidence=counted).series["abandonment_rate"]

    assert [point.on for point in series.chart.points] == [day.date() for day in days]
    assert series.chart.points[0].value == 0.07  # 5 January: 5 and the rest of 5 by 3, of a hundred
