"""What the coverage checks say, beyond that they find."""

from cases import rows
from cases.building import changed, given, sound
from cases.centre import CENTRE, SAID
from cases.coverage import met

from centreline.findings.catalogue import check_book
from centreline.findings.finding import State

BOOK = check_book()


def test_contacts_off_the_map_open_their_records() -> None:
    outcome = BOOK["COV002"].answer(sound(met(*rows.contacts(60, name="x", queue="complaints"))))

    [finding] = outcome.findings
    assert finding.says == "60 contacts in the queue “complaints” belong to no touchpoint, 33.3% of all 180."
    assert finding.records is not None
    assert finding.records.count == 60
    assert finding.records.keys[0] == "x00000"
    assert finding.estimate is not None
    assert finding.estimate.n == 180


def test_only_the_contacts_that_no_reason_places_are_counted() -> None:
    evidence = rows.of(
        contact=[*rows.contacts(50, queue="billing", reason="bill"), *rows.contacts(50, name="x", reason="moving")]
    )
    told = changed(
        "journeys.0.stages.0.touchpoints.0.recognised_by",
        {"queues": ["billing"], "reasons": ["bill"]},
        evidence=evidence,
    )

    [finding] = BOOK["COV002"].answer(told).findings

    assert finding.records is not None
    assert (finding.records.count, finding.records.where) == (50, "queue is billing, reason is moving")


def test_says_so_when_no_touchpoint_can_be_recognised() -> None:
    bare = {**CENTRE, "journeys": []}

    outcome = BOOK["COV002"].answer(given(bare, SAID, evidence=met()))

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because == "no touchpoint says how its contacts are recognised"
    assert outcome.bring is not None
    assert "recognised_by" in outcome.bring


def test_a_touchpoint_recognised_by_activities_is_left_out_without_events() -> None:
    told = changed("journeys.0.stages.0.touchpoints.0.recognised_by", {"activities": ["waiting"]}, evidence=met())

    outcome = BOOK["COV001"].answer(told)

    assert outcome.state is State.CLEAR
    assert str(outcome.looked) == "2 touchpoints that can be recognised"
