"""Partners apart: what of a model, of claims and of findings somebody of a partner may read; and what they answer."""

from datetime import UTC, datetime
from typing import Any

import pytest

from centreline.actions.adopt import publish
from centreline.actions.answer_question import answer_question, comment_on_touchpoint, thread_at
from centreline.actions.undo_change import undo_change
from centreline.blueprint.bonds import Bond, bonds
from centreline.blueprint.claim import Claim
from centreline.blueprint.document import Blueprint
from centreline.findings.finding import Finding, Records
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.governance.reading import Reading, everybody_reads, reading_of
from centreline.governance.step import Step
from centreline.governance.trail import first_broken
from centreline.kernel.errors import ArgumentInvalid, NotPermitted, NotThere

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
MODEL = Blueprint.model_validate(
    {
        "id": "acme",
        "title": "Acme",
        "organisation": {"name": "Acme"},
        "roles": [
            {"id": "head", "title": "Head of service"},
            {"id": "heron-lead", "title": "Lead at Heron", "team": "heron-chat"},
            {"id": "stork-lead", "title": "Lead at Stork", "team": "stork-chat"},
        ],
        "teams": [
            {"id": "heron-chat", "title": "Chat at Heron", "function": "customer_service", "partner": "heron"},
            {"id": "stork-chat", "title": "Chat at Stork", "function": "customer_service", "partner": "stork"},
        ],
        "partners": [
            {"id": "heron", "title": "Heron Contact", "scope": ["chat", "desk"]},
            {"id": "stork", "title": "Stork Support", "scope": ["mail"], "recorded_as": ["STK"]},
        ],
        "procedures": [
            {"id": "refund", "title": "Refund", "owner": "head", "steps": [{"does": "Open", "system": "desk-tool"}]},
            {"id": "letters", "title": "Letters"},
        ],
        "systems": [
            {"id": "desk-tool", "title": "Desk tool", "category": "other"},
            {"id": "scanner", "title": "Scanner", "category": "other"},
        ],
        "intents": [{"id": "insource", "title": "Bring chat home", "touchpoints": ["chat"]}],
        "journeys": [
            {
                "id": "bill",
                "title": "Understand a bill",
                "stages": [
                    {
                        "id": "ask",
                        "title": "Ask",
                        "touchpoints": [
                            {"id": "call", "title": "Call", "owner": "head"},
                            {"id": "desk", "title": "Come to the desk"},
                            {"id": "chat", "title": "Chat", "partner": "heron", "procedures": ["refund"],
                             "measures": [{"metric": "service_level"}]},
                            {"id": "mail", "title": "Mail", "partner": "stork", "procedures": ["letters"],
                             "systems": ["scanner"]},
                        ],
                    }
                ],
            }
        ],
    }
)  # fmt: skip


def actor(name: str, role: Role = Role.LEADER, *, partner: str | None = None) -> Actor:
    return Actor(name, role, scope_for(role, name=name, partner=partner), partner=partner)


LEE = actor("lee")
HERON = actor("hal", Role.PARTNER_MANAGER, partner="heron")
STORK = actor("sue", Role.PARTNER_MANAGER, partner="stork")
OF_NOBODY = actor("nil", Role.PARTNER_MANAGER)


@pytest.fixture
def state() -> MemoryState:
    held = MemoryState()
    publish(Step(held, LEE, NOW, "adopt"), MODEL, says="first")
    return held


def answered(state: MemoryState, by: Actor, **said: Any) -> Entry:
    given = {"touchpoint": "chat", "question": "measured", "answer": "yes", "how": "workshop"} | said
    return answer_question.by(state, by, now=NOW)(**given)


def readable(reading: Reading) -> set[str]:
    return {one.id for one in MODEL.touchpoints if reading.touchpoint(one)}


def claim(**said: Any) -> Claim:
    given = {"touchpoint": "chat", "question": "measured", "answer": "yes", "who": "somebody", "on": "2026-01-01",
             "how": "workshop"}  # fmt: skip
    return Claim.model_validate(given | said)


def test_a_bond_says_who_names_whom_and_where() -> None:
    found = bonds(MODEL)

    assert Bond(("procedure", "refund"), "steps: system", ("system", "desk-tool")) in found
    assert Bond(("touchpoint", "chat"), "measures: metric", ("metric", "service_level")) in found
    assert Bond(("touchpoint", "chat"), "procedures", ("procedure", "refund")) in found
    assert len(found) == len(set(found))


def test_what_a_line_of_costs_names_binds_nothing() -> None:
    costs = {"planned_costs": [{"line": "partner", "month": "2026-01", "amount": 9, "partner": "stork"}]}
    priced = MODEL.model_validate({**MODEL.model_dump(mode="json", exclude_defaults=True), **costs})

    assert bonds(priced) == bonds(MODEL)


def test_everybody_of_the_centre_reads_everything() -> None:
    reading = reading_of(MODEL, LEE)

    assert readable(reading) == {"call", "desk", "chat", "mail"}
    assert reading.element(("partner", "stork"))
    assert reading.element(("intent", "insource"))
    assert reading.claim(claim(touchpoint="mail", partner="stork"))
    assert not reading.names_others("Stork Support")


def test_a_partner_reads_what_it_serves_and_what_of_the_centre_is_in_its_scope() -> None:
    assert readable(reading_of(MODEL, HERON)) == {"chat", "desk"}
    assert readable(reading_of(MODEL, STORK)) == {"mail"}
    assert readable(reading_of(MODEL, OF_NOBODY)) == set()


def test_a_partner_looks_up_what_its_own_work_needs_and_no_more() -> None:
    heron = reading_of(MODEL, HERON)

    assert heron.element(("procedure", "refund"))
    assert heron.element(("system", "desk-tool"))  # a step of the procedure is done in it
    assert heron.element(("role", "head"))  # answers for the procedure
    for hidden in (("partner", "stork"), ("role", "stork-lead"), ("procedure", "letters"), ("system", "scanner")):
        assert not heron.element(hidden)
    assert not heron.element(("intent", "insource"))
    assert not any(reading_of(MODEL, OF_NOBODY).element(("partner", key)) for key in ("heron", "stork"))


def test_what_binds_an_element_to_another_partner_is_not_told() -> None:
    named = {one.holder for one in reading_of(MODEL, HERON).bonds_of(("touchpoint", "chat"))}

    assert ("intent", "insource") not in named
    assert ("intent", "insource") in {one.holder for one in reading_of(MODEL, LEE).bonds_of(("touchpoint", "chat"))}
    assert reading_of(MODEL, HERON).bonds_of(("partner", "stork")) == ()


@pytest.mark.parametrize("says", ["Ask STORK.", "as Stork Support does", "STK sent it", "the lead at Stork knows"])
def test_a_text_that_names_another_partner_is_known_by_every_name_it_has(says: str) -> None:
    reading = reading_of(MODEL, HERON)

    assert reading.names_others(says)
    assert "…" in Reading(MODEL.model_copy(update={"title": says}), reading.parties).shown.title
    assert not reading_of(MODEL, STORK).names_others(says)


def test_a_word_that_only_holds_the_name_of_a_partner_is_no_name() -> None:
    assert not reading_of(MODEL, HERON).names_others("storks nest here")


def test_a_partner_hears_its_own_claims_and_those_of_the_centre_on_its_work() -> None:
    heron = reading_of(MODEL, HERON)

    assert heron.claim(claim(partner="heron"))
    assert heron.claim(claim())
    assert not heron.claim(claim(partner="stork"))
    assert not heron.claim(claim(touchpoint="call"))
    assert not heron.claim(claim(remark="Stork does it better"))
    assert not heron.claim(claim(touchpoint="gone"))


def test_a_partner_reads_findings_on_its_work_or_its_records_that_name_nobody_else() -> None:
    heron = reading_of(MODEL, HERON)
    records = Records("contact", 1, ("a",), "late")

    assert heron.finding(Finding(element="touchpoint:chat", says="Late.", weight=0.5))
    assert heron.finding(Finding(element="queue:chat", says="Late.", weight=0.5, records=records))
    assert not heron.finding(Finding(element="touchpoint:call", says="Late.", weight=0.5, records=records))
    assert not heron.finding(Finding(element="intent:insource", says="No owner.", weight=0.5))
    assert not heron.finding(Finding(element="touchpoint:chat", says="Later than Stork.", weight=0.5))


def test_an_answer_is_a_claim_within_its_touchpoint_with_a_line_in_the_trail(state: MemoryState) -> None:
    entry = answered(state, LEE, who="the owner", remark="  daily ")

    assert (entry.kind, entry.within, entry.version) == ("claim", "chat", 1)
    assert entry.fields["who"] == "the owner"
    assert entry.fields["remark"] == "daily"
    assert entry.fields["partner"] is None
    assert entry.fields["on"] == "2026-04-02"
    assert [line.act for line in state.lines()][-1] == "answer_question"
    assert first_broken(state.lines(), ends_with=state.end_of_trail()) is None


def test_somebody_of_a_partner_speaks_for_that_partner_whatever_the_form_says(state: MemoryState) -> None:
    assert answered(state, HERON, partner="stork").fields["partner"] == "heron"


def test_an_answer_can_be_taken_back(state: MemoryState) -> None:
    entry = answered(state, HERON)

    undo_change.by(state, HERON, now=NOW)(kind="claim", key=entry.key, version=1)

    assert state.entries("claim") == ()
    with pytest.raises(NotThere, match="no change"):
        undo_change.by(state, STORK, now=NOW)(kind="claim", key=answered(state, LEE).key, version=1)


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"answer": "perhaps"}, "answer"),
        ({"question": "why"}, "question"),
        ({"how": ""}, "how"),
        ({"role": "nobody"}, "no role 'nobody'"),
        ({"partner": "crane"}, "no partner 'crane'"),
        ({"on": datetime(2026, 5, 1, tzinfo=UTC).date()}, "yet to come"),
    ],
)
def test_an_answer_that_does_not_fit_is_not_kept(state: MemoryState, wrong: dict[str, Any], says: str) -> None:
    with pytest.raises(ArgumentInvalid, match=says):
        answered(state, LEE, **wrong)

    assert state.entries("claim") == ()


def test_nobody_answers_for_what_they_may_not_see(state: MemoryState) -> None:
    with pytest.raises(NotThere, match="no touchpoint 'mail'"):
        answered(state, HERON, touchpoint="mail")
    with pytest.raises(ArgumentInvalid, match="no role 'stork-lead'"):
        answered(state, HERON, role="stork-lead")
    with pytest.raises(NotThere, match="no touchpoint"):
        answered(MemoryState(), LEE)
    with pytest.raises(NotPermitted):
        answered(state, actor("otto", Role.AUDITOR))


def test_remarks_stand_in_the_thread_of_the_writers_own_party(state: MemoryState) -> None:
    remark = comment_on_touchpoint.by(state, HERON, now=NOW)(touchpoint="chat", text=" slow ")

    assert remark.within == thread_at("chat", partner="heron") != thread_at("chat", partner=None)
    assert remark.fields["text"] == "slow"
    with pytest.raises(ArgumentInvalid, match="text"):
        comment_on_touchpoint.by(state, HERON, now=NOW)(touchpoint="chat", text="  ")
    with pytest.raises(NotThere):
        comment_on_touchpoint.by(state, STORK, now=NOW)(touchpoint="chat", text="hello")


def test_a_touchpoint_is_named_to_everybody_only_where_people_of_every_partner_read_it() -> None:
    every = {**MODEL.model_dump(mode="json", exclude_defaults=True)}
    every["partners"] = [one | {"scope": [*one["scope"], "desk"]} for one in every["partners"]]
    apart = MODEL.model_copy(update={"partners": ()})

    assert [one for one in ("call", "desk", "chat", "mail", "none") if everybody_reads(MODEL, one)] == []
    assert [one for one in ("call", "desk") if everybody_reads(Blueprint.model_validate(every), one)] == ["desk"]
    assert everybody_reads(apart, "call"), "where there are no partners, everybody is the centre's"
