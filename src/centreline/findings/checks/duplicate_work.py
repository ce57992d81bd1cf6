"""DUP: is something done, bought or reported twice?"""

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.likeness import alike
from centreline.findings.scope import look_at_elements, look_at_touchpoints
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "capability_bought_twice",
    "contacts_claimed_twice",
    "metric_reported_twice",
    "procedures_that_read_alike",
    "touchpoints_that_read_alike",
]


@check(
    id="DUP001",
    family="DUP",
    question="Do two teams do the same work?",
    why="The same work in two places is paid for twice and answered in two ways.",
    fix="Put both owners in one room: merge the touchpoints, or write down what makes them different.",
    source=f"{REBUILD}: Mapping the Customer Journey, duplicate work",
)
def touchpoints_that_read_alike(
    blueprint: Blueprint, alike_share: float = 0.8, minimum_words: int = 8
) -> Iterator[Finding | Looked]:
    """Find touchpoints of different teams whose what, why and what happens share most of their words.

    They read alike; whether they are alike is for their owners to say. Touchpoints of the same team are left out.

    Weight: 0.3 at the threshold, growing to 0.7 for the very same words.

    Args:
        alike_share: Share of words two touchpoints have to have in common (shared words ÷ all words of the two).
        minimum_words: Touchpoints described in fewer words are not compared.
    """
    yield look_at_touchpoints(blueprint)
    by_id = {touchpoint.id: touchpoint for touchpoint in blueprint.touchpoints}
    team_of = {role.id: role.team for role in blueprint.roles}
    texts = {key: f"{one.what or ''} {one.why or ''} {one.happens or ''}" for key, one in by_id.items()}
    for first, second, share in alike(texts, at_least_share=alike_share, minimum_words=minimum_words):
        one, other = by_id[first], by_id[second]
        if _teams(one, team_of) != _teams(other, team_of):
            yield Finding(
                element=f"touchpoint:{second}",
                says=said(
                    "“{title}” and “{other_title}” read alike ({share:.0%} of their words) in different teams."
                ).filled(title=one.title, other_title=other.title, share=share),
                weight=weight_of_gap(share - alike_share, of=max(1 - alike_share, 1e-9), at_least=0.3),
                against=f"touchpoint:{first}",
            )


@check(
    id="DUP002",
    family="DUP",
    question="Does the map give every contact to one touchpoint only?",
    why="A contact that two touchpoints claim is counted twice, and each owner can point at the other.",
    fix="Tell them apart in `recognised_by` (another queue, reason or channel), or merge the touchpoints.",
    source=f"{REBUILD}: Mapping the Customer Journey, duplicate work and unclear ownership",
)
def contacts_claimed_twice(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find pairs of touchpoints whose recognition would take the same contacts.

    Two recognitions meet when they share a value in every list that both of them give, and at least a queue, a reason
    or an activity; a channel alone is enough where one of them names nothing else.

    Weight: 0.4 for one pair among many, growing to 0.9 with the share of touchpoints that stand in such a pair.
    """
    known = {one.id: one for one in blueprint.touchpoints if one.recognised_by is not None}
    yield look_at(
        tuple(known),
        what=said_of("touchpoint with a recognition", "touchpoints with a recognition"),
        because=said("no touchpoint says how its contacts are recognised"),
        bring=said("write `recognised_by` with the touchpoints"),
    )
    pairs = sorted(_meeting(known))
    weight = weight_of_gap(len({key for pair in pairs for key in pair}), of=len(known), at_least=0.4)
    for first, second in pairs:
        yield Finding(
            element=f"touchpoint:{second}",
            says=said("“{title}” and “{known_title}” claim the same contacts.").filled(
                title=known[first].title, known_title=known[second].title
            ),
            weight=weight,
            against=f"touchpoint:{first}",
        )


@check(
    id="DUP003",
    family="DUP",
    question="Is every capability given by one system of its kind?",
    why="Two systems of one kind for one job are paid for twice, and hold two versions of the truth.",
    fix="Choose which one gives the capability; plan the end of the other, or write what it alone does.",
    source=f"{LEVERS}: fewer platforms doing more work through clear capability mapping",
)
def capability_bought_twice(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find systems of one category that give the same capability.

    Weight: 0.3, growing to 0.7 with the cheaper system's share of the yearly cost of all systems; 0.4 where no cost
    is known.
    """
    yield look_at_elements(blueprint.systems, what=said_of("system", "systems"))
    total = sum(system.yearly_cost or 0 for system in blueprint.systems)
    for first, second in combinations(blueprint.systems, 2):
        both = [capability for capability in first.capabilities if capability in second.capabilities]
        if first.category == second.category and both:
            cheaper = min(first.yearly_cost or 0, second.yearly_cost or 0)
            yield Finding(
                element=f"system:{second.id}",
                says=said("“{title}” and “{second_title}” both give {both}.").filled(
                    title=first.title, second_title=second.title, both=", ".join(both)
                ),
                weight=weight_of_gap(cheaper, of=total, at_least=0.3) if cheaper else 0.4,
                against=f"system:{first.id}",
            )


@check(
    id="DUP004",
    family="DUP",
    question="Does every reader get a number from one report only?",
    why="People who get one number from two reports spend the meeting on which is right.",
    fix="Keep the number in the report with which the decision is taken, and take it out of the other.",
    source=f"{REBUILD}: AI Readiness Starts with Alignment, dashboards that do not tell the same story",
)
def metric_reported_twice(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find pairs of reports that show the same metric to the same role.

    Weight: 0.15, growing to 0.4 with the share of the smaller report's metrics that the other shows too.
    """
    yield look_at_elements(blueprint.reports, what=said_of("report", "reports"))
    for first, second in combinations(blueprint.reports, 2):
        readers = [role for role in first.audience if role in second.audience]
        shown = {measure.metric for measure in first.measures}, {measure.metric for measure in second.measures}
        both = sorted(shown[0] & shown[1])
        if readers and both:
            yield Finding(
                element=f"report:{second.id}",
                says=said("“{title}” and “{second_title}” both show {both} to {readers}.").filled(
                    title=first.title, second_title=second.title, both=", ".join(both), readers=", ".join(readers)
                ),
                weight=weight_of_gap(len(both), of=min(map(len, shown)), at_least=0.15),
                against=f"report:{first.id}",
            )


@check(
    id="DUP005",
    family="DUP",
    question="Is every procedure written once?",
    why="Two texts for one procedure drift apart, and people follow the one they found first.",
    fix="Keep the one that is verified; let the other point to it.",
    source=f"{REBUILD}: Rebuilding the Contact Centre, consistent answers across channels",
)
def procedures_that_read_alike(
    blueprint: Blueprint, alike_share: float = 0.8, minimum_words: int = 8
) -> Iterator[Finding | Looked]:
    """Find procedures whose steps share most of their words.

    Weight: 0.25 at the threshold, growing to 0.6 for the very same words.

    Args:
        alike_share: Share of words two procedures have to have in common (shared words ÷ all words of the two).
        minimum_words: Procedures written in fewer words are not compared.
    """
    yield look_at_elements(blueprint.procedures, what=said_of("procedure", "procedures"))
    titles = {procedure.id: procedure.title for procedure in blueprint.procedures}
    texts = {one.id: " ".join(step.does for step in one.steps) for one in blueprint.procedures}
    for first, second, share in alike(texts, at_least_share=alike_share, minimum_words=minimum_words):
        yield Finding(
            element=f"procedure:{second}",
            says=said("“{title}” and “{titles_title}” read alike ({share:.0%} of their words).").filled(
                title=titles[first], titles_title=titles[second], share=share
            ),
            weight=weight_of_gap(share - alike_share, of=max(1 - alike_share, 1e-9), at_least=0.25),
            against=f"procedure:{first}",
        )


def _teams(touchpoint: Touchpoint, team_of: dict[str, str | None]) -> set[str | None]:
    return {team_of.get(role) for role in touchpoint.handled_by} or {team_of.get(touchpoint.owner or "")}


def _meeting(known: dict[str, Touchpoint]) -> Iterator[tuple[str, str]]:
    """Yield pairs that meet, comparing only those that share a queue, a reason, an activity, or only a channel."""
    recognitions = {key: one.recognised_by for key, one in known.items() if one.recognised_by is not None}
    shelves: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, recognition in recognitions.items():
        for kind, values in recognition.model_dump().items():
            for value in values:
                shelves[kind, value].append(key)
    told = set()
    for (kind, _), keys in shelves.items():
        for pair in _pairs(kind, keys, recognitions):
            if pair not in told and _meet(recognitions[pair[0]], recognitions[pair[1]]):
                told.add(pair)
                yield pair


def _pairs(kind: str, keys: list[str], recognitions: dict[str, Recognition]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of one shelf, in the map's order; of a channel, only those with one that names nothing else."""
    if kind != "channels":
        yield from combinations(keys, 2)
        return
    bare = {key for key in keys if _only_channels(recognitions[key])}
    for at, first in enumerate(keys if bare else ()):
        rest = keys[at + 1 :]
        yield from ((first, second) for second in rest if first in bare or second in bare)


def _only_channels(recognition: Recognition) -> bool:
    return not (recognition.queues or recognition.reasons or recognition.activities)


def _meet(one: Recognition, other: Recognition) -> bool:
    both = [
        (set(mine), set(theirs))
        for mine, theirs in zip(one.model_dump().values(), other.model_dump().values(), strict=True)
        if mine and theirs
    ]
    return bool(both) and all(mine & theirs for mine, theirs in both)
