from collections.abc import Iterator
from datetime import timedelta

import pytest
from cases.building import AS_OF, changed, sound

from centreline.blueprint.document import Blueprint
from centreline.findings.catalogue import check_book
from centreline.findings.check import check
from centreline.findings.examine import examine
from centreline.findings.finding import Finding, Looked, Records, Severity, State
from centreline.findings.settings import Settings
from centreline.findings.waivers import Waiver
from centreline.kernel.errors import CheckUnknown

CALL = "journeys.0.stages.0.touchpoints.0"


def look(given, **options):
    options = {"evidence": None, "as_of": AS_OF, **options}
    return examine(given.blueprint, claims=given.claims, **options)


def waive(**changes):
    written = {"check": "OWN001", "element": "touchpoint:bill-call", "reason": "In May.", "owner": "head"}
    return Waiver.model_validate({**written, "until": AS_OF, **changes})


def test_every_question_of_the_book_is_answered_in_the_order_of_ids():
    outcomes = look(sound()).outcomes

    assert [outcome.check for outcome in outcomes] == sorted(check_book())
    assert {outcome.state for outcome in outcomes} == {State.CLEAR, State.NOT_EXAMINED}


def test_whatever_was_not_examined_says_why_and_what_to_bring():
    silent = look(sound()).in_state(State.NOT_EXAMINED)

    assert silent, "without records something cannot be examined"
    for outcome in silent:
        assert outcome.because, outcome.check
        assert outcome.bring, outcome.check
        assert not outcome.because.endswith("."), outcome.check
        assert outcome.findings == ()


def test_findings_come_heaviest_first():
    examination = look(changed(f"{CALL}.owner", None, f"{CALL}.takes_s", None))

    weights = [finding.weight for finding in examination.findings]
    assert weights == sorted(weights, reverse=True)
    assert {"OWN001", "JOU005"} <= {finding.check for finding in examination.findings}
    assert examination.worst is Severity.of(weights[0])


@check(
    id="OWN901", family="OWN", question="Is it small?", why="It is.", fix="Mend it.", source="House",
)  # fmt: skip
def of_the_same_weight(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find three things of the same weight."""
    for element, records in (("queue:none", None), ("queue:few", 3), ("queue:many", 900)):
        behind = Records("contact", records, (), "here") if records else None
        yield Finding(element=element, says="Something.", weight=0.5, records=behind)


def test_of_two_that_weigh_the_same_the_one_with_more_records_comes_first():
    examination = look(sound(), book={of_the_same_weight.id: of_the_same_weight})

    assert [finding.element for finding in examination.findings] == ["queue:many", "queue:few", "queue:none"]


def test_nothing_found_has_no_worst():
    assert look(sound()).worst is None


def test_only_the_questions_asked_for_are_asked():
    examination = look(changed(f"{CALL}.owner", None), only=["OWN002", "OWN001"])

    assert [(outcome.check, outcome.state) for outcome in examination.outcomes] == [
        ("OWN001", State.FOUND),
        ("OWN002", State.CLEAR),
    ]


def test_an_unknown_question_is_refused():
    with pytest.raises(CheckUnknown, match="no check is called 'own001'") as stopped:
        look(sound(), only=["own001"])

    assert stopped.value.fix.startswith("did you mean OWN001")


def test_a_check_switched_off_is_not_examined_and_says_why():
    examination = look(changed(f"{CALL}.owner", None), settings=Settings(off={"OWN001": "Settled in May."}))

    outcome = examination.outcome("OWN001")
    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because == "it is switched off: Settled in May"
    assert "OWN001" not in [finding.check for finding in examination.findings]


def test_a_check_switched_off_names_who_answers_for_that():
    settings = Settings(off={"OWN001": "Settled in May."}, owners={"OWN001": "Ann"})

    outcome = look(sound(), settings=settings).outcome("OWN001")

    assert outcome.because == "it is switched off: Settled in May; Ann answers for that"


def test_a_parameter_of_the_workspace_reaches_the_check():
    settings = Settings(overrides={"OWN004": {"maximum_touchpoints": 1}})

    assert look(sound(), only=["OWN004"]).findings == ()
    [finding] = look(sound(), only=["OWN004"], settings=settings).findings
    assert finding.element == "role:head-of-service"


def test_a_waived_finding_is_shown_apart_and_weighs_nothing():
    examination = look(changed(f"{CALL}.owner", None), only=["OWN001"], waivers=[waive()])

    assert examination.findings == ()
    assert examination.worst is None
    assert [one.finding.element for one in examination.waived] == ["touchpoint:bill-call"]
    assert examination.outcome("OWN001").state is State.FOUND, "what was found was found, waived or not"


def test_an_expired_waiver_is_reported_and_the_finding_stands():
    late = waive(until=AS_OF - timedelta(days=1))

    examination = look(changed(f"{CALL}.owner", None), only=["OWN001"], waivers=[late])

    assert [finding.element for finding in examination.findings] == ["touchpoint:bill-call"]
    assert [note.waiver for note in examination.waiver_notes] == [late]


def test_progress_is_told_before_each_question():
    told = []

    look(sound(), only=["OWN001", "OWN002"], progress=lambda done, of, question: told.append((done, of, question)))

    assert told == [
        (0, 2, "Does every touchpoint have one accountable owner?"),
        (1, 2, "Does every journey have one accountable owner?"),
    ]


def test_the_same_examination_twice_is_the_same():
    given = changed(f"{CALL}.owner", None, "systems.0.works_well", False, "roles.1.support", None)

    assert look(given) == look(given)


def test_the_blueprint_examined_is_named_by_its_content():
    given = sound()

    examination = look(given)

    assert examination.blueprint_hash == given.blueprint.content_hash
    assert examination.evidence_version is None
    assert examination.as_of == AS_OF
