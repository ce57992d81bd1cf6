"""What a metric means, down to the SQL."""

from counting.centre import evidence

from centreline.metrics.book import metric_book
from centreline.metrics.explain import explain


def test_a_definition_is_explained_without_any_evidence() -> None:
    explained = explain("service_level")

    assert explained.question == "What share of contacts was answered in time?"
    assert explained.variants[0].definition == ("Contacts answered within 20 s, out of all that were answered or left.")
    assert explained.variants[0].expression["numerator"] == "outcome == 'handled' and wait_ms <= 20000"
    assert explained.variants[0].sql == ()


def test_with_evidence_the_sql_is_shown() -> None:
    [first, *_] = explain("cost_per_contact", evidence=evidence()).variants

    assert len(first.sql) == 2
    assert 'SUM("t1"."amount")' in first.sql[0] or 'SUM("t0"."amount")' in first.sql[0]


def test_what_cannot_be_asked_says_why_and_shows_no_sql() -> None:
    [first, *_] = explain("cost_per_contact", evidence=evidence(cost=None)).variants

    assert first.sql == ()
    assert "no evidence in the table cost" in first.why_not


def test_every_metric_can_be_explained() -> None:
    centre = evidence()

    explained = [explain(name, evidence=centre) for name in metric_book()]

    assert [one.metric for one in explained if not all(variant.sql for variant in one.variants)] == []
