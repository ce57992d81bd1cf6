"""What people write about findings: decisions, waivers, remarks."""

from datetime import UTC, date, datetime

import pytest

from centreline.actions.comment_on_finding import comment_on_finding, thread_of
from centreline.actions.decide_finding import change_decision, decide_finding
from centreline.actions.undo_change import undo_change
from centreline.actions.waive_finding import waive_finding
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import ArgumentInvalid, CheckUnknown, EditConflict, NotPermitted

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)


def actor(name: str, role: Role = Role.LEADER, *, partner: str | None = None) -> Actor:
    return Actor(name, role, scope_for(role, name=name, partner=partner), partner=partner)


@pytest.fixture
def state() -> MemoryState:
    return MemoryState()


def decided(
    state: MemoryState, *, check: str = "OWN001", lane: str = "simplify", because: str = "It is long."
) -> Entry:
    return decide_finding.by(state, actor("lee"), now=NOW)(
        check=check, element="touchpoint:bill", lane=lane, because=because, owner="Head of billing", due=None
    )


def test_a_decision_is_kept_with_its_line_in_the_trail(state: MemoryState) -> None:
    entry = decided(state)

    assert (entry.fields["lane"], entry.within, entry.version) == ("simplify", "OWN001", 1)
    assert [(line.act, line.by, line.key) for line in state.lines()] == [("decide_finding", "lee", entry.key)]


def test_one_finding_is_decided_once(state: MemoryState) -> None:
    decided(state)

    with pytest.raises(EditConflict, match="lee changed this decision"):
        decided(state, lane="remove")


def test_whoever_does_not_lead_decides_nothing(state: MemoryState) -> None:
    for role in set(Role) - {Role.LEADER, Role.EXECUTIVE, Role.ADMINISTRATOR}:
        with pytest.raises(NotPermitted, match="may not decide what becomes of a finding"):
            decide_finding.by(state, actor("kim", role), now=NOW)(
                check="OWN001", element="touchpoint:bill", lane="remove", because="No.", owner="Kim", due=None
            )

    assert not state.entries("decision")


@pytest.mark.parametrize(("lane", "because"), [("burn", "It is long."), ("simplify", "   ")])
def test_what_is_left_out_or_unknown_is_named(state: MemoryState, lane: str, because: str) -> None:
    with pytest.raises(ArgumentInvalid, match="lane" if lane == "burn" else "because"):
        decided(state, lane=lane, because=because)


def test_no_decision_is_about_a_check_that_does_not_exist(state: MemoryState) -> None:
    with pytest.raises(CheckUnknown, match="OWN999"):
        decided(state, check="OWN999")


def test_a_changed_decision_is_taken_back_to_what_it_was(state: MemoryState) -> None:
    entry = decided(state)
    changed = change_decision.by(state, actor("lee"), now=NOW)(
        key=entry.key, expects=1, lane="automate", because="It is clear now.", owner="Lee", due=date(2026, 6, 1)
    )

    back = undo_change.by(state, actor("lee"), now=NOW)(kind="decision", key=entry.key, version=2)

    assert (changed.fields["lane"], changed.fields["due"]) == ("automate", "2026-06-01")
    assert back.fields == entry.fields


def test_two_who_move_one_card_are_shown_each_other(state: MemoryState) -> None:
    entry = decided(state)
    move = change_decision.by(state, actor("lee"), now=NOW)
    move(key=entry.key, expects=1, lane="remove", because="It is long.", owner="Head of billing", due=None)

    with pytest.raises(EditConflict) as reason:
        move(key=entry.key, expects=1, lane="people", because="It is long.", owner="Head of billing", due=None)

    assert reason.value.clashes == ("lane",)


def test_a_waiver_holds_until_its_day_and_can_be_made_longer(state: MemoryState) -> None:
    waive = waive_finding.by(state, actor("lee"), now=NOW)
    given = {"check": "OWN001", "element": "touchpoint:bill", "reason": "The role is being hired.", "owner": "Lee"}

    first = waive(**given, until=date(2026, 4, 2))
    longer = waive(**given, until=date(2026, 5, 1))

    assert (first.key, longer.version, longer.fields["until"]) == (longer.key, 2, "2026-05-01")


@pytest.mark.parametrize("until", [date(2026, 4, 1), None])
def test_a_waiver_has_a_last_day_that_has_not_passed(state: MemoryState, until: date | None) -> None:
    with pytest.raises(ArgumentInvalid, match="until"):
        waive_finding.by(state, actor("lee"), now=NOW)(
            check="OWN001", element="touchpoint:bill", reason="Later.", owner="Lee", until=until
        )


def test_remarks_of_a_partner_stand_in_a_thread_of_their_own(state: MemoryState) -> None:
    of_partner = actor("kim", Role.PARTNER_MANAGER, partner="kestrel")
    about = ("OWN001", "touchpoint:bill")
    for who in (of_partner, actor("lee")):
        comment_on_finding.by(state, who, now=NOW)(check=about[0], element=about[1], text=f"{who.name} says so")

    threads = {
        partner: [one.fields["text"] for one in state.entries("comment", within=thread_of(*about, partner=partner))]
        for partner in (None, "kestrel", "vistula")
    }
    assert threads == {None: ["lee says so"], "kestrel": ["kim says so"], "vistula": []}


def test_a_remark_says_something(state: MemoryState) -> None:
    with pytest.raises(ArgumentInvalid, match="text"):
        comment_on_finding.by(state, actor("lee"), now=NOW)(check="OWN001", element="touchpoint:bill", text="  ")
