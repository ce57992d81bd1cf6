"""Proposals: written by one, approved by another exactly as read, and published as a version."""

from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.actions.adopt import publish
from centreline.actions.approve_proposal import approve_proposal, reject_proposal
from centreline.actions.change_card import edit_card
from centreline.actions.close_proposal import close_proposal, reopen_proposal
from centreline.actions.open_board import open_board
from centreline.actions.propose_change import edit_proposal, hand_in_proposal, propose_change, withdraw_proposal
from centreline.actions.proposed import said_in
from centreline.actions.publish_draft import assembled, freeze_draft, publish_draft
from centreline.blueprint.document import Blueprint
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EditConflict, EvidenceConflict, NotPermitted, NotThere

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
MODEL = Blueprint.model_validate(
    {
        "id": "acme",
        "title": "Acme",
        "organisation": {"name": "Acme"},
        "roles": [{"id": "head", "title": "Head"}],
        "journeys": [
            {
                "id": "bill",
                "title": "Understand a bill",
                "stages": [{"id": "ask", "title": "Ask", "touchpoints": [{"id": "call", "title": "Call"}]}],
            }
        ],
    }
)
SAID: Mapping[str, object] = {
    "subject": "touchpoint:call",
    "title": "Somebody answers for calls",
    "what": "The head of billing answers for calls.",
    "because": "Nobody does.",
    "evidence": ({"check": "OWN001", "element": "touchpoint:call", "says": "Nobody owns it."},),
    "terms": ({"name": "owner", "before": "", "after": "head"},),
    "expected": "We expect the finding not to come back.",
    "owner": "Head",
}


def actor(name: str, role: Role = Role.LEADER, *, partner: str | None = None) -> Actor:
    return Actor(name, role, scope_for(role, name=name, partner=partner), partner=partner)


LEE, EVE, QUINN = actor("lee"), actor("eve", Role.EXECUTIVE), actor("quinn", Role.QUALITY)


@pytest.fixture
def state() -> MemoryState:
    state = MemoryState()
    publish(Step(state, LEE, NOW, "adopt"), MODEL, says="first")
    return state


def proposed(state: MemoryState, *, by: Actor = LEE, as_draft: bool = False) -> Entry:
    return propose_change.by(state, by, now=NOW)(proposal=SAID, as_draft=as_draft)


def approved(state: MemoryState, entry: Entry, *, by: Actor = EVE) -> Entry:
    return approve_proposal.by(state, by, now=NOW)(key=entry.key, content=said_in(entry).content)


def edited(state: MemoryState, entry: Entry, *, by: Actor = LEE, **fields: object) -> Entry:
    return edit_proposal.by(state, by, now=NOW)(key=entry.key, expects=entry.version, proposal=fields)


def test_an_approval_by_another_person_binds_to_what_they_read(state: MemoryState) -> None:
    entry = proposed(state)

    after = approved(state, entry)

    assert (after.fields["state"], after.fields["approved_by"]) == ("approved", "eve")
    assert after.fields["approved"] == said_in(entry).content
    assert [line.act for line in state.lines()][-2:] == ["propose_change", "approve_proposal"]


def test_approving_twice_approves_once(state: MemoryState) -> None:
    entry = proposed(state)

    assert approved(state, entry).version == approved(state, entry).version == 2


def test_nobody_approves_what_they_wrote_in(state: MemoryState) -> None:
    entry = proposed(state)
    mended = edited(state, entry, by=actor("max"), because="Nobody does, since March.")

    for author in (LEE, actor("max")):
        with pytest.raises(ArgumentInvalid, match="wrote themselves"):
            approved(state, mended, by=author)
    with pytest.raises(NotPermitted):
        approved(state, mended, by=QUINN)


def test_what_was_edited_while_somebody_read_it_is_not_approved(state: MemoryState) -> None:
    read = proposed(state)
    edited(state, read, what="Nobody answers for calls.")

    with pytest.raises(EvidenceConflict, match="lee wrote it otherwise since you read it"):
        approved(state, read)

    assert state.entries("proposal")[0].fields["state"] == "proposed"


def test_an_edit_from_a_page_of_before_the_approval_is_shown_both_versions(state: MemoryState) -> None:
    read = proposed(state)
    approved(state, read)

    with pytest.raises(EditConflict) as reason:
        edited(state, read, what="Something else.")

    assert reason.value.clashes == ("state",)
    assert state.entries("proposal")[0].fields["state"] == "approved"


def test_an_approved_proposal_that_says_something_else_waits_again(state: MemoryState) -> None:
    agreed = approved(state, proposed(state))

    later = edited(state, agreed, next_on="2026-05-01")
    otherwise = edited(state, later, owner="Somebody else")

    assert (later.fields["state"], otherwise.fields["state"]) == ("approved", "proposed")
    assert (otherwise.fields["approved_by"], otherwise.fields["approved"]) == ("", "")


def test_no_form_writes_its_own_approval(state: MemoryState) -> None:
    edit = edit_proposal.by(state, LEE, now=NOW)
    entry = proposed(state)

    for field in ("state", "approved_by", "approved", "published_as", "party", "board"):
        with pytest.raises(ArgumentInvalid, match=f"nobody fills in {field}"):
            edit(key=entry.key, expects=1, proposal={field: "approved"})


def test_a_draft_is_handed_in_before_it_is_approved(state: MemoryState) -> None:
    entry = proposed(state, as_draft=True)
    with pytest.raises(EvidenceConflict, match="does not wait"):
        approved(state, entry)

    handed_in = hand_in_proposal.by(state, LEE, now=NOW)(key=entry.key, expects=1)

    assert approved(state, handed_in).fields["state"] == "approved"
    with pytest.raises(EvidenceConflict, match="approved already"):
        hand_in_proposal.by(state, LEE, now=NOW)(key=entry.key, expects=3)


def test_a_rejection_needs_a_reason_and_what_is_mended_waits_again(state: MemoryState) -> None:
    entry, reject = proposed(state), reject_proposal.by(state, EVE, now=NOW)
    with pytest.raises(ArgumentInvalid, match="without a reason"):
        reject(key=entry.key, expects=1, reason="  ")

    rejected = reject(key=entry.key, expects=1, reason="Which head?")
    mended = edited(state, rejected, what="The head of billing in Madrid answers for calls.")

    assert (rejected.fields["state"], rejected.fields["reason"]) == ("rejected", "Which head?")
    assert (mended.fields["state"], mended.fields["reason"]) == ("proposed", "")


def test_authors_and_those_who_lead_withdraw_and_then_nothing_happens_any_more(state: MemoryState) -> None:
    entry = proposed(state, by=QUINN)
    with pytest.raises(NotThere):
        withdraw_proposal.by(state, actor("dara", Role.DATA_OWNER), now=NOW)(key=entry.key, expects=1, reason="No.")

    gone = withdraw_proposal.by(state, QUINN, now=NOW)(key=entry.key, expects=1, reason="It is mended.")

    assert gone.fields["state"] == "withdrawn"
    with pytest.raises(EvidenceConflict, match="is withdrawn"):
        edited(state, gone, what="Again.")


def test_people_of_a_partner_reach_the_proposals_of_their_own_people_only(state: MemoryState) -> None:
    kim = actor("kim", Role.PARTNER_MANAGER, partner="kestrel")
    viktor = actor("viktor", Role.PARTNER_MANAGER, partner="vistula")
    theirs, ours = proposed(state, by=kim), proposed(state)

    assert edited(state, theirs, by=kim, owner="Kim").fields["party"] == "kestrel"
    for stranger, entry in ((viktor, theirs), (kim, ours)):
        with pytest.raises(NotThere):
            edited(state, entry, by=stranger, owner="x")


def test_a_published_draft_tells_its_proposal_the_version(state: MemoryState) -> None:
    entry = approved(state, proposed(state))
    draft = open_board.by(state, LEE, now=NOW)(key=entry.key, journey="bill")
    again = open_board.by(state, LEE, now=NOW)(key=entry.key, journey="bill")
    card = state.entries("card")[0]
    edit_card.by(state, LEE, now=NOW)(key=card.key, expects=1, facts={"owner": "head"})
    freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=1)

    version = publish_draft.by(state, LEE, now=NOW)(key=draft.key, content=assembled(state, draft).content_hash)

    done = state.entries("proposal")[0]
    assert again.key == draft.key
    assert (done.fields["state"], done.fields["published_as"], done.fields["board"]) == ("published", 2, draft.key)
    assert version.differences
    assert approved(state, done) == done
    with pytest.raises(EvidenceConflict, match="is published"):
        edited(state, done, what="Otherwise.")


def test_a_published_change_is_closed_with_what_was_measured_and_opened_again(state: MemoryState) -> None:
    draft = open_board.by(state, LEE, now=NOW)(key=(entry := approved(state, proposed(state))).key, journey="bill")
    closing = {"key": entry.key, "outcome": "keep", "learned": "It holds.", "measured": "12 % before, 9 % after."}
    held = state.entry("proposal", entry.key)
    assert held is not None
    with pytest.raises(EvidenceConflict, match="only a published change"):
        close_proposal.by(state, EVE, now=NOW)(**closing, expects=held.version)
    frozen = freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=draft.version)
    publish_draft.by(state, EVE, now=NOW)(key=draft.key, content=assembled(state, frozen).content_hash)

    with pytest.raises(ArgumentInvalid, match="without a reason"):
        close_proposal.by(state, EVE, now=NOW)(**{**closing, "learned": " "}, expects=held.version + 1)
    with pytest.raises(ArgumentInvalid, match="outcome"):
        close_proposal.by(state, EVE, now=NOW)(**{**closing, "outcome": "forget"}, expects=held.version + 1)
    closed = close_proposal.by(state, EVE, now=NOW)(**closing, expects=held.version + 1)
    assert (closed.fields["state"], closed.fields["measured"]) == ("closed", "12 % before, 9 % after.")
    with pytest.raises(EvidenceConflict, match="is closed"):
        edited(state, closed, what="Something else.")

    opened = reopen_proposal.by(state, EVE, now=NOW)(key=entry.key, expects=closed.version)
    assert (opened.fields["state"], opened.fields["measured"], opened.fields["published_as"]) == ("published", "", 2)
    with pytest.raises(EvidenceConflict, match="not closed"):
        reopen_proposal.by(state, EVE, now=NOW)(key=entry.key, expects=opened.version)


def test_a_board_is_called_as_its_proposal_unless_it_names_what_not_every_partner_reads() -> None:
    titles = []
    for scope in (("call",), ()):
        state, partner = MemoryState(), {"id": "heron", "title": "Heron", "scope": scope}
        document = MODEL.model_dump(mode="json", exclude_defaults=True)
        model = Blueprint.model_validate({**document, "partners": [partner]})
        publish(Step(state, LEE, NOW, "adopt"), model, says="first")
        key = approved(state, proposed(state)).key
        titles.append(open_board.by(state, LEE, now=NOW)(key=key, journey="bill").fields["title"])

    assert titles == ["Somebody answers for calls", "Understand a bill"]


def test_no_board_before_an_approval_and_no_version_after_it_fell(state: MemoryState) -> None:
    entry = proposed(state)
    with pytest.raises(EvidenceConflict, match="not approved"):
        open_board.by(state, LEE, now=NOW)(key=entry.key, journey="bill")

    draft = open_board.by(state, LEE, now=NOW)(key=approved(state, entry).key, journey="bill")
    edited(state, state.entries("proposal")[0], what="Something else.")
    freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=1)

    with pytest.raises(EvidenceConflict, match="is proposed, not approved"):
        publish_draft.by(state, LEE, now=NOW)(key=draft.key, content=assembled(state, draft).content_hash)
    assert state.published().number == 1  # type: ignore[union-attr]  # it was published above


def test_what_is_left_out_is_named(state: MemoryState) -> None:
    with pytest.raises(ArgumentInvalid, match="because, expected, owner, subject"):
        propose_change.by(state, LEE, now=NOW)(proposal={"title": "T", "what": "W"})


DEEDS = st.lists(st.tuples(st.sampled_from(["edit", "approve", "reject", "hand_in"]), st.integers(0, 3)), max_size=12)


@given(DEEDS)
def test_whatever_is_done_from_stale_pages_an_approval_stands_over_what_was_read(deeds: list[tuple[str, int]]) -> None:
    state = MemoryState()
    pages, read = [proposed(state, as_draft=True)], set()
    for number, (deed, behind) in enumerate(deeds):
        page = pages[max(0, len(pages) - 1 - behind)]
        try:
            if deed == "edit":
                pages.append(edited(state, page, what=f"Text {number}."))
            elif deed == "approve":
                pages.append(approved(state, page))
                read.add(said_in(page).content)
            elif deed == "reject":
                reject = reject_proposal.by(state, EVE, now=NOW)
                pages.append(reject(key=page.key, expects=page.version, reason="No."))
            else:
                pages.append(hand_in_proposal.by(state, LEE, now=NOW)(key=page.key, expects=page.version))
        except (EvidenceConflict, EditConflict):
            continue

    said = said_in(state.entries("proposal")[0])
    assert said.state != "approved" or said.content in read
