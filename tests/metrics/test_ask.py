"""Questions at any grain, of part of the records, and those that cannot be answered."""

from datetime import date

import pytest
from counting.centre import CONTACTS, TABLES, Contact, answered, at, evidence, left

from centreline.evidence.engine import Evidence
from centreline.evidence.grammar import columns_needed
from centreline.kernel.errors import ArgumentInvalid, EvidenceMissing, ExpressionRefused, MetricUnknown
from centreline.kernel.period import Period
from centreline.metrics.ask import measure, measure_many, why_not
from centreline.metrics.book import metric_book
from centreline.metrics.recipe import recipe_of
from centreline.metrics.views import DERIVED, base_table

ASKED = [(metric.id, variant.id) for metric in metric_book().values() for variant in metric.variants]


@pytest.fixture(scope="module")
def centre() -> Evidence:
    return evidence()


def test_many_questions_give_the_answers_of_each_alone(centre: Evidence) -> None:
    together = measure_many(centre, ASKED)

    assert together == {(metric, variant): measure(centre, metric, variant=variant) for metric, variant in ASKED}


def test_groups_come_in_order_and_add_up(centre: Evidence) -> None:
    answers = measure(centre, "contacts_offered", by=("queue",))

    assert [answer.by["queue"] for answer in answers] == ["billing", "faults", "moves"]
    assert sum(answer.value for answer in answers) == measure(centre, "contacts_offered")[0].value


def test_the_same_groups_come_alone_and_together(centre: Evidence) -> None:
    alone = measure(centre, "abandonment_rate", by=("queue", "day"))

    together = measure_many(
        centre, [("abandonment_rate", None), ("average_handle_time", "every_direction")], by=("queue", "day")
    )

    assert together["abandonment_rate", "over_queued"] == alone


@pytest.mark.parametrize(
    ("grain", "first"),
    [("day", date(2026, 3, 2)), ("week", date(2026, 3, 2)), ("month", date(2026, 3, 1)), ("hour", 10), ("weekday", 0)],
)
def test_time_is_read_from_the_wall_clock(grain: str, first: object) -> None:
    # Half past eleven at night in UTC is the next morning in Sydney.
    contact = answered("c1", at(-0.4, seconds=60), 1, 60)
    berlin = Evidence.of({"contact": arrow_of([contact])}, zone="Australia/Sydney")

    [answer] = measure(berlin, "contacts_offered", by=(grain,))

    assert answer.by == {grain: first}


def arrow_of(rows: list[Contact]) -> object:
    from counting.centre import arrow

    return arrow("contact", rows)


def test_a_period_holds_its_first_day_and_not_the_day_it_ends_before(centre: Evidence) -> None:
    period = Period.parse("2026-03-02..2026-03-06")

    [answer] = measure(centre, "contacts_offered", period=period)

    assert answer.value == sum(
        at(-1) < c.offered_at < at(4.5) and c.outcome in ("handled", "abandoned") for c in CONTACTS
    )
    assert answer.period == period


def test_without_a_period_the_answer_says_what_was_looked_at(centre: Evidence) -> None:
    [answer] = measure(centre, "contacts_offered")

    assert str(answer.period) == "2026-03-02 to 2026-04-06"
    assert answer.provenance.tables == ("contact",)
    assert answer.provenance.evidence_version == centre.version


def test_a_filter_may_be_written_or_made(centre: Evidence) -> None:
    written = measure(centre, "contacts_answered", where="queue == 'moves' and answered")
    made = measure(centre, "contacts_answered", where=lambda table: table.queue == "moves")

    assert written == made
    assert written[0].value == 6


def test_a_filter_beyond_the_whitelist_is_refused(centre: Evidence) -> None:
    with pytest.raises(ExpressionRefused, match=r"there is no system\(\)"):
        measure(centre, "contacts_answered", where="__import__('os').system('true')")


def test_a_threshold_may_be_set_otherwise(centre: Evidence) -> None:
    [strict] = measure(centre, "service_level", parameters={"threshold_ms": 1_000})
    [lenient] = measure(centre, "service_level", parameters={"threshold_ms": 100_000})

    assert (strict.numerator, lenient.numerator) == (1, lenient.denominator - 5)


@pytest.mark.parametrize("threshold_ms", [float("nan"), float("inf"), -1.0])
def test_a_threshold_that_is_no_time_is_refused(centre: Evidence, threshold_ms: float) -> None:
    with pytest.raises(ArgumentInvalid, match="threshold_ms cannot be") as stopped:
        measure(centre, "service_level", parameters={"threshold_ms": threshold_ms})

    assert "threshold_ms=20000" in stopped.value.fix


@pytest.mark.parametrize("where", ["wait_ms", "queue", "wait_ms + 1"])
def test_a_filter_that_is_no_condition_is_refused(centre: Evidence, where: str) -> None:
    with pytest.raises(ExpressionRefused, match="is no condition"):
        measure(centre, "service_level", where=where)


def test_a_grain_that_is_named_twice_is_one_grain(centre: Evidence) -> None:
    assert measure(centre, "service_level", by=("queue", "queue")) == measure(centre, "service_level", by=("queue",))


def test_nothing_to_count_is_no_answer_and_not_zero(centre: Evidence) -> None:
    [answer] = measure(centre, "service_level", where="queue == 'nowhere'")

    assert (answer.value, answer.n) == (None, 0)
    assert (answer.estimate.low, answer.estimate.high) == (None, None)


def test_groups_without_anybody_to_count_do_not_appear(centre: Evidence) -> None:
    answers = measure(centre, "average_handle_time", by=("queue",), where="queue.isnull()")

    assert answers == ()


def test_what_was_left_out_is_counted_for_each_reason(centre: Evidence) -> None:
    [answer] = measure(centre, "first_contact_resolution")

    assert answer.left_out == 5
    assert answer.left_out_because == (
        "1 of an unknown customer, 1 without a reason, 3 too recent to be watched for 7 days"
    )


def test_a_small_sample_says_so(centre: Evidence) -> None:
    [answer] = measure(centre, "first_contact_resolution")

    assert answer.estimate.is_small
    assert answer.estimate.method == "Wilson"
    assert answer.estimate.low < answer.value < answer.estimate.high


def test_an_interval_of_a_share_stays_between_nothing_and_everything() -> None:
    contacts = [answered(f"c{place}", at(0), 1, 60, reopen_count=0) for place in range(3)]

    [mean] = measure(evidence(contact=contacts), "quality_score", variant="form_total")

    assert 0 <= mean.estimate.low <= mean.value <= mean.estimate.high <= 1


def test_two_tables_meet_group_by_group(centre: Evidence) -> None:
    answers = {answer.by["queue"]: answer for answer in measure(centre, "cost_per_contact", by=("queue",))}

    assert answers["faults"].numerator == 500.0
    assert answers["moves"].value == pytest.approx(50.0 / 6)


def test_costs_of_a_group_without_contacts_have_no_cost_per_contact() -> None:
    centre = evidence(contact=[left("c1", at(0), 10, queue="faults")])

    [together] = measure(centre, "cost_per_contact")
    by_queue = {answer.by["queue"]: answer for answer in measure(centre, "cost_per_contact", by=("queue",))}

    assert (together.value, together.n, together.numerator) == (None, 0, 1800.0)
    assert (by_queue["billing"].value, by_queue["billing"].numerator) == (None, 1250.0)


@pytest.mark.parametrize(
    ("by", "fix"),
    [
        (("queu",), "write 'queue'"),
        (("weak",), "write 'week'"),
        (("zzz",), "write a column of contact, or one of: day, week, month, hour, weekday"),
    ],
)
def test_a_grain_nobody_knows_is_answered_with_the_nearest(centre: Evidence, by: tuple[str], fix: str) -> None:
    with pytest.raises(MetricUnknown, match="contact cannot be asked by") as stop:
        measure(centre, "contacts_offered", by=by)

    assert stop.value.fix == fix


def test_a_grain_nobody_filled_is_missing_evidence(centre: Evidence) -> None:
    with pytest.raises(EvidenceMissing, match="cannot group contact by 'team'") as stop:
        measure(centre, "contacts_offered", by=("team",))

    assert stop.value.fix == "map a column of the source to team in the mapping for contact"


def test_a_missing_table_says_what_to_bring() -> None:
    with pytest.raises(EvidenceMissing, match="cannot answer 'How satisfied were the customers") as stop:
        measure(evidence(survey_response=None), "customer_satisfaction")

    assert stop.value.fix == "bring it with `centreline ingest survey_response FILE`"


def test_a_missing_second_table_says_what_to_bring() -> None:
    with pytest.raises(EvidenceMissing, match="there is no evidence in the table cost"):
        measure(evidence(cost=None), "cost_per_contact")


def test_a_column_nobody_filled_says_what_to_map() -> None:
    contacts = [contact._replace(customer_id=None) for contact in CONTACTS]

    with pytest.raises(EvidenceMissing, match="no row of contact has a value in customer_id") as stop:
        measure(evidence(contact=contacts), "first_contact_resolution")

    assert stop.value.fix == "map a column of the source to customer_id in the mapping for contact"


def test_a_source_that_records_nobody_leaving_has_no_abandonment_rate() -> None:
    centre = evidence(contact=[answered("c1", at(0), 1, 60)])

    with pytest.raises(EvidenceMissing, match="no contact is recorded as abandoned"):
        measure(centre, "abandonment_rate")


def test_nobody_leaving_in_a_period_is_an_abandonment_rate_of_zero() -> None:
    centre = evidence(contact=[answered("c1", at(0), 1, 60), left("c2", at(20), 10)])

    [answer] = measure(centre, "abandonment_rate", period=Period.parse("2026-03-02"))

    assert (answer.value, answer.n) == (0.0, 1)


def test_why_not_is_silent_where_the_question_can_be_answered(centre: Evidence) -> None:
    assert {name: why_not(centre, *name) for name in ASKED if why_not(centre, *name)} == {}


def test_why_not_is_a_sentence() -> None:
    sentence = why_not(evidence(cost=None), "cost_per_contact")

    assert sentence == ("There is no evidence in the table cost; bring it with `centreline ingest cost FILE`.")


def needed_columns() -> list[tuple[str, str, str, str]]:
    """Return every column each variant cannot do without, required ones of a contract left out."""
    from centreline.evidence.contracts import CONTRACTS

    needs = set()
    for metric, name in ASKED:
        for atom in recipe_of(metric_book()[metric].variant(name)).atoms:
            for text in filter(None, (atom.what, atom.other, atom.when, atom.where)):
                for column in columns_needed(text, where="x"):
                    for source in DERIVED.get(atom.table, {}).get(column, (column,)):
                        if not CONTRACTS[base_table(atom.table)].column(source).required:
                            needs.add((metric, name, base_table(atom.table), source))
    return sorted(needs)


EMPTIED = sorted({(table, column) for _, _, table, column in needed_columns()})


@pytest.mark.parametrize(("table", "column"), EMPTIED)
def test_no_variant_answers_from_a_column_nobody_filled(table: str, column: str) -> None:
    held = "scale" if column.startswith("scale_") else column
    emptied = evidence(**{table: [row._replace(**{held: None}) for row in TABLES[table]]})

    for metric, variant, needed_table, needed in needed_columns():
        if (needed_table, needed) == (table, column):
            with pytest.raises(EvidenceMissing, match="cannot answer"):
                measure(emptied, metric, variant=variant)
            assert why_not(emptied, metric, variant), (metric, variant)
