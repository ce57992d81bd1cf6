"""Notes, targets and new limits of metrics: who may write them, what is refused, and what the trail says."""

from datetime import UTC, date, datetime

import pytest

from centreline.actions.annotate_metric import annotate_metric
from centreline.actions.begin_anew import begin_anew
from centreline.actions.set_target import set_target
from centreline.governance.actor import Actor, Role, scope_for
from centreline.governance.memory import MemoryState
from centreline.kernel.errors import ArgumentInvalid, EditConflict, MetricUnknown, NotPermitted

NOW = datetime(2026, 4, 2, 9, tzinfo=UTC)
LEADER = Actor("lee", Role.LEADER, scope_for(Role.LEADER, name="lee"))
KIM = Actor(
    "kim", Role.PARTNER_MANAGER, scope_for(Role.PARTNER_MANAGER, name="kim", partner="kestrel"), partner="kestrel"
)
ANEW = {"metric": "service_level", "variant": "over_offered", "selection": "", "on": date(2026, 2, 1)}
AIM = {"metric": "service_level", "variant": "over_offered", "at_most": None, "because": "It was agreed."}


@pytest.fixture
def state() -> MemoryState:
    return MemoryState()


def test_a_note_belongs_to_the_party_of_whoever_wrote_it(state: MemoryState) -> None:
    note = annotate_metric.by(state, KIM, now=NOW)(metric="service_level", on=date(2026, 2, 1), text=" Snow. ")

    assert (note.fields["text"], note.fields["party"], note.within) == ("Snow.", "kestrel", "service_level")
    assert [line.act for line in state.lines()] == ["annotate_metric"]


@pytest.mark.parametrize(("on", "text"), [(None, "Snow."), (date(2026, 2, 1), "  ")])
def test_a_note_without_a_day_or_a_word_is_refused(state: MemoryState, on: date | None, text: str) -> None:
    with pytest.raises(ArgumentInvalid, match="does not fit"):
        annotate_metric.by(state, LEADER, now=NOW)(metric="service_level", on=on, text=text)


def test_what_is_in_no_book_is_not_written_about(state: MemoryState) -> None:
    with pytest.raises(MetricUnknown):
        annotate_metric.by(state, LEADER, now=NOW)(metric="happiness", on=date(2026, 2, 1), text="Snow.")


def test_limits_begin_anew_once_a_day_and_never_without_a_reason(state: MemoryState) -> None:
    begun = begin_anew.by(state, LEADER, now=NOW)(**ANEW, reason="The menu is another one.")  # type: ignore[arg-type]

    assert [line.says for line in state.lines()] == ["The menu is another one."]
    assert begun.within == "service_level"
    with pytest.raises(EditConflict):
        begin_anew.by(state, LEADER, now=NOW)(**ANEW, reason="Again.")  # type: ignore[arg-type]
    with pytest.raises(ArgumentInvalid, match="reason"):
        begin_anew.by(state, LEADER, now=NOW)(**{**ANEW, "on": date(2026, 3, 1)}, reason=" ")  # type: ignore[arg-type]


def test_a_target_set_again_is_another_version_of_the_same(state: MemoryState) -> None:
    first = set_target.by(state, LEADER, now=NOW)(**AIM, at_least=0.8)  # type: ignore[arg-type]
    second = set_target.by(state, LEADER, now=NOW)(**AIM, at_least=0.85)  # type: ignore[arg-type]

    assert (second.key, second.version) == (first.key, 2)
    assert [change.fields["at_least"] for change in state.history("target", first.key)] == [0.8, 0.85]


@pytest.mark.parametrize("ends", [{"at_least": None}, {"at_least": 0.9, "at_most": 0.8}])
def test_a_target_has_an_end_and_its_ends_agree(state: MemoryState, ends: dict[str, float | None]) -> None:
    with pytest.raises(ArgumentInvalid):
        set_target.by(state, LEADER, now=NOW)(**{**AIM, **ends})  # type: ignore[arg-type]


def test_a_partner_steers_no_metric(state: MemoryState) -> None:
    with pytest.raises(NotPermitted):
        set_target.by(state, KIM, now=NOW)(**AIM, at_least=0.8)  # type: ignore[arg-type]
    with pytest.raises(NotPermitted):
        begin_anew.by(state, KIM, now=NOW)(**ANEW, reason="Ours.")  # type: ignore[arg-type]
    assert list(state.lines()) == []
