"""TAR: does the operation reach what it set itself?"""

from collections.abc import Iterator
from functools import reduce
from operator import or_

from ibis.expr.types import BooleanValue, Table

from centreline.blueprint.document import Blueprint
from centreline.blueprint.intent import Intent
from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, Records, look_at
from centreline.findings.promises import has_target
from centreline.findings.records import records_behind
from centreline.findings.shares import answers_by_touchpoint
from centreline.findings.sources import LEVERS, REBUILD
from centreline.findings.targets import Target, answers_to, missed_target
from centreline.findings.weight import weight_of_share
from centreline.journeys.recognise import condition_of, contacts_of, described
from centreline.kernel.estimate import Estimate
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value
from centreline.metrics.ask import measure

__all__ = ["intent_whose_measure_misses_its_target", "target_missed", "work_that_takes_longer_than_it_should"]

NO_TARGET = said("no measure with a target could be answered from the records")
BRING_TARGET = said(
    "write `at_least` or `at_most` for the measures, `recognised_by` for the touchpoints, and bring the tables they "
    "are counted in"
)


@check(
    id="TAR001",
    family="TAR",
    question="Does every touchpoint reach the targets of its measures?",
    why="A target that is missed and not spoken of teaches everybody that targets do not matter.",
    fix="Show the owner the records behind it; agree what has to change, or a target that can be reached.",
    source=f"{REBUILD}: 'How success is measured'; {LEVERS}: 'a single chain from intent to metric'",
)
def target_missed(
    blueprint: Blueprint, evidence: Evidence, minimum_n: int = 30, tolerated_share: float = 0.02
) -> Iterator[Finding | Looked]:
    """Find touchpoints that miss a target in the variant they name, counted over the contacts they recognise.

    Weight: 0.35 for a narrow miss, growing to 1 with the distance from the target as a share of the target.

    Args:
        minimum_n: Rows an answer needs to be judged.
        tolerated_share: Distance from the target that is tolerated, as a share of the target.
    """
    judged = [pair for pair in _targets_of_touchpoints(blueprint, evidence) if pair[1].answer.n >= minimum_n]
    yield look_at(
        judged,
        what=said_of("target of touchpoints with answers", "targets of touchpoints with answers"),
        because=NO_TARGET,
        bring=BRING_TARGET,
    )
    for touchpoint, target in judged:
        if _is_missed(target, tolerated_share):
            assert touchpoint.recognised_by is not None
            yield missed_target(
                target,
                element=f"touchpoint:{touchpoint.id}",
                about=said("In “{title}”").filled(title=touchpoint.title),
                records=_records(evidence, touchpoint.recognised_by),
            )


@check(
    id="TAR002",
    family="TAR",
    question="Does the work take about as long as it should?",
    why="Work that takes much longer than intended is staffed too thinly, or is not the work that was described.",
    fix="Sit beside it: find the step that takes the time, or mend `takes_s`.",
    source=f"{REBUILD}: 'How long it should take'",
    needs=("contact.talk_ms",),
)
def work_that_takes_longer_than_it_should(
    blueprint: Blueprint, evidence: Evidence, tolerated_share: float = 0.25, minimum_n: int = 50
) -> Iterator[Finding | Looked]:
    """Find touchpoints whose average time of talk, hold and after-contact work is far above `takes_s`.

    Weight: 0.3 at the tolerance, growing to 1 where the work takes twice as long as it should.

    Args:
        tolerated_share: How much longer it may take, as a share of `takes_s`; the whole interval has to lie above.
        minimum_n: Handled contacts needed to judge.
    """
    judged = []
    for touchpoint in blueprint.touchpoints:
        told = touchpoint.recognised_by
        if touchpoint.takes_s is not None and told is not None and _can_ask(evidence, told):
            estimate = _handling(evidence, told)
            if estimate.n >= minimum_n:
                judged.append((touchpoint, touchpoint.takes_s * 1000, told, estimate))
    yield look_at(
        judged,
        what=said_of("touchpoint with a time and contacts", "touchpoints with a time and contacts"),
        because=said(
            "no touchpoint says both how long it should take and how its contacts are recognised, and has contacts"
        ),
        bring=said("write `takes_s` and `recognised_by` for the touchpoints, and bring their contacts with talk_ms"),
    )
    for touchpoint, takes_ms, told, estimate in judged:
        if estimate.low is None or estimate.value is None or estimate.low <= takes_ms * (1 + tolerated_share):
            continue
        yield Finding(
            element=f"touchpoint:{touchpoint.id}",
            says=said("“{title}” should take {takes_ms}; on average it takes {value} (n {n:,}).").filled(
                title=touchpoint.title,
                takes_ms=format_value(takes_ms, Unit.MILLISECONDS),
                value=format_value(estimate.value, Unit.MILLISECONDS),
                n=estimate.n,
            ),
            weight=weight_of_share(estimate.value - takes_ms, of=takes_ms, at_least=0.3),
            records=_records(evidence, told),
            estimate=estimate,
            unit=Unit.MILLISECONDS,
            against=said("`takes_s`, with {tolerated_share} on top. A few long contacts move an average.").filled(
                tolerated_share=format_value(tolerated_share, Unit.SHARE)
            ),
        )


@check(
    id="TAR003",
    family="TAR",
    question="Do the measures of every intent reach their targets?",
    why="An intent whose measures stay where they were is a wish; nobody learns whether the hypothesis was wrong.",
    fix="Read the hypothesis again with its owner: ask whether the change was made, and what moved first.",
    source=f"{LEVERS}: 'an operating hypothesis with leading and lagging indicators'",
)
def intent_whose_measure_misses_its_target(
    blueprint: Blueprint, evidence: Evidence, minimum_n: int = 30, tolerated_share: float = 0.02
) -> Iterator[Finding | Looked]:
    """Find intents of which a leading or lagging measure misses its target where it is to happen.

    Counted over the contacts of the intent's touchpoints, over all contacts where it names none.

    Weight: 0.35 for a narrow miss, growing to 1 with the distance from the target as a share of the target.

    Args:
        minimum_n: Rows an answer needs to be judged.
        tolerated_share: Distance from the target that is tolerated, as a share of the target.
    """
    judged = [
        (intent, target)
        for intent in blueprint.intents
        for target in _targets_of(intent, blueprint, evidence)
        if target.answer.n >= minimum_n
    ]
    yield look_at(
        judged,
        what=said_of("target of intents with answers", "targets of intents with answers"),
        because=NO_TARGET,
        bring=BRING_TARGET,
    )
    for intent, target in judged:
        if _is_missed(target, tolerated_share):
            yield missed_target(
                target,
                element=f"intent:{intent.id}",
                about=said("For the intent “{title}”").filled(title=intent.title),
                records=None,
            )


def _targets_of_touchpoints(blueprint: Blueprint, evidence: Evidence) -> list[tuple[Touchpoint, Target]]:
    asked = [
        (touchpoint, promised)
        for touchpoint in blueprint.touchpoints
        if touchpoint.recognised_by is not None and _can_ask(evidence, touchpoint.recognised_by)
        for promised in touchpoint.measures
        if has_target(promised)
    ]
    summed = answers_by_touchpoint(evidence, asked)
    found = []
    for touchpoint, promised in asked:
        told = touchpoint.recognised_by
        if (answer := summed.get((touchpoint.id, promised))) is not None:
            found.append((touchpoint, Target(promised, answer)))
        elif told is not None:
            where = condition_of(evidence, told)
            found += [
                (touchpoint, one) for one in answers_to(evidence, [promised], where=where, columns=_columns(told))
            ]
    return found


def _targets_of(intent: Intent, blueprint: Blueprint, evidence: Evidence) -> list[Target]:
    measures = (*intent.leading, *intent.lagging)
    if not intent.touchpoints:
        return answers_to(evidence, measures, where=None, columns=frozenset())
    told = [
        touchpoint.recognised_by
        for touchpoint in blueprint.touchpoints
        if touchpoint.id in intent.touchpoints
        and touchpoint.recognised_by
        and _can_ask(evidence, touchpoint.recognised_by)
    ]
    if not told:
        return []

    def anywhere(rows: Table) -> BooleanValue:
        return reduce(or_, (condition_of(evidence, recognition)(rows) for recognition in told))

    return answers_to(evidence, measures, where=anywhere, columns=frozenset().union(*map(_columns, told)))


def _is_missed(target: Target, tolerated_share: float) -> bool:
    return target.missed_by > tolerated_share * abs(target.limit)


def _can_ask(evidence: Evidence, told: Recognition) -> bool:
    return evidence.has("contact") and (not told.activities or evidence.has("event"))


def _columns(told: Recognition) -> frozenset[str]:
    lists = {"queue": told.queues, "reason": told.reasons, "channel": told.channels}
    given = {name for name, words in lists.items() if words}
    return frozenset(given | ({"contact_id", "issue_id"} if told.activities else set()))


def _records(evidence: Evidence, told: Recognition) -> Records:
    return records_behind(evidence, contacts_of(evidence, told), table="contact", where=described(told))


def _handling(evidence: Evidence, told: Recognition) -> Estimate:
    [answer] = measure(evidence, "average_handle_time", where=condition_of(evidence, told))
    return answer.estimate
