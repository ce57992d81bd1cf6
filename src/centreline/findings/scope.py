"""What the checks look at, and what to write where the blueprint has none of it."""

from collections.abc import Sequence

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.findings.finding import Looked, look_at

__all__ = ["look_at_claims", "look_at_elements", "look_at_touchpoints", "titles_of", "touchpoints_handled"]

_WRITTEN_UNDER = {
    "journeys": "`journeys`",
    "roles": "`roles`",
    "teams": "`teams`",
    "partners": "`partners`, or leave it so where nothing is outsourced",
    "procedures": "`procedures`",
    "systems": "`systems`",
    "capabilities": "`capabilities`",
    "data domains": "`data_domains`",
    "reports": "`reports`",
    "intents": "`intents`",
    "decision rights": "`decision_rights`",
    "planned costs": "`planned_costs`",
}


def look_at_elements(elements: Sequence[object], *, what: str) -> Looked:
    """Say how many elements of one kind the blueprint has.

    Args:
        elements: The elements.
        what: Their kind in the plural, such as 'data domains'.

    Raises:
        NotExamined: there is none.
    """
    because = f"the blueprint names no {what}"
    return look_at(elements, what=what, because=because, bring=f"write them under {_WRITTEN_UNDER[what]}")


def look_at_touchpoints(blueprint: Blueprint) -> Looked:
    """Say how many touchpoints the blueprint has.

    Raises:
        NotExamined: there is none.
    """
    return look_at(
        blueprint.touchpoints,
        what="touchpoints",
        because="the blueprint names no touchpoint",
        bring="map at least one journey: write its touchpoints under `journeys`, `stages`, `touchpoints`",
    )


def look_at_claims(claims: Claims) -> Looked:
    """Say how many claims have been recorded.

    Raises:
        NotExamined: there is none.
    """
    return look_at(
        claims.claims,
        what="claims",
        because="nobody's answers to the deep-dive questions have been recorded",
        bring="ask the twelve questions of the review, and record each answer under `claims`",
    )


def titles_of(blueprint: Blueprint) -> dict[str, str]:
    """Return the title of each touchpoint by its id, in quotation marks."""
    return {touchpoint.id: f"“{touchpoint.title}”" for touchpoint in blueprint.touchpoints}


def touchpoints_handled(blueprint: Blueprint) -> dict[str, list[str]]:
    """Return, for each role that handles touchpoints, the ids of these touchpoints in order."""
    handled: dict[str, list[str]] = {}
    for touchpoint in blueprint.touchpoints:
        for role in touchpoint.handled_by:
            handled.setdefault(role, []).append(touchpoint.id)
    return handled
