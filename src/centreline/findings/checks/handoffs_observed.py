"""HOF: does work travel as the map says it does?"""

from collections.abc import Iterator
from typing import Any

from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.moves import known_moves
from centreline.findings.records import cases_behind, share_estimate
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_share
from centreline.journeys.handoffs import ObservedHandoff, observed_handoffs
from centreline.journeys.holders import holders_of_touchpoints, touchpoints_of_holders
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = [
    "agreed_handoff_never_seen",
    "handoff_not_on_the_map",
]


@check(
    id="HOF001",
    family="HOF",
    question="Is every way that work really takes between queues and teams on the map?",
    why="A handoff nobody agreed has no time limit, passes on no fixed information and is accepted by nobody.",
    fix="Ask both owners whether the handoff should exist; then write it down as `handoffs` of the sending touchpoint, "
    "or route the work to the right place at once.",
    source=f"{REBUILD}: 'Where the handoffs occur'",
)
def handoff_not_on_the_map(
    blueprint: Blueprint, evidence: Evidence, minimum_moves: int = 30, least_share: float = 0.05
) -> Iterator[Finding | Looked]:
    """Find handoffs in the records between a sender on the map and a receiver that no written handoff leads to.

    Weight: 0.3 for a rare way, growing to 1 with its share of all the work that the sender passes on.

    Args:
        minimum_moves: Moves from which a way is named.
        least_share: Share of all the sender's moves from which a way is named; mistakes are rarer than ways.
    """
    seen = _seen(evidence)
    held = touchpoints_of_holders(blueprint)
    placed = [handoff for handoff in seen if handoff.sender in held]
    yield look_at(
        placed,
        what=said_of("observed handoff", "observed handoffs"),
        because=said("none of the queues and teams that pass work on is on the map"),
        bring=said("name them in `recognised_by.queues` of their touchpoints or `recorded_as` of their teams"),
    )
    written = {(touchpoint.id, handoff.to) for touchpoint in blueprint.touchpoints for handoff in touchpoint.handoffs}
    sent: dict[str, int] = {}
    for handoff in placed:
        sent[handoff.sender] = sent.get(handoff.sender, 0) + handoff.moves
    for handoff in placed:
        rare = handoff.moves < minimum_moves or handoff.moves < least_share * sent[handoff.sender]
        if rare or _is_written(held[handoff.sender], held.get(handoff.receiver, frozenset()), written):
            continue
        estimate = share_estimate(handoff.moves, sent[handoff.sender])
        yield Finding(
            element=f"handoff:{handoff.sender} to {handoff.receiver}",
            says=said(
                "Work went from “{sender}” to “{receiver}” {moves:,} times ({value} of what “{sender}” passed "
                "on), and no handoff of the map says so."
            ).filled(
                sender=handoff.sender,
                receiver=handoff.receiver,
                moves=handoff.moves,
                value=format_value(estimate.value, Unit.SHARE),
            ),
            weight=weight_of_share(handoff.moves, of=sent[handoff.sender], at_least=0.3),
            records=_records(evidence, handoff.sender, handoff.receiver, seen_in=handoff.seen_in),
            estimate=estimate,
            against=said("Handoffs written down for {sorted}.").filled(sorted=", ".join(sorted(held[handoff.sender]))),
        )


@check(
    id="HOF004",
    family="HOF",
    question="Is every handoff on the map seen in the records?",
    why="A handoff that never happens may be work that stays undone, or a line on the map that is out of date.",
    fix="Ask the sending team what they do instead; then mend the map or the work.",
    source=f"{REBUILD}: 'Do not rely on hearsay. Validate.'",
)
def agreed_handoff_never_seen(
    blueprint: Blueprint, evidence: Evidence, minimum_moves: int = 100
) -> Iterator[Finding | Looked]:
    """Find written handoffs that the records never show, though the sender passes on other work.

    Weight: 0.2 for one among many, growing with the share of written handoffs that are never seen.

    Args:
        minimum_moves: Moves the sender must have made elsewhere, so that silence means something.
    """
    seen = _seen(evidence)
    held = holders_of_touchpoints(blueprint)
    sent: dict[str, int] = {}
    for observed in seen:
        sent[observed.sender] = sent.get(observed.sender, 0) + observed.moves
    ways = {(observed.sender, observed.receiver) for observed in seen}
    receivers = {observed.receiver for observed in seen}
    judged = [
        (touchpoint, handoff)
        for touchpoint in blueprint.touchpoints
        for handoff in touchpoint.handoffs
        if sum(sent.get(name, 0) for name in held.get(touchpoint.id, ())) >= minimum_moves
        and held.get(handoff.to, frozenset()) & (receivers | sent.keys())
    ]
    yield look_at(
        judged,
        what=said_of(
            "written handoff between holders the records know", "written handoffs between holders the records know"
        ),
        because=said("no written handoff has a sender that passes on enough work in the records"),
        bring=said("bring legs or events of the touchpoints that hand over, or a longer period of them"),
    )
    pairs = {pair: {(one, other) for one in held[pair[0].id] for other in held[pair[1].to]} & ways for pair in judged}
    never = [pair for pair, found in pairs.items() if not found]
    for touchpoint, handoff in never:
        elsewhere = sum(sent.get(name, 0) for name in held[touchpoint.id])
        yield Finding(
            element=f"handoff:{touchpoint.id} to {handoff.to}",
            says=said(
                "The map has a handoff from “{id}” to “{to}”; in the records the sender passed on work "
                "{elsewhere:,} times, never there."
            ).filled(id=touchpoint.id, to=handoff.to, elsewhere=elsewhere),
            weight=weight_of_share(len(never), of=len(judged), at_least=0.2),
            against=said(
                "Moves in legs, events and transfers; a handoff by telephone or mail leaves no trace in them."
            ),
        )


def _seen(evidence: Evidence) -> tuple[ObservedHandoff, ...]:
    known_moves(evidence)
    return observed_handoffs(evidence)


def _is_written(senders: frozenset[str], receivers: frozenset[str], written: set[tuple[str, str]]) -> bool:
    stays = bool(senders & receivers)
    return stays or any((sender, receiver) in written for sender in senders for receiver in receivers)


def _records(evidence: Evidence, sender: str, receiver: str, *, seen_in: str) -> Any:
    told = known_moves(evidence)
    rows = told.filter(told.sender == sender, told.receiver == receiver, told.seen_in == seen_in)
    where = said("the case went from {sender} to {receiver}").filled(sender=sender, receiver=receiver)
    return cases_behind(evidence, rows.select(key=rows.case_id), table=seen_in, where=where)
