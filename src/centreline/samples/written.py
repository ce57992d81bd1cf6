"""What is written about the made-up centre: its blueprint, and what people said when they were asked."""

from datetime import date, timedelta
from functools import cache
from pathlib import Path

from centreline.blueprint.claim import Claim, Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import load_blueprint
from centreline.blueprint.journey import Touchpoint

__all__ = ["claims_about", "written_blueprint"]

_ASKED_ON = date(2026, 2, 9)


@cache
def written_blueprint() -> Blueprint:
    """Return the blueprint as it is written beside this module, without planned costs."""
    return load_blueprint(Path(__file__).parent / "blueprint")


def claims_about(blueprint: Blueprint) -> Claims:
    """Return what two people said about each touchpoint: one who does the work, and one who answers for it.

    They agree with each other, with the blueprint and with the records.
    """
    visited = {partner.id: partner.last_visited_on for partner in blueprint.partners}
    claims: list[Claim] = []
    for number, touchpoint in enumerate(blueprint.touchpoints):
        asked_on = _ASKED_ON + timedelta(days=number % 5)
        at_partner = visited.get(touchpoint.partner or "")
        for question in Question:
            common = {"touchpoint": touchpoint.id, "question": question, "answer": _answer(question, touchpoint)}
            claims.append(Claim.model_validate(common | _adviser(touchpoint, at_partner or asked_on)))
            claims.append(Claim.model_validate(common | _owner(touchpoint, asked_on)))
    return Claims(claims=tuple(claims))


def _adviser(touchpoint: Touchpoint, on: date) -> dict[str, object]:
    said = {"who": "an adviser, heard in confidence", "role": touchpoint.handled_by[0], "on": on}
    return said | {"partner": touchpoint.partner, "how": "agent_interview"}


def _owner(touchpoint: Touchpoint, on: date) -> dict[str, object]:
    return {"who": "the owner", "role": touchpoint.owner, "on": on, "how": "workshop"}


def _answer(question: Question, touchpoint: Touchpoint) -> str:
    by_machine = touchpoint.automation != "none"
    if question in (Question.REMOVE, Question.SIMPLIFY):
        return "no"
    if question is Question.AUTOMATE:
        return "yes" if by_machine else "no"
    if question is Question.DO_NOT_AUTOMATE:
        return "no" if by_machine else "yes"
    return "yes"
