"""OWN: does somebody answer for it?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.scope import look_at_touchpoints
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_share

__all__ = ["touchpoint_without_owner"]


@check(
    id="OWN001",
    family="OWN",
    question="Does every touchpoint have one accountable owner?",
    why="Work that nobody owns is improved by nobody, and its customers are passed around.",
    fix="Name the role that answers for the outcome, then record it in the blueprint as `owner`.",
    source=f"{REBUILD}: Mapping the Customer Journey, 'Who owns it'",
)
def touchpoint_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints whose owner is blank.

    Weight: 0.4 for one among many, growing with the share of touchpoints that have no owner.
    """
    yield look_at_touchpoints(blueprint)
    orphans = [touchpoint for touchpoint in blueprint.touchpoints if touchpoint.owner is None]
    for touchpoint in orphans:
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=f"Nobody answers for “{touchpoint.title}”.",
            weight=weight_of_share(len(orphans), of=len(blueprint.touchpoints), at_least=0.4),
        )
