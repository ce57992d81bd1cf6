"""A decision past a shut gate: asked of somebody by name, counted once they approved it, and not after it changed."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest

from centreline.actions.approve_decision import approve_decision, decision_said, may_approve, refuse_decision
from centreline.actions.decide_finding import change_decision, decide_finding
from centreline.actions.undo_change import undo_change
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.entry import Entry
from centreline.governance.kinds import body_of
from centreline.governance.memory import MemoryState
from centreline.governance.people import KnownPerson
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted, NotThere

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
BILL, SHUT = "touchpoint:bill", ("owner", "procedure")


def actor(name: str, role: Role = Role.LEADER) -> Actor:
    return Actor(name, role, scope_for(role, name=name))


def person(name: str, role: Role = Role.EXECUTIVE, **other: Any) -> KnownPerson:
    given = {"title": "", "partner": "", "sites": (), "agent": "", "active": True, **other}
    return KnownPerson(name, role=role, **given)


LEE, EVE = actor("lee"), actor("eve", Role.EXECUTIVE)
Decides = Callable[..., Entry]


@pytest.fixture
def state() -> MemoryState:
    return MemoryState()


@pytest.fixture
def decides(state: MemoryState) -> Decides:
    """Return what has Lee decide, and ask Eve, unless told otherwise."""
    said = {"lane": "automate", "because": "It is long.", "owner": "Lee", "due": None}
    asks = {"hindered": SHUT, "approver": person("eve"), "despite": "The owner is named next week."}

    def decide(*, key: str = "", expects: int = 0, by: Actor = LEE, **given: Any) -> Entry:
        fields: dict[str, Any] = said | asks | given
        if key:
            return change_decision.by(state, by, now=NOW)(key=key, expects=expects, **fields)
        return decide_finding.by(state, by, now=NOW)(check="OWN001", element=BILL, **fields)

    return decide


def content_of(entry: Entry) -> str:
    return decision_said(entry.body).content


def stands(entry: Entry) -> str:
    return str(decision_said(entry.body).approval)


def approves(state: MemoryState, entry: Entry, *, by: Actor = EVE, hindered: tuple[str, ...] = SHUT) -> Entry:
    return approve_decision.by(state, by, now=NOW)(key=entry.key, content=content_of(entry), hindered=hindered)


@pytest.mark.parametrize(("approver", "despite"), [(None, "We must."), (person("eve"), " ")])
def test_nothing_is_automated_past_a_shut_gate_unless_somebody_is_asked_and_it_says_why(
    decides: Decides, approver: KnownPerson | None, despite: str
) -> None:
    with pytest.raises(ArgumentInvalid, match="gates are shut: owner, procedure"):
        decides(approver=approver, despite=despite)


@pytest.mark.parametrize(
    "asked",
    [
        person("lee", Role.LEADER),
        person("quinn", Role.QUALITY),
        person("gone", active=False),
        person("kim", Role.LEADER, partner="kestrel"),
        person("siri", Role.LEADER, sites=("malaga",)),
    ],
    ids=lambda one: one.name,
)
def test_nobody_is_asked_who_decides_it_or_may_not_approve_or_does_not_see_all_its_rows(
    decides: Decides, asked: KnownPerson
) -> None:
    with pytest.raises(ArgumentInvalid, match="cannot approve this"):
        decides(approver=asked)


def test_only_who_works_with_single_people_is_asked_about_one() -> None:
    assert not may_approve(person("eve"), by="lee", element="agent:ada")
    assert may_approve(person("admin", Role.ADMINISTRATOR), by="lee", element="agent:ada")


def test_it_counts_for_nothing_until_whoever_is_asked_approves_it(state: MemoryState, decides: Decides) -> None:
    entry = decides()
    assert (stands(entry), decision_said(entry.body).counts) == ("waits", False)

    after = approves(state, entry)

    assert (stands(after), decision_said(after.body).counts, after.fields["approved_by"]) == ("approved", True, "eve")
    line = list(state.lines())[-1]
    assert (line.act, line.by, line.says) == ("approve_decision", "eve", f"approves {content_of(entry)[:12]}")


def test_approving_once_more_changes_nothing(state: MemoryState, decides: Decides) -> None:
    entry = decides()

    assert approves(state, entry).version == approves(state, entry).version == 2


def test_nobody_else_answers(state: MemoryState, decides: Decides) -> None:
    entry = decides()

    for who in (LEE, actor("amy", Role.EXECUTIVE), actor("quinn", Role.QUALITY)):
        with pytest.raises(NotPermitted):
            approves(state, entry, by=who)
        with pytest.raises(NotPermitted):
            refuse_decision.by(state, who, now=NOW)(key=entry.key, content=content_of(entry), reason="No.")


def test_what_was_decided_otherwise_since_it_was_read_is_not_approved(state: MemoryState, decides: Decides) -> None:
    entry = decides()
    decides(key=entry.key, expects=1, because="It is very long.")

    with pytest.raises(EvidenceConflict, match="decided otherwise since you read it"):
        approves(state, entry)


@pytest.mark.parametrize("shut", [(), ("owner",), (*SHUT, "risk")])
def test_what_stands_behind_other_gates_than_those_it_was_asked_for_is_not_approved(
    state: MemoryState, decides: Decides, shut: tuple[str, ...]
) -> None:
    entry = decides()

    with pytest.raises(EvidenceConflict, match="gates stand otherwise"):
        approves(state, entry, hindered=shut)


@pytest.mark.parametrize(
    "other",
    [{"because": "Otherwise."}, {"owner": "Quinn"}, {"hindered": (*SHUT, "risk")}, {"despite": "We must."}],
    ids=lambda one: next(iter(one)),
)
def test_an_approval_does_not_cover_another_decision(
    state: MemoryState, decides: Decides, other: dict[str, Any]
) -> None:
    entry = decides()
    approved = approves(state, entry)

    assert stands(decides(key=entry.key, expects=approved.version, **other)) == "waits"


def test_an_approval_stays_where_the_same_is_saved_again(state: MemoryState, decides: Decides) -> None:
    entry = decides()
    approved = approves(state, entry)

    assert decides(key=entry.key, expects=approved.version) == approved


def test_words_saved_beside_an_approval_that_came_meanwhile_wait_for_another(
    state: MemoryState, decides: Decides
) -> None:
    entry = decides()
    approves(state, entry)

    assert stands(decides(key=entry.key, expects=1, because="It is very long.")) == "waits"


def test_nothing_of_it_is_kept_where_no_gate_is_passed_over(state: MemoryState, decides: Decides) -> None:
    entry = decides()
    approved = approves(state, entry)

    people = decides(key=entry.key, expects=approved.version, lane="people")

    assert (people.fields["hindered"], people.fields["approver"], people.fields["approved_by"]) == ([], "", "")
    assert (stands(people), decision_said(people.body).counts) == ("not_needed", True)


def test_what_is_refused_is_not_decided_and_can_be_asked_with_better_reasons(
    state: MemoryState, decides: Decides
) -> None:
    entry = decides()
    refuse = refuse_decision.by(state, EVE, now=NOW)
    with pytest.raises(ArgumentInvalid, match="without a reason"):
        refuse(key=entry.key, content=content_of(entry), reason=" ")

    refused = refuse(key=entry.key, content=content_of(entry), reason="Not before the summer.")
    with pytest.raises(EvidenceConflict, match="does not wait"):
        approves(state, refused)
    again = decides(key=entry.key, expects=refused.version, despite="The owner is named tomorrow.")

    assert (stands(refused), decision_said(refused.body).counts) == ("refused", False)
    assert (stands(again), again.fields["refused"]) == ("waits", "")


def test_whoever_answered_takes_it_back_and_nobody_else_gives_it_again(state: MemoryState, decides: Decides) -> None:
    approved = approves(state, decides())
    undo_of = undo_change.by

    with pytest.raises(NotThere):
        undo_of(state, LEE, now=NOW)(kind="decision", key=approved.key, version=approved.version)
    taken = undo_of(state, EVE, now=NOW)(kind="decision", key=approved.key, version=approved.version)
    with pytest.raises(NotThere):
        undo_of(state, LEE, now=NOW)(kind="decision", key=approved.key, version=taken.version)

    assert stands(taken) == "waits"


def test_an_approver_that_was_typed_in_before_anybody_was_asked_stays_readable_and_counts() -> None:
    old = {"check": "OWN001", "element": BILL, "lane": "automate", "because": "It is long.", "owner": "Lee",
           "hindered": ["owner"], "approved_by": "Evelyn", "despite": "Soon.", "due": None}  # fmt: skip

    said = decision_said(body_of("decision", old))

    assert (str(said.approval), said.counts, said.approved_by) == ("as_written", True, "Evelyn")
