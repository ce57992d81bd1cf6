"""Bring a draft up to the newest published version, and take that back."""

from collections.abc import Iterator, Mapping, Sequence

from centreline.actions.act import act
from centreline.actions.stages_on_board import stages_on
from centreline.actions.start_draft import about, written
from centreline.actions.undo_change import is_theirs_to_take_back
from centreline.actions.undo_on_board import taken_back
from centreline.blueprint.journey import Journey
from centreline.governance.catching_up import Becomes, CatchingUp, Clash, catching_up
from centreline.governance.entry import Entry
from centreline.governance.published import Published
from centreline.governance.ranks import rank_between
from centreline.governance.rights import check_may
from centreline.governance.stages_caught_up import laid_out_alike
from centreline.governance.state import State
from centreline.governance.step import Step
from centreline.kernel.errors import EditConflict, EvidenceConflict, NotPermitted, NotThere

__all__ = ["bring_up_to_date", "brought_up", "take_back_bringing_up", "what_clashes", "what_comes"]


@act(needs="edit_board")
def bring_up_to_date(step: Step, *, key: str, expects: int, to: int, chosen: Mapping[str, str] | None = None) -> Entry:
    """Write into a draft what was published since it began, and count from then on from that version.

    What only one of both changed is kept, fact by fact; of what both changed, what was chosen.

    Args:
        step: The step it is done in.
        key: Which draft.
        expects: The version of the draft the writer had before them.
        to: Number of the published version they had before them; it has to be the newest.
        chosen: Name of each clash, `touchpoint.fact`, to `mine` for the draft or `theirs` for what is published.

    Raises:
        NotThere: there is no such draft.
        NotPermitted: they speak for a partner, or the draft is frozen and they do not lead.
        EvidenceConflict: it is published, another version was published meanwhile, or its journey is no more.
        EditConflict: something that both changed has not been chosen.
    """
    draft = _changeable(step, key)
    plan = what_comes(step.state, draft, chosen=chosen)
    newest = step.state.published()
    if newest is None or newest.number != to:
        raise EvidenceConflict(
            "another version has been published meanwhile",
            where="the board",
            fix="load the page again and read what that one brings",
        )
    if plan.clashes:
        raise what_clashes(draft, plan.clashes, newest)
    wrote = [f"{one.kind}:{one.key}:{one.version}" for one in _written(step, draft, plan, newest)]
    said = {"base": draft.fields["base"], "to": newest.number, "wrote": wrote}
    step.make("bringing_up", written("bringing_up", said), within=key)
    body = written("draft", {**draft.fields, "base": newest.number, **_about(step.state, draft, newest)})
    return step.change("draft", key, body, expects=expects, says=f"brought up to version {newest.number}")


@act(needs="edit_board")
def take_back_bringing_up(step: Step, *, key: str) -> Entry:
    """Write the cards as they stood before a draft was brought up last; what was written since stays.

    Raises:
        NotThere: there is no such draft, or it was not brought up, or it is not theirs to take back.
        EvidenceConflict: something stands by now in a stage that would go.
        EditConflict: somebody changed since what was written then.
    """
    draft = _changeable(step, key)
    last = brought_up(step.state, draft)
    if last is None or not is_theirs_to_take_back(step.actor, by=last.made_by):
        raise NotThere(
            f"there is nothing that {step.actor.shown} could take back", where="the board", fix="load the board again"
        )
    for kind, name, version in (one.split(":") for one in reversed(last.fields["wrote"])):
        taken_back(step, kind, name, version=int(version))
    says = f"takes back that it was brought up to version {last.fields['to']}"
    step.bin("bringing_up", last.key, expects=last.version, says=says)
    began = step.state.published(last.fields["base"])
    about = _about(step.state, draft, began) if began else {}
    body = written("draft", {**draft.fields, "base": last.fields["base"], **about})
    return step.change("draft", key, body, expects=draft.version, says=says)


def brought_up(state: State, draft: Entry) -> Entry | None:
    """Return what was written when a draft was brought up to its base; None where it began with that one."""
    every = state.entries("bringing_up", within=draft.key)
    return next((one for one in reversed(every) if one.fields["to"] == draft.fields["base"]), None)


def what_comes(state: State, draft: Entry, *, chosen: Mapping[str, str] | None = None) -> CatchingUp:
    """Return what bringing a draft up to the newest published version makes of its cards.

    Raises:
        EvidenceConflict: nothing was published since, or the journey is no more.
    """
    base, newest = state.published(draft.fields["base"]), state.published()
    if base is None or newest is None or base.number == newest.number:
        raise EvidenceConflict(
            "nothing has been published since the draft began", where="the board", fix="load the board again"
        )
    began, now = (_journey(version, draft) for version in (base, newest))
    began, now = laid_out_alike(began, now, stages_on(state, draft.key))
    return catching_up(began, now, state.entries("card", within=draft.key), chosen=chosen)


def what_clashes(draft: Entry, clashes: Sequence[Clash], newest: Published) -> EditConflict:
    """Return the reason to stop where the draft and what was published say different things of one fact."""
    sides = {side: {one.name: getattr(one, side) for one in clashes} for side in ("base", "mine", "theirs")}
    return EditConflict(
        f"the draft and version {newest.number} say different things in {len(clashes)} places",
        where=f"the draft {draft.fields['title']!r}",
        fix="choose one for each of them",
        clashes=tuple(one.name for one in clashes),
        version=draft.version,
        by=newest.by,
        **sides,
    )


def _changeable(step: Step, key: str) -> Entry:
    draft = step.entry("draft", key)
    if step.actor.partner is not None:  # What clashes would show them cards of others.
        raise NotPermitted("a draft is brought up by the centre", where="the board", fix="ask somebody of the centre")
    if draft.fields["state"] == "published":
        raise EvidenceConflict("the draft is published", where="the board", fix="start another draft")
    if draft.fields["state"] == "frozen":
        check_may(step.actor, "lead_workshop")
    return draft


def _journey(version: Published, draft: Entry) -> Journey:
    key = draft.fields["journey"]
    found = next((one for one in version.blueprint.journeys if one.id == key), None)
    if found is None or not found.stages:
        raise EvidenceConflict(
            f"version {version.number} has no journey {key!r} with a stage", where="the map", fix="start another draft"
        )
    return found


def _written(step: Step, draft: Entry, plan: CatchingUp, newest: Published) -> Iterator[Entry]:
    ranks = _ranks(plan)
    yield from _stages(step, draft, newest)
    for one in plan.touchpoints:
        if one.fields is None:
            if one.card is not None:
                yield step.bin("card", one.card.key, expects=one.card.version, says="taken away in what was published")
        elif one.card is None:
            body = written("card", {**one.fields, "rank": ranks[one.touchpoint]})
            yield step.make("card", body, within=draft.key, says=f"from version {newest.number}")
        else:
            yield from _changed(step, one, rank=ranks[one.touchpoint], says=f"from version {newest.number}")
    yield from _parked(step, draft, stages=list(plan.order))


def _stages(step: Step, draft: Entry, newest: Published) -> Iterator[Entry]:
    """Write the stages both together have: in the order they have then, and only what differs."""
    there = {one.fields["id"]: one for one in stages_on(step.state, draft.key)}
    base = step.state.published(draft.fields["base"]) or newest
    _, laid = laid_out_alike(_journey(base, draft), _journey(newest, draft), tuple(there.values()))
    says, before = f"from version {newest.number}", ""
    for one in laid.stages:
        held = there.pop(one.id, None)
        before = held.fields["rank"] if held else rank_between(before, "")
        body = written("stage", {"id": one.id, "title": one.title, "rank": before})
        if held is None:
            yield step.make("stage", body, within=draft.key, says=says)
        elif held.body != body:
            yield step.change("stage", held.key, body, expects=held.version, says=says)
    for gone in there.values():
        yield step.bin("stage", gone.key, expects=gone.version, says="taken away in what was published")


def _changed(step: Step, one: Becomes, *, rank: str, says: str) -> Iterator[Entry]:
    card = one.card
    if card is not None and one.fields is not None:
        after = step.change(
            "card", card.key, written("card", {**one.fields, "rank": rank}), expects=card.version, says=says
        )
        if after.version != card.version:
            yield after


def _parked(step: Step, draft: Entry, *, stages: Sequence[str]) -> Iterator[Entry]:
    """Lay the notes of stages that are no more into the parking lot."""
    for one in step.state.entries("note", within=draft.key):
        if one.fields["stage"] not in stages:
            body = written("note", {**one.fields, "stage": stages[0], "parked": True})
            yield step.change("note", one.key, body, expects=one.version, says="its stage is no more")


def _about(state: State, draft: Entry, version: Published) -> dict[str, object]:
    """Return what a journey is about in a version, as far as the draft says what its own version says."""
    base = state.published(draft.fields["base"]) or version
    before, now = (about(_journey(one, draft)) for one in (base, version))
    said = draft.body.model_dump()
    return {name: value for name, value in now.items() if said[name] == before[name]}


def _ranks(plan: CatchingUp) -> dict[str, str]:
    """Return a rank for each touchpoint that remains; cards that stand in order already keep theirs."""
    ranks: dict[str, str] = {}
    held = {one.touchpoint: one.card.fields for one in plan.touchpoints if one.card is not None}
    for stage, keys in plan.order.items():
        kept = {key: held[key]["rank"] for key in keys if key in held and held[key]["stage"] == stage}
        ordered = [kept[key] for key in keys if key in kept]
        if ordered != sorted(set(ordered)):
            kept = {}
        before = ""
        for at, key in enumerate(keys):
            after = next((kept[one] for one in keys[at:] if one in kept), "")
            before = ranks[key] = kept.get(key) or rank_between(before, after)
    return ranks
