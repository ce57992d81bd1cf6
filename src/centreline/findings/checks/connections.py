"""TEC, second part: do the systems talk to one another?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import titles_of
from centreline.findings.sources import HALLIWELL, LEVERS, REBUILD, TOGAF
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "handoff_between_systems_that_do_not_talk",
    "integration_by_hand",
    "integration_without_owner",
    "step_in_a_system_not_listed",
]


@check(
    id="TEC008",
    family="TEC",
    question="Does data travel between systems without being typed again?",
    why="What is typed again is typed late and sometimes wrong, and the two systems disagree from then on.",
    fix="Count how often it is retyped in a week; replace the most frequent one by an interface.",
    source=f"{LEVERS}: integration patterns, systems that reduce rework",
)
def integration_by_hand(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find integrations in which a person retypes, or reads from a screen.

    Weight: 0.35 for one among many, growing to 0.8 with the share of integrations concerned.
    """
    joined = [(system, way) for system in blueprint.systems for way in system.integrations]
    yield look_at(
        joined,
        what=said_of("integration", "integrations"),
        because=said("no system sends anything to another"),
        bring=_INTEGRATIONS,
    )
    manual = [(system, way) for system, way in joined if way.how in ("by_hand", "screen")]
    for system, way in manual:
        manner = said("is retyped by hand") if way.how == "by_hand" else said("is read off a screen")
        yield Finding(
            element=f"system:{system.id}",
            says=said("What goes from “{title}” to {to} {manner}.").filled(
                title=system.title, to=way.to, manner=manner
            ),
            weight=weight_of_gap(len(manual), of=len(joined), at_least=0.35),
            against=f"system:{way.to}",
        )


@check(
    id="TEC009",
    family="TEC",
    question="Does somebody answer for every integration?",
    why="Between two systems with an owner each lies a pipe with none; it breaks there.",
    fix="Name the role that answers for the integration as its `owner`.",
    source=f"{TOGAF}: integration contracts; {LEVERS}: integration contracts versioned and traceable",
)
def integration_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find integrations whose owner is blank.

    Weight: 0.2 for one among many, growing to 0.5 with the share of integrations concerned.
    """
    joined = [(system, way) for system in blueprint.systems for way in system.integrations]
    yield look_at(
        joined,
        what=said_of("integration", "integrations"),
        because=said("no system sends anything to another"),
        bring=_INTEGRATIONS,
    )
    orphans = [(system, way) for system, way in joined if way.owner is None]
    for system, way in orphans:
        yield Finding(
            element=f"system:{system.id}",
            says=said("Nobody answers for what goes from “{title}” to {to}.").filled(title=system.title, to=way.to),
            weight=weight_of_gap(len(orphans), of=len(joined), at_least=0.2),
            against=f"system:{way.to}",
        )


@check(
    id="TEC010",
    family="TEC",
    question="Does every touchpoint have the systems in which its procedures are done?",
    why="A step in a system people do not have is skipped, or done on somebody else's screen.",
    fix="Give the people at the touchpoint the system, or change the step.",
    source=f"{LEVERS}: processes, technology and people aligned to one journey",
)
def step_in_a_system_not_listed(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints whose procedures have steps in a system that the touchpoint does not list.

    Weight: 0.2 for one among many, growing to 0.5 with the share of pairs of touchpoint and procedure concerned.
    """
    steps = {one.id: {step.system for step in one.steps if step.system} for one in blueprint.procedures}
    pairs = [(one, key) for one in blueprint.touchpoints for key in one.procedures if steps.get(key)]
    yield look_at(
        pairs,
        what=said_of("procedure of touchpoints", "procedures of touchpoints"),
        because=said("no touchpoint requires a procedure whose steps name a system"),
        bring=said("write `system` with the steps of the procedures"),
    )
    lacking = [(one, key, sorted(steps[key] - set(one.systems))) for one, key in pairs]
    lacking = [(one, key, systems) for one, key, systems in lacking if systems]
    for touchpoint, key, systems in lacking:
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("“{title}” follows {key}, which is done in {systems}; it does not list that.").filled(
                title=touchpoint.title, key=key, systems=", ".join(systems)
            ),
            weight=weight_of_gap(len(lacking), of=len(pairs), at_least=0.2),
            against=f"procedure:{key}",
        )


@check(
    id="TEC011",
    family="TEC",
    question="Can the systems on both sides of every handoff reach each other?",
    why="Where no system carries the work across, a person does, or the customer.",
    fix="Let both sides use one system, or integrate the two so that what is passed arrives.",
    source=f"{REBUILD}: Mapping the Customer Journey, technology gaps; {HALLIWELL}: silos between information systems",
)
def handoff_between_systems_that_do_not_talk(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find handoffs whose sides share no system, and where no chain of integrations leads from one to the other.

    Weight: 0.4 for one among many, growing to 0.9 with the share of handoffs concerned.
    """
    systems = {touchpoint.id: set(touchpoint.systems) for touchpoint in blueprint.touchpoints}
    crossings = [
        (sender, handoff.to)
        for sender in blueprint.touchpoints
        for handoff in sender.handoffs
        if sender.systems and systems.get(handoff.to)
    ]
    yield look_at(
        crossings,
        what=said_of("handoff between touchpoints with systems", "handoffs between touchpoints with systems"),
        because=said("no handoff has systems listed on both sides"),
        bring=said("list `systems` with the touchpoints on both sides of the handoffs"),
    )
    reach, titles = _reach(blueprint), titles_of(blueprint)
    cut = [
        (sender, to)
        for sender, to in crossings
        if not systems[to] & set().union(*(reach.get(key, {key}) for key in sender.systems))
    ]
    for sender, to in cut:
        yield Finding(
            element=f"touchpoint:{sender.id}",
            says=said("No system carries the work of “{title}” to {other_title}.").filled(
                title=sender.title, other_title=titles.get(to, to)
            ),
            weight=weight_of_gap(len(cut), of=len(crossings), at_least=0.4),
            against=f"touchpoint:{to}",
        )


_INTEGRATIONS = said("list `integrations` with the systems, those done by hand included")


def _reach(blueprint: Blueprint) -> dict[str, set[str]]:
    """Return, for each system, itself and every system its data can get to."""
    ways = {system.id: {way.to for way in system.integrations} for system in blueprint.systems}
    reach = {}
    for start in ways:
        known, ahead = {start}, [start]
        while ahead:
            fresh = ways.get(ahead.pop(), set()) - known
            known |= fresh
            ahead.extend(fresh)
        reach[start] = known
    return reach
