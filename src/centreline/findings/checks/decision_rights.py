"""RIG: is it clear who decides, and which measures certify that it may be done?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.blueprint.intent import DecisionRight
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.likeness import alike
from centreline.findings.scope import look_at_elements
from centreline.findings.sources import COBIT, LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "decision_escalated_to_its_decider",
    "decision_taken_twice",
    "decision_without_decider",
    "decision_without_escalation",
    "decision_without_readiness",
    "machine_nobody_decides_about",
    "owner_left_out_of_a_decision",
]


@check(
    id="RIG001",
    family="RIG",
    question="Does one role decide every decision?",
    why="Where nobody decides, the decision is taken by waiting.",
    fix="Name exactly one role under `decides`; hear the others as `consulted`.",
    source=f"{COBIT}: decision rights; {LEVERS}: define who decides",
)
def decision_without_decider(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find decision rights in which nobody decides.

    Weight: 0.45 for one among many, growing to 1 with the share of decision rights concerned.
    """
    yield look_at_elements(blueprint.decision_rights, what=said_of("decision right", "decision rights"))
    undecided = [right for right in blueprint.decision_rights if right.decides is None]
    yield from one_each(
        "decision_right",
        undecided,
        of=len(blueprint.decision_rights),
        at_least=0.45,
        says=lambda right: said("Nobody decides: “{title}”.").filled(title=right.title),
    )


@check(
    id="RIG002",
    family="RIG",
    question="Is it clear where every decision goes when people disagree?",
    why="Without a way up, a disagreement becomes a delay that nobody answers for.",
    fix="Name the role that decides then as `escalates_to`.",
    source=f"{COBIT}: decision rights; {LEVERS}: how decisions are escalated",
)
def decision_without_escalation(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find decision rights without an escalation.

    Weight: 0.25 for one among many, growing to 0.6 with the share of decision rights concerned.
    """
    yield look_at_elements(blueprint.decision_rights, what=said_of("decision right", "decision rights"))
    stuck = [right for right in blueprint.decision_rights if right.escalates_to is None]
    yield from one_each(
        "decision_right",
        stuck,
        of=len(blueprint.decision_rights),
        at_least=0.25,
        says=lambda right: said("Nothing says where “{title}” goes when people disagree.").filled(title=right.title),
    )


@check(
    id="RIG003",
    family="RIG",
    question="Is it said which measures certify that a decision may be taken?",
    why="Readiness that is not measured is declared, usually on the day of the launch.",
    fix="List under `readiness` the measures, with targets, that have to be met first.",
    source=f"{COBIT}: guardrails; {LEVERS}: measures that certify readiness at each gate",
)
def decision_without_readiness(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find decision rights without a measure of readiness.

    Weight: 0.25 for one among many, growing to 0.6 with the share of decision rights concerned.
    """
    yield look_at_elements(blueprint.decision_rights, what=said_of("decision right", "decision rights"))
    unmeasured = [right for right in blueprint.decision_rights if not right.readiness]
    yield from one_each(
        "decision_right",
        unmeasured,
        of=len(blueprint.decision_rights),
        at_least=0.25,
        says=lambda right: said("No measure certifies readiness for “{title}”.").filled(title=right.title),
    )


@check(
    id="RIG004",
    family="RIG",
    question="Does a disagreement go to somebody else than the one who decided?",
    why="An escalation that returns to its sender ends where it began.",
    fix="Name another role as `escalates_to`.",
    source=f"{COBIT}: decision rights",
)
def decision_escalated_to_its_decider(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find decision rights that escalate to the role that decides.

    Weight: 0.3 for one among many, growing to 0.7 with the share of decision rights concerned.
    """
    yield look_at_elements(blueprint.decision_rights, what=said_of("decision right", "decision rights"))
    circular = [one for one in blueprint.decision_rights if one.decides is not None and one.decides == one.escalates_to]
    yield from one_each(
        "decision_right",
        circular,
        of=len(blueprint.decision_rights),
        at_least=0.3,
        says=lambda right: said("“{title}” escalates to {decides}, who decided it.").filled(
            title=right.title, decides=right.decides
        ),
    )


@check(
    id="RIG005",
    family="RIG",
    question="Is it clear who may let a machine serve a touchpoint?",
    why="A machine that serves customers without a decision is nobody's mistake, until it is everybody's.",
    fix="Write a decision right for the touchpoint: who decides, who is heard, which measures certify readiness.",
    source=f"{LEVERS}: governance defined before scaling; {REBUILD}: 'What should not be automated yet?'",
)
def machine_nobody_decides_about(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints a machine serves, assists or is planned for, that no decision right is about.

    A decision right without touchpoints is about the whole model.

    Weight: 0.3 planned (growing to 0.7), 0.4 assisted (to 0.9), 0.55 automated (to 1), with the share of touchpoints
    that have a machine and are concerned.
    """
    machines = [one for one in blueprint.touchpoints if one.automation != "none"]
    yield look_at(
        machines,
        what=said_of("touchpoint with a machine", "touchpoints with a machine"),
        because=said("no touchpoint is automated, assisted or planned to be"),
        bring=said("write `automation` with the touchpoints where a machine serves, assists or is planned to"),
    )
    rights = blueprint.decision_rights
    loose = [
        one for one in machines if not any(one.id in right.touchpoints or not right.touchpoints for right in rights)
    ]
    for touchpoint in loose:
        least = {"planned": 0.3, "assisted": 0.4}.get(touchpoint.automation, 0.55)
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("Nothing says who decides about the machine at “{title}” ({automation}).").filled(
                title=touchpoint.title, automation=touchpoint.automation
            ),
            weight=weight_of_gap(len(loose), of=len(machines), at_least=least),
        )


@check(
    id="RIG006",
    family="RIG",
    question="Is every decision taken in one place?",
    why="Two roles with the same decision take it twice, or wait for each other.",
    fix="Merge the two, or write what tells them apart.",
    source=f"{COBIT}: decision rights",
)
def decision_taken_twice(
    blueprint: Blueprint, alike_share: float = 0.8, minimum_words: int = 3
) -> Iterator[Finding | Looked]:
    """Find decision rights of different deciders whose titles share most of their words.

    Weight: 0.35 for one pair among many, growing to 0.8 with the share of decision rights in such a pair.

    Args:
        alike_share: Share of words two titles have to have in common (shared words ÷ all words of the two).
        minimum_words: Shorter titles are not compared.
    """
    yield look_at_elements(blueprint.decision_rights, what=said_of("decision right", "decision rights"))
    rights = {right.id: right for right in blueprint.decision_rights}
    titles = {key: right.title for key, right in rights.items()}
    pairs = [
        (rights[first], rights[second])
        for first, second, _ in alike(titles, at_least_share=alike_share, minimum_words=minimum_words)
        if rights[first].decides != rights[second].decides
    ]
    for first, second in pairs:
        yield Finding(
            element=f"decision_right:{second.id}",
            says=said("“{title}” and “{second_title}” read alike; {decider} and {second_decider} decide.").filled(
                title=first.title, second_title=second.title, decider=_decider(first), second_decider=_decider(second)
            ),
            weight=weight_of_gap(2 * len(pairs), of=len(rights), at_least=0.35),
            against=f"decision_right:{first.id}",
        )


@check(
    id="RIG007",
    family="RIG",
    question="Is the owner of a touchpoint part of the decisions about it?",
    why="An owner who learns of a decision afterwards answers for an outcome somebody else chose.",
    fix="Add the owner under `consulted`, or at least under `informed`.",
    source=f"{COBIT}: decision rights; {REBUILD}: ownership of their respective touchpoints",
)
def owner_left_out_of_a_decision(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find decision rights about a touchpoint in which its owner has no part.

    Weight: 0.2 for one among many, growing to 0.5 with the share of decisions about owned touchpoints concerned.
    """
    owners = {touchpoint.id: touchpoint.owner for touchpoint in blueprint.touchpoints}
    pairs = [
        (right, key, owners.get(key))
        for right in blueprint.decision_rights
        for key in right.touchpoints
        if owners.get(key)
    ]
    yield look_at(
        pairs,
        what=said_of("decision about owned touchpoints", "decisions about owned touchpoints"),
        because=said("no decision right names a touchpoint that has an owner"),
        bring=said("list `touchpoints` with the decision rights, and `owner` with the touchpoints"),
    )
    outside = [(right, key, owner) for right, key, owner in pairs if owner not in _part_of(right)]
    for right, key, owner in outside:
        yield Finding(
            element=f"decision_right:{right.id}",
            says=said("{owner} owns {key} and has no part in “{title}”.").filled(
                owner=owner, key=key, title=right.title
            ),
            weight=weight_of_gap(len(outside), of=len(pairs), at_least=0.2),
            against=f"touchpoint:{key}",
        )


def _decider(right: DecisionRight) -> str:
    return right.decides or "nobody"


def _part_of(right: DecisionRight) -> set[str | None]:
    return {right.decides, right.escalates_to, *right.consulted, *right.informed}
