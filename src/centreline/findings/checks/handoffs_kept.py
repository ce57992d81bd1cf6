"""HOF: is work that was passed on taken over in time, and does it stay there?"""

from collections.abc import Iterator
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Handoff, Touchpoint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.moves import known_moves
from centreline.findings.records import cases_behind, share_estimate
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.weight import weight_of_share
from centreline.journeys.holders import holders_of_touchpoints
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["handoff_slower_than_agreed", "work_that_goes_back_and_forth"]


@check(
    id="HOF002",
    family="HOF",
    question="Does work that was passed on stay where it was passed to?",
    why="Work that goes back and forth waits twice and tells the customer that nobody is responsible.",
    fix="Read a few of the cases with both teams, agree who takes which kind, and write it into the handoff.",
    source=f"{LEVERS}: 'elimination of non-value steps and recombination of work to reduce handoffs'",
)
def work_that_goes_back_and_forth(
    evidence: Evidence, minimum_cases: int = 30, most_share: float = 0.15
) -> Iterator[Finding | Looked]:
    """Find pairs of queues or teams between which much of the work goes back to where it came from (A to B to A).

    Weight: 0.3 for few cases, growing to 1 with the share of the pair's cases that went back.

    Args:
        minimum_cases: Cases that went back from which a pair is named.
        most_share: Share of the cases between the two that may go back; the whole interval has to lie above it.
    """
    told = known_moves(evidence)
    pairs = _pairs(evidence, told)
    yield Looked(sum(pair["cases"] for pair in pairs), said_of("case that changed hands", "cases that changed hands"))
    for pair in pairs:
        estimate = share_estimate(pair["returned"], pair["cases"])
        if pair["returned"] < minimum_cases or estimate.low is None or estimate.low <= most_share:
            continue
        one, other = pair["one"], pair["other"]
        between = told.filter(told.sender.isin((one, other)), told.receiver.isin((one, other)))
        back = between.filter(between.returned)
        yield Finding(
            element=f"handoff:{one} and {other}",
            says=said(
                "Between “{one}” and “{other}”, {returned:,} of {cases:,} cases ({value}) went back to where "
                "they had come from."
            ).filled(
                one=one,
                other=other,
                returned=pair["returned"],
                cases=pair["cases"],
                value=format_value(estimate.value, Unit.SHARE),
            ),
            weight=weight_of_share(pair["returned"], of=pair["cases"], at_least=0.3),
            records=cases_behind(
                evidence,
                back.select(key=back.case_id),
                table=pair["seen_in"],
                where=said("the case went from {one} to {other} and back, or the other way round").filled(
                    one=one, other=other
                ),
                among=between.select(key=between.case_id),
            ),
            estimate=estimate,
            against=said(
                "Some work goes back on purpose, for the first team to tell the customer; ask before counting it "
                "as wasted."
            ),
        )


@check(
    id="HOF003",
    family="HOF",
    question="Does the receiver take over within the time agreed?",
    why="An agreed time that is not kept is a promise the next team makes and the customer waits for.",
    fix="Show both owners the times; then staff the receiving side for it, or agree a time that can be kept.",
    source=f"{REBUILD}: 'Where the handoffs occur' and 'How long it should take'",
)
def handoff_slower_than_agreed(
    blueprint: Blueprint, evidence: Evidence, most_late_share: float = 0.1, minimum_moves: int = 30
) -> Iterator[Finding | Looked]:
    """Find written handoffs with a time limit that the records show to be passed more often than is tolerable.

    Moves that nobody ever took over have no time, and are left out; they would be late as well.

    Weight: 0.3 when few are late, growing to 1 with the share that is.

    Args:
        most_late_share: Share that may be late; the whole interval has to lie above it.
        minimum_moves: Timed moves from which a handoff is judged.
    """
    told = known_moves(evidence)
    agreed = [
        (touchpoint, handoff)
        for touchpoint in blueprint.touchpoints
        for handoff in touchpoint.handoffs
        if handoff.within_s is not None
    ]
    judged = [(*pair, counted) for pair in agreed if (counted := _late(blueprint, evidence, told, *pair))["n"]]
    yield look_at(
        judged,
        what=said_of("written handoff with times in the records", "written handoffs with times in the records"),
        because=said(
            "no handoff of the map has both a time limit and moves in the records that say when it was taken over"
        ),
        bring=said("write `within_s` for the handoffs of the blueprint, and bring leg.answered_at or events"),
    )
    for touchpoint, handoff, counted in judged:
        estimate = share_estimate(counted["late"], counted["n"])
        if counted["n"] < minimum_moves or estimate.low is None or estimate.low <= most_late_share:
            continue
        assert handoff.within_s is not None
        yield Finding(
            element=f"handoff:{touchpoint.id} to {handoff.to}",
            says=said(
                "The handoff from “{id}” to “{to}” should be taken over within {within_s}; {late:,} of {n:,} "
                "({value}) took longer, the median {median_ms}."
            ).filled(
                id=touchpoint.id,
                to=handoff.to,
                within_s=format_value(handoff.within_s * 1000, Unit.MILLISECONDS),
                late=counted["late"],
                n=counted["n"],
                value=format_value(estimate.value, Unit.SHARE),
                median_ms=format_value(counted["median_ms"], Unit.MILLISECONDS),
            ),
            weight=weight_of_share(counted["late"], of=counted["n"], at_least=0.3),
            records=_late_records(blueprint, evidence, told, touchpoint, handoff),
            estimate=estimate,
            against=said("The time agreed, {within_s:,} s; calendar time, nights and weekends included.").filled(
                within_s=handoff.within_s
            ),
        )


def _pairs(evidence: Evidence, told: Table) -> list[dict[str, Any]]:
    paired = told.mutate(one=ibis.least(told.sender, told.receiver), other=ibis.greatest(told.sender, told.receiver))
    counted = paired.aggregate(
        cases=paired.case_id.nunique(),
        returned=paired.case_id.nunique(where=paired.returned),
        by=["one", "other", "seen_in"],
    )
    return sorted(evidence.rows(counted), key=lambda row: (-row["returned"], row["one"], row["other"]))


def _between(blueprint: Blueprint, told: Table, touchpoint: Touchpoint, handoff: Handoff) -> Table:
    held = holders_of_touchpoints(blueprint)
    senders, receivers = held.get(touchpoint.id, frozenset()), held.get(handoff.to, frozenset())
    if not senders or not receivers:
        return told.limit(0)
    return told.filter(told.sender.isin(sorted(senders)), told.receiver.isin(sorted(receivers)), told.took_ms.notnull())


def _late(
    blueprint: Blueprint, evidence: Evidence, told: Table, touchpoint: Touchpoint, handoff: Handoff
) -> dict[str, Any]:
    assert handoff.within_s is not None
    timed = _between(blueprint, told, touchpoint, handoff)
    late = timed.took_ms > handoff.within_s * 1000
    [counted] = evidence.rows(
        timed.aggregate(n=timed.count(), late=timed.count(where=late), median_ms=timed.took_ms.median())
    )
    return counted


def _late_records(
    blueprint: Blueprint, evidence: Evidence, told: Table, touchpoint: Touchpoint, handoff: Handoff
) -> Any:
    assert handoff.within_s is not None
    timed = _between(blueprint, told, touchpoint, handoff)
    late = timed.filter(timed.took_ms > handoff.within_s * 1000)
    where = said("handed from {id} to {to} and taken over after more than {within_s} s").filled(
        id=touchpoint.id, to=handoff.to, within_s=handoff.within_s
    )
    table = "leg" if evidence.has("leg", "queue") else "event"
    among = timed.select(key=timed.case_id)
    return cases_behind(evidence, late.select(key=late.case_id), table=table, where=where, among=among)
