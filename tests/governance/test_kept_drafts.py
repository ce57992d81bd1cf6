"""A draft gets another name, is discarded and is brought back."""

from datetime import timedelta

import pytest
from two_stages import KIM, LEE, NOW, actor, order

from centreline.actions.keep_draft import bring_back_draft, discard_draft, rename_draft
from centreline.actions.publish_draft import assembled, freeze_draft, publish_draft
from centreline.governance.actor import Role
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted, NotThere

QUINN = actor("quinn", Role.QUALITY)


def test_a_draft_is_renamed_but_not_to_nothing(state: MemoryState, draft: Entry) -> None:
    assert (
        rename_draft.by(state, QUINN, now=NOW)(key=draft.key, expects=1, title=" Clearer ").fields["title"] == "Clearer"
    )
    with pytest.raises(ArgumentInvalid, match="title"):
        rename_draft.by(state, QUINN, now=NOW)(key=draft.key, expects=2, title=" ")
    with pytest.raises(NotPermitted, match="somebody else's"):
        rename_draft.by(state, KIM, now=NOW)(key=draft.key, expects=2, title="Mine")


def test_a_discarded_draft_comes_back_within_thirty_days_with_its_cards(state: MemoryState, draft: Entry) -> None:
    with pytest.raises(NotPermitted, match="somebody else's"):
        discard_draft.by(state, QUINN, now=NOW)(key=draft.key, expects=1)
    discard_draft.by(state, LEE, now=NOW)(key=draft.key, expects=1)
    assert state.entries("draft") == ()
    with pytest.raises(NotThere, match="no discarded draft"):
        bring_back_draft.by(state, LEE, now=NOW + timedelta(days=31))(key=draft.key)

    back = bring_back_draft.by(state, LEE, now=NOW + timedelta(days=29))(key=draft.key)

    assert (back.stands, back.fields["title"], order(state, "ask")) == (True, "Fewer calls", ["call", "chat"])
    with pytest.raises(NotThere):
        bring_back_draft.by(state, LEE, now=NOW)(key=draft.key)


def test_what_is_published_is_neither_renamed_nor_discarded(state: MemoryState, draft: Entry) -> None:
    frozen = freeze_draft.by(state, LEE, now=NOW)(key=draft.key, expects=1)
    publish_draft.by(state, LEE, now=NOW)(key=draft.key, content=assembled(state, frozen).content_hash)

    with pytest.raises(EvidenceConflict, match="became version 2"):
        rename_draft.by(state, LEE, now=NOW)(key=draft.key, expects=3, title="Other")
    with pytest.raises(EvidenceConflict, match="became version 2"):
        discard_draft.by(state, LEE, now=NOW)(key=draft.key, expects=3)
