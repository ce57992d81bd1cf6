"""What people write: versions, history, trail, and what happens when two write at once."""

from datetime import UTC, datetime

import pytest

from centreline.actions.undo_change import undo_change
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.kinds import body_of
from centreline.governance.memory import MemoryState
from centreline.governance.step import Step
from centreline.governance.trail import first_broken
from centreline.kernel.errors import EditConflict, NotThere

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)


def actor(name: str, role: Role = Role.LEADER) -> Actor:
    return Actor(name, role, scope_for(role, name=name))


def step_of(state: MemoryState, name: str, act: str = "say") -> Step:
    return Step(state, actor(name), NOW, act)


def comment(text: str, *, stance: str = "remark") -> object:
    return body_of("comment", {"text": text, "stance": stance})


@pytest.fixture
def state() -> MemoryState:
    return MemoryState()


def test_every_change_leaves_a_version_a_history_and_a_line(state: MemoryState) -> None:
    made = step_of(state, "lee").make("comment", comment("first"), within="touchpoint:a")
    changed = step_of(state, "kim").change("comment", made.key, comment("second"), expects=1, says="clearer")

    assert (changed.version, changed.made_by, changed.changed_by) == (2, "lee", "kim")
    assert [one.fields["text"] for one in state.history("comment", made.key)] == ["first", "second"]
    lines = list(state.lines())
    assert [(one.by, one.before and one.before["text"], one.after and one.after["text"]) for one in lines] == [
        ("lee", None, "first"),
        ("kim", "first", "second"),
    ]
    assert first_broken(lines, ends_with=state.end_of_trail()) is None


def test_two_who_change_different_fields_are_both_kept(state: MemoryState) -> None:
    made = step_of(state, "lee").make("comment", comment("first"))
    step_of(state, "kim").change("comment", made.key, comment("second"), expects=1)

    both = step_of(state, "lee").change("comment", made.key, comment("first", stance="agree"), expects=1)

    assert (both.version, both.fields["text"], both.fields["stance"]) == (3, "second", "agree")


def test_two_who_change_the_same_field_are_shown_both_and_nothing_is_overwritten(state: MemoryState) -> None:
    made = step_of(state, "lee").make("comment", comment("first"))
    step_of(state, "kim").change("comment", made.key, comment("second"), expects=1)

    with pytest.raises(EditConflict, match="kim changed this comment in the meantime") as stopped:
        step_of(state, "lee").change("comment", made.key, comment("mine"), expects=1)

    conflict = stopped.value
    assert (conflict.base["text"], conflict.mine["text"], conflict.theirs["text"]) == ("first", "mine", "second")
    assert conflict.clashes == ("text",)
    assert state.entry("comment", made.key).fields["text"] == "second"  # type: ignore[union-attr]


def test_what_was_thrown_away_can_be_brought_back(state: MemoryState) -> None:
    made = step_of(state, "lee").make("comment", comment("first"))
    step_of(state, "lee").bin("comment", made.key, expects=1)
    assert state.entries("comment") == ()
    with pytest.raises(NotThere, match="there is no comment"):
        step_of(state, "lee").entry("comment", made.key)

    undo_change.by(state, actor("lee"), now=NOW)(kind="comment", key=made.key, version=2)

    assert [one.fields["text"] for one in state.entries("comment")] == ["first"]


def test_undo_says_so_where_somebody_changed_it_since(state: MemoryState) -> None:
    made = step_of(state, "lee").make("comment", comment("first"))
    step_of(state, "lee").change("comment", made.key, comment("second"), expects=1)
    step_of(state, "kim").change("comment", made.key, comment("third"), expects=2)

    with pytest.raises(EditConflict, match="kim changed this"):
        undo_change.by(state, actor("lee"), now=NOW)(kind="comment", key=made.key, version=2)


def test_nobody_takes_back_what_another_did_unless_they_lead(state: MemoryState) -> None:
    made = step_of(state, "lee").make("comment", comment("first"))

    with pytest.raises(NotThere, match="no change 1"):
        undo_change.by(state, actor("ada", Role.AGENT), now=NOW)(kind="comment", key=made.key, version=1)

    undo_change.by(state, actor("boss", Role.LEADER), now=NOW)(kind="comment", key=made.key, version=1)
    assert state.entries("comment") == ()


def test_a_step_that_stops_leaves_nothing_behind(state: MemoryState) -> None:
    def begun_and_stopped() -> None:
        with state.one_step():
            step_of(state, "lee").make("comment", comment("first"))
            step_of(state, "lee").entry("comment", "nowhere")

    with pytest.raises(NotThere):
        begun_and_stopped()

    assert (state.entries("comment"), list(state.lines())) == ((), [])
