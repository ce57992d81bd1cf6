"""A definition of the centre's own: what it counts, what it is called, and for how long it is in force."""

from datetime import UTC, datetime

import pyarrow as pa
import pytest

from centreline.evidence.engine import Evidence
from centreline.kernel.errors import ArgumentInvalid, MetricUnknown
from centreline.metrics.agreed import AS_AGREED, Agreed, with_agreed
from centreline.metrics.ask import measure
from centreline.metrics.book import definitions_in_force, metric_named, published_book

SERVICE = published_book()["service_level"]
ROWS = [
    # queue, outcome, wait in seconds
    ("billing", "handled", 10),
    ("billing", "handled", 25),
    ("billing", "abandoned", 40),
    ("test", "handled", 1),
    (None, "handled", 50),
]


@pytest.fixture(scope="module")
def evidence() -> Evidence:
    rows = [
        {
            "source": "switch", "contact_id": str(number), "offered_at": datetime(2026, 1, 5, 9, number, tzinfo=UTC),
            "direction": "inbound", "channel": "voice", "queue": queue, "outcome": outcome, "wait_ms": wait_s * 1000,
        }
        for number, (queue, outcome, wait_s) in enumerate(ROWS)
    ]  # fmt: skip
    return Evidence.of({"contact": pa.Table.from_pylist(rows)})


@pytest.mark.parametrize(
    ("agreed", "counted"),
    [
        (Agreed("over_offered"), (2, 5)),
        (Agreed("over_answered"), (2, 4)),
        (Agreed("over_offered", {"threshold_ms": 30_000}), (3, 5)),
        # The row without a queue is counted: nobody said that it is a test.
        (Agreed("over_offered", without=(("queue", "test"),)), (1, 4)),
        (Agreed("over_answered", {"threshold_ms": 30_000}, (("queue", "test"),)), (2, 3)),
    ],
)
def test_what_is_agreed_is_what_is_counted(evidence: Evidence, agreed: Agreed, counted: tuple[int, int]) -> None:
    with definitions_in_force(lambda: {SERVICE.id: with_agreed(SERVICE, agreed)}):
        [answer] = measure(evidence, SERVICE.id)

    assert (answer.numerator, answer.denominator) == counted


def test_a_published_way_keeps_its_name_and_a_changed_one_has_its_own() -> None:
    chosen = with_agreed(SERVICE, Agreed("over_answered"))
    changed = with_agreed(SERVICE, Agreed("over_answered", {"threshold_ms": 30_000}))

    assert [one.id for one in chosen.variants[:2]] == ["over_answered", "over_offered"]
    assert len(chosen.variants) == len(SERVICE.variants)
    assert (changed.default.id, len(changed.variants)) == (AS_AGREED, len(SERVICE.variants) + 1)
    assert "within 30 s" in changed.agreed
    assert with_agreed(SERVICE, Agreed(SERVICE.default.id)) == SERVICE


def test_rows_that_are_not_counted_are_in_the_sentence() -> None:
    changed = with_agreed(SERVICE, Agreed("over_offered", without=(("queue", "test"), ("channel", "sms"))))

    assert changed.default.sentence.endswith("Rows whose queue is 'test' or whose channel is 'sms' are not counted.")


def test_a_value_with_a_quote_in_it_is_a_value_and_no_expression(evidence: Evidence) -> None:
    odd = Agreed("over_offered", without=(("queue", "' or 1 == 1 or '"),))

    with definitions_in_force(lambda: {SERVICE.id: with_agreed(SERVICE, odd)}):
        assert measure(evidence, SERVICE.id)[0].denominator == len(ROWS)


def test_it_is_in_force_as_long_as_it_lasts_and_no_longer() -> None:
    own = with_agreed(SERVICE, Agreed("over_answered"))
    with definitions_in_force(lambda: {SERVICE.id: own}):
        assert metric_named("service_level").default.id == "over_answered"
        assert metric_named("abandonment_rate") == published_book()["abandonment_rate"]

    assert metric_named("service_level").default.id == "over_offered"


@pytest.mark.parametrize("agreed", [Agreed("best"), Agreed("over_offered", {"patience": 1.0})])
def test_what_no_catalogue_knows_is_refused(agreed: Agreed) -> None:
    with pytest.raises(MetricUnknown):
        with_agreed(SERVICE, agreed)


def test_a_time_below_nought_is_refused() -> None:
    with pytest.raises(ArgumentInvalid):
        with_agreed(SERVICE, Agreed("over_offered", {"threshold_ms": -1.0}))
