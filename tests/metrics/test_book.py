"""The catalogue keeps its promises: every definition is complete, readable and compiles."""

import re

import pytest
from pydantic import ValidationError

from centreline.evidence.contracts import CONTRACTS
from centreline.kernel.errors import ExpressionRefused, MetricUnknown
from centreline.kernel.identity import is_key
from centreline.metrics.book import metric_book, metric_named, words_of
from centreline.metrics.definition import Metric, filled_in
from centreline.metrics.interval import METHODS
from centreline.metrics.recipe import recipe_of
from centreline.metrics.views import VIEWS, base_table
from centreline.metrics.wording import written_out

METRICS = list(metric_book().values())
VARIANTS = [(metric, variant) for metric in METRICS for variant in metric.variants]
NAMES = [f"{metric.id}-{variant.id}" for metric, variant in VARIANTS]


def test_the_book_holds_at_least_thirty_metrics() -> None:
    assert len(METRICS) >= 30
    assert len(VARIANTS) >= 100


@pytest.mark.parametrize("metric", METRICS, ids=lambda metric: metric.id)
def test_every_metric_says_what_it_asks_and_how_it_misleads(metric: Metric) -> None:
    sentences = [metric.population, *metric.traps, *(variant.says for variant in metric.variants)]

    assert is_key(metric.id)
    assert metric.question.endswith("?")
    assert [sentence for sentence in sentences if not sentence.endswith(".")] == []
    assert all((metric.owner, metric.source, metric.title))


@pytest.mark.parametrize(("metric", "variant"), VARIANTS, ids=NAMES)
def test_every_variant_says_its_definition_with_its_parameters(metric: Metric, variant: object) -> None:
    assert "{" not in variant.sentence + variant.title + variant.id + "".join(variant.reasons)
    assert is_key(variant.id)
    assert variant.kind in METHODS


@pytest.mark.parametrize(("metric", "variant"), VARIANTS, ids=NAMES)
def test_every_variant_reads_tables_under_contract(metric: Metric, variant: object) -> None:
    tables = {base_table(atom.table) for atom in recipe_of(variant).atoms}

    assert tables <= set(CONTRACTS)


@pytest.mark.parametrize("table", CONTRACTS)
def test_no_word_hides_a_column_of_its_table(table: str) -> None:
    columns = {column.name for column in CONTRACTS[table].all_columns}

    assert set(words_of(table)) & columns == set()


def test_every_published_variant_of_service_level_is_there() -> None:
    assert {variant.id for variant in metric_named("service_level").variants} >= {
        "over_offered",
        "with_quick_abandons",
        "over_answered",
        "without_quick_abandons",
        "with_short_abandons",
        "without_short_abandons",
    }


@pytest.mark.parametrize("metric", ["first_contact_resolution", "repeat_contact_rate"])
def test_every_published_window_is_there(metric: str) -> None:
    windows = {variant.parameters.get("window_days") for variant in metric_named(metric).variants}

    assert windows >= {1, 3, 7, 14, 30}


def test_a_misspelt_metric_is_answered_with_the_nearest() -> None:
    with pytest.raises(MetricUnknown, match="there is no metric 'service_levl'") as stop:
        metric_named("service_levl")

    assert stop.value.fix == "write 'service_level'"


def test_an_abbreviation_is_answered_with_the_full_words() -> None:
    with pytest.raises(MetricUnknown, match="there is no metric 'FCR'") as stop:
        metric_named("FCR")

    assert stop.value.fix == "write 'first_contact_resolution'"


def test_a_misspelt_variant_is_answered_with_the_nearest() -> None:
    with pytest.raises(MetricUnknown, match="service_level has no variant 'over_ofered'") as stop:
        metric_named("service_level").variant("over_ofered")

    assert stop.value.fix == "write 'over_offered'"


def test_a_misspelt_parameter_is_answered_with_the_nearest() -> None:
    variant = metric_named("service_level").default

    with pytest.raises(MetricUnknown, match="no parameter 'threshold_s'") as stop:
        variant.with_parameters({"threshold_s": 30})

    assert stop.value.fix == "write 'threshold_ms'"


def test_words_and_parameters_are_written_out_until_only_columns_remain() -> None:
    text = written_out("answered and followed", table="contact", parameters={"window_days": 7})

    assert text == ("outcome == 'handled' and (next_gap_ms.notnull() and next_gap_ms <= 7 * 86400000)")


def test_a_word_that_stands_for_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("centreline.metrics.wording.words_of", lambda table: {"a": "b + 1", "b": "a + 1"})

    with pytest.raises(ExpressionRefused, match="the word 'a' stands for itself"):
        written_out("a", table="contact", parameters={})


def test_parameters_are_read_aloud_with_their_units() -> None:
    text = filled_in(
        "{threshold_ms}, {agreed_share}, {window_days} days",
        {
            "threshold_ms": 90_000,
            "agreed_share": 0.8,
            "window_days": 1,
        },
    )

    assert text == "1 m 30 s, 80%, 1 day"


def test_a_definition_with_a_word_too_many_is_refused() -> None:
    metric = metric_named("service_level").model_dump()

    with pytest.raises(ValidationError, match="colour"):
        Metric.model_validate({**metric, "colour": "green"})


def test_two_variants_of_one_name_are_refused() -> None:
    metric = metric_named("service_level").model_dump()

    with pytest.raises(ValidationError, match="two variants of service_level have the same id"):
        Metric.model_validate({**metric, "variants": [metric["variants"][0]] * 2})


def test_nothing_in_the_catalogue_claims_a_cause_or_a_standard_it_has_not_read() -> None:
    said = " ".join(f"{metric.model_dump()}" for metric in METRICS)

    assert re.findall(r"COPC requires|ISO 18295|because of|leads to|drives", said) == []


def test_views_do_not_take_the_name_of_a_contract() -> None:
    assert set(VIEWS) & set(CONTRACTS) == set()
