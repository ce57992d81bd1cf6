"""Write what a month is planned to cost, as a version of the operating model."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from centreline.actions.act import act
from centreline.actions.adopt import publish
from centreline.actions.catalogue_elements import held_together, newest_in
from centreline.blueprint.cost import PlannedCost
from centreline.blueprint.document import Blueprint
from centreline.governance.published import Published
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid, EvidenceConflict, NotPermitted

__all__ = ["costs_of", "plan_costs"]


@act(needs="plan_costs")
def plan_costs(step: Step, *, month: str, costs: Sequence[Mapping[str, Any]], says: str, base: int) -> Published:
    """Publish what one month is planned to cost, in place of what was planned for it; other months stay.

    Args:
        step: The step it is done in.
        month: 2026-01.
        costs: Each amount with its line, and the partner or the team it is for; none takes the month out of the plan.
        says: Why.
        base: Number of the published version whoever writes had before them.

    Raises:
        NotPermitted: they see a part of the rows alone.
        ArgumentInvalid: no reason was given, an amount stands there twice, or nothing differs.
        BlueprintInvalid: the operating model would not hold together.
        EvidenceConflict: somebody planned that month otherwise since that version.
    """
    if not step.actor.scope.sees_every_row:
        raise NotPermitted("the plan is the centre's", where="planned costs", fix="say it in a remark")
    if not says.strip():
        raise ArgumentInvalid("nobody said why", where="the field Why", fix="write the reason in a sentence")
    newest, seen = newest_in(step.state), step.state.published(base)
    if seen is not None and costs_of(seen.blueprint, month) != costs_of(newest.blueprint, month):
        raise EvidenceConflict(
            f"somebody planned {month} otherwise since this was opened", where="the form", fix="load it again"
        )
    document = newest.blueprint.model_dump(mode="json", exclude_defaults=True)
    held = document.get("planned_costs", [])
    at = next((place for place, one in enumerate(held) if one["month"] >= month), len(held))
    others = [one for one in held if one["month"] != month]
    document["planned_costs"] = [*others[:at], *({**one, "month": month} for one in costs), *others[at:]]
    after = held_together(document, kind="planned costs", key=month)
    _check_each_once(costs_of(after, month))
    if after.content_hash == newest.hash:
        raise ArgumentInvalid("nothing differs from what is published", where="the form", fix="change something first")
    return publish(step, after, says=says.strip())


def costs_of(blueprint: Blueprint, month: str) -> tuple[PlannedCost, ...]:
    """Return what is planned for a month, in the order of the model."""
    return tuple(one for one in blueprint.planned_costs if one.month == month)


def _check_each_once(costs: Sequence[PlannedCost]) -> None:
    counted = Counter((one.line, one.partner, one.team) for one in costs)
    if twice := [name for name, count in counted.items() if count > 1]:
        line, partner, team = twice[0]
        whose = partner or team
        raise ArgumentInvalid(
            f"{line.replace('_', ' ')}{f' of {whose}' if whose else ''} stands there twice",
            where="the form",
            fix="write one amount for it",
        )
