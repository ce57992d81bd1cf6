"""HAN: is every handoff agreed: what is passed, to whom, within what time?"""

from collections.abc import Iterator, Sequence

from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Handoff, Journey, Touchpoint
from centreline.findings.check import check
from centreline.findings.each import one_each
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.scope import look_at_elements, look_at_touchpoints, titles_of
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_gap, weight_of_times
from centreline.kernel.said import said, said_of

__all__ = [
    "end_that_is_not_one",
    "handoff_back_and_forth",
    "handoff_not_agreed",
    "handoff_of_nothing",
    "handoff_without_time",
    "journey_of_many_hands",
    "way_on_unknown",
]

_HANDOFFS = f"{REBUILD}: Mapping the Customer Journey, fact 11"


@check(
    id="HAN001",
    family="HAN",
    question="Does every touchpoint say where its work goes next, or that it ends there?",
    why="Where the map is silent, work waits in a mailbox until the customer asks again.",
    fix="List the `handoffs`, or write `ends_here: true` where nothing is handed on.",
    source=_HANDOFFS,
)
def way_on_unknown(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints that neither hand on nor say that they end there.

    Weight: 0.3 for one among many, growing to 0.7 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    silent = [one for one in blueprint.touchpoints if not one.handoffs and one.ends_here is not True]
    yield from one_each(
        "touchpoint",
        silent,
        of=len(blueprint.touchpoints),
        at_least=0.3,
        says=lambda one: said("Nobody has written where the work of “{title}” goes next.").filled(title=one.title),
    )


@check(
    id="HAN002",
    family="HAN",
    question="Is there an agreed time for every handoff?",
    why="Without a time nobody can say that a handoff is late, so it is.",
    fix="Agree with the receiver how soon the work is taken over, and record it as `within_s`.",
    source=_HANDOFFS,
)
def handoff_without_time(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find handoffs without a time.

    Weight: 0.25 for one among many, growing to 0.6 with the share of handoffs concerned.
    """
    titles = titles_of(blueprint)
    handoffs = _handoffs(blueprint)
    yield _look_at_handoffs(handoffs)
    timeless = [(sender, handoff) for sender, handoff in handoffs if handoff.within_s is None]
    for sender, handoff in timeless:
        yield Finding(
            element=f"touchpoint:{sender.id}",
            says=said("“{title}” hands work to {other_title}, and no time is agreed.").filled(
                title=sender.title, other_title=titles.get(handoff.to, handoff.to)
            ),
            weight=weight_of_gap(len(timeless), of=len(handoffs), at_least=0.25),
            against=f"touchpoint:{handoff.to}",
        )


@check(
    id="HAN003",
    family="HAN",
    question="Does every handoff say what is passed along?",
    why="What is not passed along is asked again, and the customer tells the story twice.",
    fix="Ask the receiver what is needed to go on without asking back, and list it under `passes`.",
    source=_HANDOFFS,
)
def handoff_of_nothing(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find handoffs that pass nothing along.

    Weight: 0.3 for one among many, growing to 0.7 with the share of handoffs concerned.
    """
    titles = titles_of(blueprint)
    handoffs = _handoffs(blueprint)
    yield _look_at_handoffs(handoffs)
    empty = [(sender, handoff) for sender, handoff in handoffs if not handoff.passes]
    for sender, handoff in empty:
        yield Finding(
            element=f"touchpoint:{sender.id}",
            says=said("“{title}” hands work to {other_title}, and nobody says what.").filled(
                title=sender.title, other_title=titles.get(handoff.to, handoff.to)
            ),
            weight=weight_of_gap(len(empty), of=len(handoffs), at_least=0.3),
            against=f"touchpoint:{handoff.to}",
        )


@check(
    id="HAN004",
    family="HAN",
    question="Have both sides agreed to every handoff?",
    why="A handoff only one side knows of is a drop.",
    fix="Bring both owners together; record `accepted_by_sender` and `accepted_by_receiver` when each has said yes.",
    source=f"{REBUILD}: The CX Team Deep-Dive Review, 'Are handoffs clear?'",
)
def handoff_not_agreed(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find handoffs that a side has refused, or was never asked about.

    Weight: 0.5 where a side refused (growing to 1), 0.3 where one was never asked (to 0.7), with the share of handoffs
    concerned.
    """
    titles = titles_of(blueprint)
    handoffs = _handoffs(blueprint)
    yield _look_at_handoffs(handoffs)
    open_ones = [
        (sender, handoff)
        for sender, handoff in handoffs
        if not (handoff.accepted_by_sender and handoff.accepted_by_receiver)
    ]
    for sender, handoff in open_ones:
        refused = False in (handoff.accepted_by_sender, handoff.accepted_by_receiver)
        side = "sending" if handoff.accepted_by_sender is not True else "receiving"
        yield Finding(
            element=f"touchpoint:{sender.id}",
            says=said("The handoff from “{title}” to {other_title} ").filled(
                title=sender.title, other_title=titles.get(handoff.to, handoff.to)
            )
            + (
                said("was refused by one side.")
                if refused
                else said("was never agreed by the {side} side.").filled(side=side)
            ),
            weight=weight_of_gap(len(open_ones), of=len(handoffs), at_least=0.5 if refused else 0.3),
            against=f"touchpoint:{handoff.to}",
        )


@check(
    id="HAN005",
    family="HAN",
    question="Does work move forward only?",
    why="Work that may be sent back by design can travel for ever between two teams.",
    fix="Let one of the two finish the work, or write what has to be true before it may be sent back.",
    source=f"{LEVERS}: recombine work to reduce handoffs",
)
def handoff_back_and_forth(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find pairs of touchpoints that hand work to each other, and touchpoints that hand it to themselves.

    Weight: 0.3 for one among many, growing to 0.7 with the share of handoffs that are part of such a pair.
    """
    titles = titles_of(blueprint)
    handoffs = _handoffs(blueprint)
    yield _look_at_handoffs(handoffs)
    ways = {(sender.id, handoff.to) for sender, handoff in handoffs}
    both_ways = sorted(way for way in ways if way[0] <= way[1] and way[::-1] in ways)
    for first, second in both_ways:
        yield Finding(
            element=f"touchpoint:{first}",
            says=said("The map lets {title} and {other_title} hand work to each other.").filled(
                title=titles.get(first, first), other_title=titles.get(second, second)
            )
            if first != second
            else said("The map lets {title} hand work to itself.").filled(title=titles.get(first, first)),
            weight=weight_of_gap(len(both_ways), of=len(ways), at_least=0.3),
            against=f"touchpoint:{second}",
        )


@check(
    id="HAN006",
    family="HAN",
    question="Is every touchpoint that ends the work really an end?",
    why="A map that says both cannot be followed.",
    fix="Remove `ends_here`, or remove the handoffs.",
    source=_HANDOFFS,
)
def end_that_is_not_one(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find touchpoints that say the work ends there, and hand it on all the same.

    Weight: 0.2 for one among many, growing to 0.5 with the share of touchpoints concerned.
    """
    yield look_at_touchpoints(blueprint)
    torn = [one for one in blueprint.touchpoints if one.ends_here is True and one.handoffs]
    yield from one_each(
        "touchpoint",
        torn,
        of=len(blueprint.touchpoints),
        at_least=0.2,
        says=lambda one: said("“{title}” is said to be an end, and hands work on.").filled(title=one.title),
    )


@check(
    id="HAN007",
    family="HAN",
    question="Does a journey pass through few hands?",
    why="Each change of owner is a place where work waits and the story is told again.",
    fix="Walk the journey with its owner, and give neighbouring steps to one team.",
    source=f"{LEVERS}: recombine work to reduce handoffs",
)
def journey_of_many_hands(blueprint: Blueprint, maximum_changes: int = 6) -> Iterator[Finding | Looked]:
    """Find journeys with many handoffs between touchpoints of different owners.

    Weight: 0.25 at the limit, 0.6 from twice the limit.

    Args:
        maximum_changes: Handoffs to another owner that a journey may have before the question is asked.
    """
    yield look_at_elements(blueprint.journeys, what=said_of("journey", "journeys"))
    owner = {touchpoint.id: touchpoint.owner for touchpoint in blueprint.touchpoints}
    for journey in blueprint.journeys:
        changes = sum(owner.get(handoff.to) != sender.owner for sender, handoff in _handoffs_of(journey))
        if changes > maximum_changes:
            yield Finding(
                element=f"journey:{journey.id}",
                says=said("“{title}” changes its owner in {changes} handoffs; {maximum_changes} is the limit.").filled(
                    title=journey.title, changes=changes, maximum_changes=maximum_changes
                ),
                weight=weight_of_times(changes, limit=max(1, maximum_changes), at_least=0.25),
            )


def _handoffs(blueprint: Blueprint) -> list[tuple[Touchpoint, Handoff]]:
    return [pair for journey in blueprint.journeys for pair in _handoffs_of(journey)]


def _handoffs_of(journey: Journey) -> Iterator[tuple[Touchpoint, Handoff]]:
    for stage in journey.stages:
        for sender in stage.touchpoints:
            for handoff in sender.handoffs:
                yield sender, handoff


def _look_at_handoffs(handoffs: Sequence[object]) -> Looked:
    return look_at(
        handoffs,
        what=said_of("handoff", "handoffs"),
        because=said("the map has no handoff"),
        bring=said("list `handoffs` with the touchpoints that pass work on"),
    )
