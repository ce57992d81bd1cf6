"""People on one board with pages of different ages: no order has a gap or a double, no acknowledged edit is lost."""

from collections.abc import Callable

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from two_stages import LEE, MODEL, NOW

from centreline.actions.add_card import add_card, bin_card, card_from_note
from centreline.actions.adopt import publish
from centreline.actions.bring_back import bring_back
from centreline.actions.change_card import edit_card, move_card
from centreline.actions.change_stages import add_stage, move_stage, remove_stage, rename_stage
from centreline.actions.publish_draft import assembled
from centreline.actions.stages_on_board import stages_on
from centreline.actions.start_draft import start_draft
from centreline.actions.undo_on_board import undo_on_board
from centreline.actions.write_note import add_note, move_note, remove_note
from centreline.governance.entry import Entry
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step
from centreline.kernel.errors import EditConflict, EvidenceConflict, NotThere

STAGES, WHICH, SEEN = st.sampled_from(["ask", "solve", "new", "new-2"]), st.integers(0, 7), st.integers(1, 6)
KINDS, WORDS = st.sampled_from(["card", "note", "stage"]), st.text("ab", min_size=1, max_size=3)


class Board(RuleBasedStateMachine):
    """Stages, cards and notes that are made, moved, written, binned and taken back against any version seen."""

    def __init__(self) -> None:
        super().__init__()
        self.state = MemoryState()
        publish(Step(self.state, LEE, NOW, "adopt"), MODEL, says="first")
        self.draft = start_draft.by(self.state, LEE, now=NOW)(journey="bill", title="T")
        for text in ("one", "two"):
            add_note.by(self.state, LEE, now=NOW)(draft=self.draft.key, lane="idea", stage="ask", text=text)
        self.made = {(one.kind, one.key) for kind in ("card", "note", "stage") for one in self.state.entries(kind)}
        self.acknowledged: list[Entry] = []

    def one(self, kind: str, which: int) -> Entry:
        keys = sorted(key for its_kind, key in self.made if its_kind == kind)
        held = self.state.entry(kind, keys[which % len(keys)])
        assert held is not None
        return held

    def tries(self, does: Callable[[], Entry | tuple[Entry, ...]], **wrote: str) -> None:
        """Do something that may be refused; a refusal changes nothing, and what is done says what was to be written."""
        before = [self.state.entry(kind, key) for kind, key in sorted(self.made)]
        try:
            done = does()
        except (EditConflict, EvidenceConflict, NotThere):
            assert [self.state.entry(kind, key) for kind, key in sorted(self.made)] == before
            return
        entries = done if isinstance(done, tuple) else (done,)
        assert {name: entries[0].fields[name] for name in wrote} == wrote
        self.acknowledged += entries
        self.made |= {(one.kind, one.key) for one in entries}

    @rule(kind=KINDS, which=WHICH, behind=WHICH, stage=STAGES, seen=SEEN)
    def move(self, kind: str, which: int, behind: int, stage: str, seen: int) -> None:
        held, other = self.one(kind, which), self.one(kind, behind)
        place = {"key": held.key, "expects": min(seen, held.version), "after": other.key}
        if kind == "stage":
            self.tries(lambda: move_stage.by(self.state, LEE, now=NOW)(**place))
        elif kind == "card":
            self.tries(lambda: move_card.by(self.state, LEE, now=NOW)(stage=stage, **place), stage=stage)
        else:
            self.tries(lambda: move_note.by(self.state, LEE, now=NOW)(lane="idea", stage=stage, **place), stage=stage)

    @rule(kind=st.sampled_from(["card", "stage"]), which=WHICH, words=WORDS, seen=SEEN)
    def write(self, kind: str, which: int, words: str, seen: int) -> None:
        held = self.one(kind, which)
        name, version = "what" if kind == "card" else "title", min(seen, held.version)
        only_seen = words == self.state.history(kind, held.key)[version - 1].fields[name]
        wrote = {} if only_seen else {name: words}  # what somebody only saw is no edit of theirs
        if kind == "card":
            does = edit_card.by(self.state, LEE, now=NOW)
            self.tries(lambda: does(key=held.key, expects=version, facts={"what": words}), **wrote)
        else:
            renames = rename_stage.by(self.state, LEE, now=NOW)
            self.tries(lambda: renames(key=held.key, expects=version, title=words), **wrote)

    @rule(stage=STAGES, is_stage=st.booleans())
    def add(self, stage: str, is_stage: bool) -> None:
        if is_stage:
            self.tries(lambda: add_stage.by(self.state, LEE, now=NOW)(draft=self.draft.key, title="New"))
        else:
            self.tries(lambda: add_card.by(self.state, LEE, now=NOW)(draft=self.draft.key, stage=stage, title="New"))

    @rule(kind=KINDS, which=WHICH, seen=SEEN)
    def bin(self, kind: str, which: int, seen: int) -> None:
        bins = {"card": bin_card, "note": remove_note, "stage": remove_stage}[kind]
        held = self.one(kind, which)
        self.tries(lambda: bins.by(self.state, LEE, now=NOW)(key=held.key, expects=min(seen, held.version)))

    @rule(which=WHICH, seen=SEEN)
    def make_of_a_note(self, which: int, seen: int) -> None:
        held = self.one("note", which)
        self.tries(lambda: card_from_note.by(self.state, LEE, now=NOW)(key=held.key, expects=min(seen, held.version)))

    @rule(kind=KINDS, which=WHICH, seen=SEEN)
    def bring_back(self, kind: str, which: int, seen: int) -> None:
        held = self.one(kind, which)
        named = {"kind": kind, "key": held.key, "expects": min(seen, held.version)}
        self.tries(lambda: bring_back.by(self.state, LEE, now=NOW)(**named))

    @rule(kind=KINDS, which=WHICH, version=SEEN)
    def take_back(self, kind: str, which: int, version: int) -> None:
        held = self.one(kind, which)
        self.tries(lambda: undo_on_board.by(self.state, LEE, now=NOW)(kind=kind, key=held.key, version=version))

    @invariant()
    def everything_that_stands_has_one_place_on_the_board(self) -> None:
        stages = [one.fields["id"] for one in stages_on(self.state, self.draft.key)]
        assert len(set(stages)) == len(stages) > 0
        for kind in ("card", "note"):
            standing = self.state.entries(kind)
            assert all(one.fields["stage"] in stages for one in standing)
            places = [(one.fields["stage"], one.fields["rank"], one.key) for one in standing]
            assert len(set(places)) == len(places)

    @invariant()
    def what_is_made_stands_or_lies_in_the_bin_and_can_be_published(self) -> None:
        for kind in ("card", "note", "stage"):
            kept = (*self.state.entries(kind), *self.state.binned(kind, within=self.draft.key))
            assert sorted(one.key for one in kept) == sorted(key for its_kind, key in self.made if its_kind == kind)
        assert len(assembled(self.state, self.draft).touchpoints) == len(self.state.entries("card"))

    @invariant()
    def every_acknowledged_edit_is_in_the_history(self) -> None:
        for one in self.acknowledged:
            history = self.state.history(one.kind, one.key)
            assert [each.version for each in history] == list(range(1, len(history) + 1))
            assert (history[one.version - 1].fields, history[one.version - 1].binned) == (one.fields, not one.stands)


Board.TestCase.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
TestBoard = Board.TestCase
