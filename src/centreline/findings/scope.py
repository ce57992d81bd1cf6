"""What the checks look at, and what to write where the blueprint has none of it."""

from collections.abc import Sequence

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.findings.finding import Looked, look_at
from centreline.kernel.said import said, said_of

__all__ = ["look_at_claims", "look_at_elements", "look_at_touchpoints", "titles_of", "touchpoints_handled"]

_WRITTEN_UNDER = {
    "journeys": said("`journeys`"),
    "roles": said("`roles`"),
    "teams": said("`teams`"),
    "partners": said("`partners`, or leave it so where nothing is outsourced"),
    "procedures": said("`procedures`"),
    "systems": said("`systems`"),
    "capabilities": said("`capabilities`"),
    "data domains": said("`data_domains`"),
    "reports": said("`reports`"),
    "intents": said("`intents`"),
    "decision rights": said("`decision_rights`"),
    "planned costs": said("`planned_costs`"),
}


def look_at_elements(elements: Sequence[object], *, what: str) -> Looked:
    """Say how many elements of one kind the blueprint has.

    Args:
        elements: The elements.
        what: Their kind in the plural, such as 'data domains'.

    Raises:
        NotExamined: there is none.
    """
    because = said("the blueprint names no {what}").filled(what=what)
    bring = said("write them under {where}").filled(where=_WRITTEN_UNDER[what])
    return look_at(elements, what=what, because=because, bring=bring)


def look_at_touchpoints(blueprint: Blueprint) -> Looked:
    """Say how many touchpoints the blueprint has.

    Raises:
        NotExamined: there is none.
    """
    return look_at(
        blueprint.touchpoints,
        what=said_of("touchpoint", "touchpoints"),
        because=said("the blueprint names no touchpoint"),
        bring=said("map at least one journey: write its touchpoints under `journeys`, `stages`, `touchpoints`"),
    )


def look_at_claims(claims: Claims) -> Looked:
    """Say how many claims have been recorded.

    Raises:
        NotExamined: there is none.
    """
    return look_at(
        claims.claims,
        what=said_of("claim", "claims"),
        because=said("nobody's answers to the deep-dive questions have been recorded"),
        bring=said("ask the twelve questions of the review, and record each answer under `claims`"),
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
