"""TEC, first part: do the systems give what the work needs?"""

from collections import Counter
from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements, look_at_touchpoints, titles_of
from centreline.findings.sources import ITIL, LEVERS, REBUILD, TOGAF
from centreline.findings.weight import weight_of_gap
from centreline.kernel.said import said, said_of

__all__ = [
    "capability_given_by_nothing",
    "capability_out_of_reach",
    "system_its_users_were_not_asked_about",
    "system_nothing_uses",
    "system_that_does_not_work_well",
    "system_without_owner",
    "touchpoint_without_system",
]


@check(
    id="TEC001",
    family="TEC",
    question="Is it written down which systems every touchpoint uses?",
    why="When a system changes, the touchpoints nobody listed are the ones that break.",
    fix="List the `systems`, the spreadsheet and the shared mailbox included.",
    source=f"{REBUILD}: Mapping the Customer Journey, fact 6",
)
def touchpoint_without_system(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints that name no system.

    Weight: 0.2 for one among many, growing to 0.5 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    bare = [touchpoint for touchpoint in blueprint.touchpoints if not touchpoint.systems]
    yield from one_each(
        "touchpoint",
        bare,
        of=len(blueprint.touchpoints),
        at_least=0.2,
        says=lambda touchpoint: said("“{title}” names no system it uses.").filled(title=touchpoint.title),
    )


@check(
    id="TEC002",
    family="TEC",
    question="Is every capability the work needs given by a system?",
    why="A capability that nothing gives is made up for by hand, in every contact.",
    fix="Find who makes up for it today and how; then decide whether to change the work or the system.",
    source=f"{REBUILD}: Mapping the Customer Journey, technology gaps; {TOGAF}: capabilities to applications",
)
def capability_given_by_nothing(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find capabilities that no system gives.

    Weight: 0.3, growing to 0.7 with the share of touchpoints that cannot do without the capability.
    """
    yield look_at_elements(blueprint.capabilities, what=said_of("capability", "capabilities"))
    given = {key for system in blueprint.systems for key in system.capabilities}
    for capability in blueprint.capabilities:
        if capability.id not in given:
            needed_by = len(capability.needed_by)
            yield Finding(
                element=f"capability:{capability.id}",
                says=said("No system gives “{title}”; {needed_by} touchpoints say they need it.").filled(
                    title=capability.title, needed_by=needed_by or "no"
                ),
                weight=weight_of_gap(needed_by, of=max(1, len(blueprint.touchpoints)), at_least=0.3),
            )


@check(
    id="TEC003",
    family="TEC",
    question="Can every touchpoint reach the capabilities it needs with the systems it uses?",
    why="A capability that sits in a system people at the touchpoint do not have might as well not exist.",
    fix="Give the touchpoint the system, integrate the two, or list the system where it is used after all.",
    source=f"{LEVERS}: business capabilities tied to applications",
)
def capability_out_of_reach(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints that need a capability which none of their systems gives, though another system does.

    Weight: 0.25 for one need among many, growing to 0.6 with the share of needs concerned.
    """
    given_by: dict[str, set[str]] = {}
    for system in blueprint.systems:
        for key in system.capabilities:
            given_by.setdefault(key, set()).add(system.id)
    needs = [(one, key) for one in blueprint.capabilities if one.id in given_by for key in one.needed_by]
    yield look_at(
        needs,
        what=said_of("need of touchpoints", "needs of touchpoints"),
        because=said("no capability that a system gives is needed by a touchpoint"),
        bring=said("write `needed_by` with the capabilities and `capabilities` with the systems"),
    )
    titles = titles_of(blueprint)
    used = {touchpoint.id: set(touchpoint.systems) for touchpoint in blueprint.touchpoints}
    missed = [(one, key) for one, key in needs if not given_by[one.id] & used.get(key, set())]
    for capability, key in missed:
        holders = ", ".join(sorted(given_by[capability.id]))
        yield Finding(
            element=f"touchpoint:{key}",
            says=said("{title} needs “{capability_title}”, which only {holders} gives, and does not use it.").filled(
                title=titles.get(key, key), capability_title=capability.title, holders=holders
            ),
            weight=weight_of_gap(len(missed), of=len(needs), at_least=0.25),
            against=f"capability:{capability.id}",
        )


@check(
    id="TEC004",
    family="TEC",
    question="Do the systems work well for the people who use them?",
    why="People work around a tool that does not work, and the way around is in nobody's map.",
    fix="Watch five people use it for an hour, write down each way around, and mend the most frequent one.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review, 'working well?'",
)
def system_that_does_not_work_well(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find systems of which their users say that they do not work well.

    Weight: 0.3, growing to 0.7 with the share of touchpoints that use the system.
    """
    asked = [system for system in blueprint.systems if system.works_well is not None]
    yield look_at(
        asked,
        what=said_of("system whose users were asked", "systems whose users were asked"),
        because=said("nobody has recorded what users say of any system"),
        bring=said("ask the people who use them, and write `works_well` with the systems"),
    )
    uses = Counter(key for touchpoint in blueprint.touchpoints for key in touchpoint.systems)
    for system in asked:
        if system.works_well is False:
            yield Finding(
                element=f"system:{system.id}",
                says=said("Users say that “{title}” does not work well; {use_it}.").filled(
                    title=system.title, use_it=_use_it(uses[system.id])
                ),
                weight=weight_of_gap(uses[system.id], of=max(1, len(blueprint.touchpoints)), at_least=0.3),
            )


def _use_it(touchpoints: int) -> str:
    return (
        said("1 touchpoint uses it")
        if touchpoints == 1
        else said("{touchpoints:,} touchpoints use it").filled(touchpoints=touchpoints)
    )


@check(
    id="TEC005",
    family="TEC",
    question="Were the users of every system asked whether it works well?",
    why="A system nobody asked about is judged by those who bought it.",
    fix="Ask three people who use it every day, and write `works_well`.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review, ask what works",
)
def system_its_users_were_not_asked_about(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find systems about which nothing is recorded of what users say.

    Weight: 0.1 for one among many, growing to 0.3 with the share of systems concerned.
    """
    yield look_at_elements(blueprint.systems, what=said_of("system", "systems"))
    unasked = [system for system in blueprint.systems if system.works_well is None]
    yield from one_each(
        "system",
        unasked,
        of=len(blueprint.systems),
        at_least=0.1,
        says=lambda system: said("Nobody has recorded what users say of “{title}”.").filled(title=system.title),
    )


@check(
    id="TEC006",
    family="TEC",
    question="Is every system that is paid for used?",
    why="A system that nothing uses is paid for, patched and secured all the same.",
    fix="Find the touchpoint that uses it and list it there, or give notice.",
    source=f"{LEVERS}: fewer platforms doing more work",
)
def system_nothing_uses(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find systems that no touchpoint, step, integration or data domain names.

    Weight: 0.15, growing to 0.4 with the system's share of the yearly cost of all systems.
    """
    yield look_at_elements(blueprint.systems, what=said_of("system", "systems"))
    used = _systems_named(blueprint)
    total = sum(system.yearly_cost or 0 for system in blueprint.systems)
    for system in blueprint.systems:
        if system.id not in used and not system.integrations:
            yield Finding(
                element=f"system:{system.id}",
                says=said("Nothing in the model uses “{title}”.").filled(title=system.title),
                weight=weight_of_gap(system.yearly_cost or 0, of=total or 1, at_least=0.15),
            )


@check(
    id="TEC007",
    family="TEC",
    question="Does somebody answer for every system?",
    why="Without an owner a system is changed by whoever shouts, and fails with nobody to call.",
    fix="Name the role that answers for the system as its `owner`.",
    source=f"{ITIL}: clear roles for every service; {LEVERS}: clear roles and queues",
)
def system_without_owner(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find systems whose owner is blank.

    Weight: 0.25 for one among many, growing to 0.6 with the share of systems concerned.
    """
    yield look_at_elements(blueprint.systems, what=said_of("system", "systems"))
    orphans = [system for system in blueprint.systems if system.owner is None]
    yield from one_each(
        "system",
        orphans,
        of=len(blueprint.systems),
        at_least=0.25,
        says=lambda system: said("Nobody answers for the system “{title}”.").filled(title=system.title),
    )


def _systems_named(blueprint: Blueprint) -> set[str]:
    named = {key for touchpoint in blueprint.touchpoints for key in touchpoint.systems}
    named |= {step.system for procedure in blueprint.procedures for step in procedure.steps if step.system}
    named |= {integration.to for system in blueprint.systems for integration in system.integrations}
    return named | {domain.master for domain in blueprint.data_domains if domain.master}
