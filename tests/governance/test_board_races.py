"""People on one board with pages of different ages: no order has a gap or a double, no acknowledged edit is lost."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from two_stages import LEE, MODEL, NOW

from centreline.actions.adopt import publish
from centreline.actions.change_card import edit_card, move_card
from centreline.actions.start_draft import start_draft
from centreline.actions.undo_on_board import undo_on_board
from centreline.actions.write_note import add_note, move_note
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step
from centreline.kernel.errors import EditConflict, NotThere

STAGES, WHICH = st.sampled_from(["ask", "solve"]), st.integers(0, 3)


class Board(RuleBasedStateMachine):
    """Cards and notes that are moved, written and taken back against any version somebody may have seen."""

    def __init__(self) -> None:
        super().__init__()
        self.state = MemoryState()
        publish(Step(self.state, LEE, NOW, "adopt"), MODEL, says="first")
        self.draft = start_draft.by(self.state, LEE, now=NOW)(journey="bill", title="T").key
        for text in ("one", "two"):
            add_note.by(self.state, LEE, now=NOW)(draft=self.draft, lane="idea", stage="ask", text=text)
        self.made = {(one.kind, one.key) for kind in ("card", "note") for one in self.state.entries(kind)}
        self.acknowledged: list[tuple[str, str, int, str, object]] = []

    @rule(which=WHICH, behind=WHICH, stage=STAGES, seen=st.integers(1, 6))
    def move(self, which: int, behind: int, stage: str, seen: int) -> None:
        kind, key = sorted(self.made)[which]
        other = sorted(self.made)[behind][1]
        held = self.state.entry(kind, key)
        assert held is not None
        place = {"key": key, "expects": min(seen, held.version), "stage": stage, "after": other}
        try:
            if kind == "card":
                after = move_card.by(self.state, LEE, now=NOW)(**place)
            else:
                after = move_note.by(self.state, LEE, now=NOW)(lane="idea", **place)
        except (EditConflict, NotThere):
            return
        self.acknowledged.append((kind, key, after.version, "stage", stage))

    @rule(which=st.integers(0, 1), words=st.text("ab", min_size=1, max_size=3), seen=st.integers(1, 6))
    def write(self, which: int, words: str, seen: int) -> None:
        key = sorted(key for kind, key in self.made if kind == "card")[which]
        held = self.state.entry("card", key)
        assert held is not None
        try:
            after = edit_card.by(self.state, LEE, now=NOW)(
                key=key, expects=min(seen, held.version), facts={"what": words}
            )
        except EditConflict:
            return
        seen_words = self.state.history("card", key)[min(seen, held.version) - 1].fields["what"]
        if words != seen_words:  # what somebody only saw is no edit of theirs
            self.acknowledged.append(("card", key, after.version, "what", words))

    @rule(which=st.integers(0, 1), version=st.integers(2, 6))
    def take_back(self, which: int, version: int) -> None:
        key = sorted(key for kind, key in self.made if kind == "card")[which]
        before = self.state.entry("card", key)
        try:
            undo_on_board.by(self.state, LEE, now=NOW)(kind="card", key=key, version=version)
        except (EditConflict, NotThere):
            assert self.state.entry("card", key) == before

    @invariant()
    def everything_stands_once_in_one_order(self) -> None:
        for kind in ("card", "note"):
            standing = self.state.entries(kind)
            assert {(one.kind, one.key) for one in standing} == {one for one in self.made if one[0] == kind}
            places = [(one.fields["stage"], one.fields["rank"], one.key) for one in standing]
            assert len(set(places)) == len(places)

    @invariant()
    def every_acknowledged_edit_is_in_the_history(self) -> None:
        for kind, key, version, name, value in self.acknowledged:
            history = self.state.history(kind, key)
            assert [one.version for one in history] == list(range(1, len(history) + 1))
            assert history[version - 1].fields[name] == value


Board.TestCase.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)
TestBoard = Board.TestCase
