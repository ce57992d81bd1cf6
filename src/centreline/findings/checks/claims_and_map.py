"""CLA, second part: do people say what the blueprint says?"""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from centreline.blueprint.claim import Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Touchpoint
from centreline.blueprint.procedure import Procedure
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.scope import look_at_claims
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said

__all__ = ["claim_against_the_map"]


@check(
    id="CLA007",
    family="CLA",
    question="Do people say what the map says?",
    why="Where the map says one thing and the people who work there another, one of them misleads the next decision.",
    fix="Look at ten records of the touchpoint together, then correct the map or the work.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review",
)
def claim_against_the_map(blueprint: Blueprint, claims: Claims, as_of: date) -> Iterator[Finding | Looked]:
    """Find answers that the blueprint contradicts.

    Five things can be held against it: whether there is a procedure, whether it is current, whether the work is
    measured, whether the handoffs are agreed, and whether something must not be automated that already is. An answer
    counts when every person asked gave it; where they differ, CLA001 speaks.

    Weight: 0.35 for one answer among many, growing to 0.8 with the share of the touchpoint's answers concerned.
    """
    yield look_at_claims(claims)
    touchpoints = {touchpoint.id: touchpoint for touchpoint in blueprint.touchpoints}
    procedures = {procedure.id: procedure for procedure in blueprint.procedures}
    answers: dict[tuple[str, Question], set[str]] = {}
    for claim in claims.claims:
        answers.setdefault((claim.touchpoint, claim.question), set()).add(claim.answer)
    torn = []
    for (key, question), given in answers.items():
        if key in touchpoints and len(given) == 1:
            written = _written(touchpoints[key], question, procedures, as_of)
            [answer] = given
            if written is not None and answer in ("yes", "no") and (answer == "yes") != written:
                torn.append((touchpoints[key], question, answer))
    for touchpoint, question, answer in torn:
        of_this = sum(one is touchpoint for one, _, _ in torn)
        asked = sum(key == touchpoint.id for key, _ in answers)
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("“{asks}” is answered with {answer} for “{title}”; the map says otherwise.").filled(
                asks=question.asks, answer=answer, title=touchpoint.title
            ),
            weight=weight_of_gap(of_this, of=asked, at_least=0.35),
            question=question,
        )


def _written(
    touchpoint: Touchpoint, question: Question, procedures: Mapping[str, Procedure], as_of: date
) -> bool | None:
    """Return what the map would answer, or None where it does not say."""
    if question is Question.DOCUMENTED:
        return bool(touchpoint.procedures or touchpoint.knowledge)
    if question is Question.CURRENT and touchpoint.procedures:
        known = [procedures[key] for key in touchpoint.procedures if key in procedures]
        return all(_is_current(procedure, as_of) for procedure in known) if known else None
    if question is Question.MEASURED:
        return bool(touchpoint.measures)
    if question is Question.HANDOFFS_CLEAR and touchpoint.handoffs:
        return all(one.accepted_by_sender and one.accepted_by_receiver for one in touchpoint.handoffs)
    if question is Question.DO_NOT_AUTOMATE and touchpoint.automation in ("automated", "planned"):
        return False
    return None


def _is_current(procedure: Procedure, as_of: date) -> bool:
    if procedure.last_verified_on is None:
        return False
    interval = timedelta(days=procedure.review_interval_days) if procedure.review_interval_days else timedelta.max
    return as_of - procedure.last_verified_on <= interval
