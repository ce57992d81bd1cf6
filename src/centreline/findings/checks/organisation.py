"""ORG: is the promise written down, and is everybody in the room who keeps it?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import HALLIWELL, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = ["promise_not_written", "support_area_missing"]


@check(
    id="ORG001",
    family="ORG",
    question="Are vision, mission, values and brand promise written down?",
    why="A journey can only be aligned with a promise that everybody in the room can read.",
    fix="Write them under `organisation`, in the words customers are told.",
    source=f"{REBUILD}: Mapping the Customer Journey, visible in the room",
)
def promise_not_written(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find which of the four are blank.

    Weight: 0.1, growing to 0.3 with the share of the four that is missing; half of it where the brand promise is there.
    """
    organisation = blueprint.organisation
    written = {
        "vision": organisation.vision,
        "mission": organisation.mission,
        "values": organisation.values,
        "brand promise": organisation.brand_promise,
    }
    yield Looked(len(written), said_of("statement of the organisation", "statements of the organisation"))
    blank = [name for name, text in written.items() if not text]
    if blank:
        weight = weight_of_gap(len(blank), of=len(written), at_least=0.1)
        yield Finding(
            element=f"organisation:{blueprint.id}",
            says=said("The organisation has not written down its {blank}.").filled(blank=", ".join(blank)),
            weight=weight if "brand promise" in blank else weight / 2,
        )


@check(
    id="ORG002",
    family="ORG",
    question="Does the map name the support areas the centre depends on?",
    why="A centre leans on recruiting, training, planning, quality and analytics; what the map omits drifts.",
    fix="Add a team for each of these functions under `teams`, and invite its leader to the review.",
    source=f"{HALLIWELL}: the support areas a contact centre depends upon",
)
def support_area_missing(
    blueprint: Blueprint,
    support_functions: tuple[str, ...] = ("human_resources", "training", "workforce", "quality", "analytics"),
) -> Iterator[Finding | Looked]:
    """Find support functions for which the blueprint names no team.

    Weight: 0.2, growing to 0.5 with the share of support functions that are missing.

    Args:
        support_functions: Functions that have to be named, as in a team's `function`.
    """
    yield look_at_elements(blueprint.teams, what=said_of("team", "teams"))
    present = {team.function for team in blueprint.teams}
    missing = [function for function in support_functions if function not in present]
    for function in missing:
        yield Finding(
            element=f"function:{function}",
            says=said("The map names no team for {function}.").filled(function=function.replace("_", " ")),
            weight=weight_of_gap(len(missing), of=len(support_functions), at_least=0.2),
        )
