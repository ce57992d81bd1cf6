"""What the checks of observed handoffs say, beyond that they find."""

from cases import rows
from cases.building import changed, sound

from centreline.findings.catalogue import check_book
from centreline.findings.finding import State

BOOK = check_book()


def test_an_unwritten_way_opens_its_cases() -> None:
    evidence = rows.of(leg=rows.legs(*["billing start"] * 40, *["billing ledger"] * 60))

    [finding] = BOOK["HOF001"].answer(sound(evidence)).findings

    assert "40 times (40.0% of what “billing” passed on)" in finding.says
    assert finding.records is not None
    assert (finding.records.table, finding.records.count, finding.records.keys[0]) == ("leg", 40, "c00000")


def test_work_between_queues_of_one_touchpoint_needs_no_handoff() -> None:
    evidence = rows.of(leg=rows.legs(*["billing overflow"] * 40))
    together = changed(
        "journeys.0.stages.0.touchpoints.0.recognised_by", {"queues": ["billing", "overflow"]}, evidence=evidence
    )

    assert BOOK["HOF001"].answer(together).state is State.CLEAR


def test_says_so_when_no_table_tells_where_work_went() -> None:
    for name in ("HOF001", "HOF002", "HOF003", "HOF004"):
        outcome = BOOK[name].answer(sound(rows.of(contact=rows.contacts(50))))

        assert outcome.state is State.NOT_EXAMINED, name
        assert outcome.because == "no leg, event or transfer says where work went"
        assert outcome.bring is not None
        assert "bring leg" in outcome.bring


def test_a_handoff_without_a_time_limit_cannot_be_late() -> None:
    path = "journeys.0.stages.0.touchpoints.0.handoffs.0.within_s"
    evidence = rows.of(leg=rows.legs(*["billing ledger"] * 60, wait_s=86_401))

    outcome = BOOK["HOF003"].answer(changed(path, None, evidence=evidence))

    assert outcome.state is State.NOT_EXAMINED


def test_the_share_that_is_late_has_an_interval_and_the_median_is_named() -> None:
    slow = rows.legs(*["billing ledger"] * 30, wait_s=100_000, name="slow")
    quick = rows.legs(*["billing ledger"] * 30, wait_s=10)

    [finding] = BOOK["HOF003"].answer(sound(rows.of(leg=[*slow, *quick]))).findings

    assert finding.estimate is not None
    assert (finding.estimate.value, finding.estimate.n) == (0.5, 60)
    assert finding.records is not None
    assert finding.records.count == 30


def test_few_ping_pongs_are_left_to_chance() -> None:
    evidence = rows.of(leg=rows.legs(*["billing ledger billing"] * 29))

    assert BOOK["HOF002"].answer(sound(evidence)).state is State.CLEAR
