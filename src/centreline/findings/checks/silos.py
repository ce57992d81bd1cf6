"""SIL: do the centre and its support areas work from the same facts?"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.blueprint.document import Blueprint
from centreline.blueprint.procedure import Procedure
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.outliers import Pattern, outliers_in
from centreline.findings.peers import Far
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import HALLIWELL
from centreline.findings.weight import weight_of_share
from centreline.journeys.recognise import condition_of
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["evaluator_unlike_the_others", "team_below_the_plan", "worse_since_the_procedure_changed"]


@check(
    id="SIL001",
    family="SIL",
    question="Do evaluators judge alike?",
    why="When the score depends on who listens, agents are coached to an evaluator and leaders steer by a lottery.",
    fix="Have all evaluators score the same five contacts, talk about the differences, and repeat it each month.",
    source=f"{HALLIWELL}: Quality Assurance, standards 'must be consistent among the QA staff'",
    needs=("evaluation.evaluator", "evaluation.score"),
)
def evaluator_unlike_the_others(
    evidence: Evidence, minimum_n: int = 30, times: float = 1.4, points_share: float = 0.2
) -> Iterator[Finding | Looked]:
    """Find evaluators who score far more contacts below the middle of their form than the other evaluators do.

    The middle is the median score of all evaluations on the form. Evaluators are compared on the same form.

    Weight: 0.3, growing to 1 with the share of evaluations beyond what the median of the others would give.

    Args:
        minimum_n: Evaluations on the form that an evaluator needs to be judged.
        times: Least ratio to the median of the other evaluators.
        points_share: Least distance from the median of the other evaluators.
    """
    evaluations = evidence.table("evaluation")
    scored = evaluations.filter(evaluations.score.notnull(), evaluations.evaluator.notnull())
    scored = scored.mutate(name=scored.evaluator, pool=scored.form.fill_null(""))
    middles = scored.group_by("pool").aggregate(middle=scored.score.median())
    joined = scored.join(middles, "pool")
    marked = joined.mutate(hit=joined.score < joined.middle)
    yield from outliers_in(
        evidence,
        marked,
        far=Far(minimum_n=minimum_n, minimum_peers=2, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("evaluator"),
            plural=said("evaluators"),
            rows=said("evaluations"),
            pool=said("on the form"),
            what=said("were below the form's median score"),
            but=said("An evaluator who is given the newest agents finds more to mark."),
            table="evaluation",
        ),
    )


@check(
    id="SIL002",
    family="SIL",
    question="Did contacts stay as good as they were when a procedure changed and its training had not?",
    why="A procedure that changes without its training is learned from customers, one annoyed customer at a time.",
    fix="Bring the training up to date, then tell the agents what changed and why; look at the transfers again.",
    source=f"{HALLIWELL}: Training, 'Changing procedures and workflows must always be communicated to the training "
    "staff'",
    needs=("contact.transferred",),
)
def worse_since_the_procedure_changed(
    blueprint: Blueprint, evidence: Evidence, days: int = 28, minimum_n: int = 100, points_share: float = 0.05
) -> Iterator[Finding | Looked]:
    """Find procedures changed after their training, in whose touchpoints more contacts were transferred afterwards.

    Compared are the days before and after the change; the two intervals must not touch.

    Weight: 0.35, growing to 1 with the rise of the share that was transferred.

    Args:
        days: Days before and after the change that are compared.
        minimum_n: Handled contacts needed on both sides.
        points_share: Least rise of the share, as a share.
    """
    dated = [one for one in blueprint.procedures if one.changed_on is not None and _last_trained(one) is not None]
    stale = [procedure for procedure in dated if _training_is_older(procedure)]
    judged = []
    for procedure in stale:
        both = _before_and_after(blueprint, evidence, procedure, days)
        if both is not None and min(side["n"] for side in both) >= minimum_n:
            judged.append((procedure, both))
    yield look_at(
        dated if judged or not stale else [],
        what=said_of(
            "procedure with a day of change and of training", "procedures with a day of change and of training"
        ),
        because=said("no procedure that changed after its training has enough contacts before and after the change")
        if stale
        else said("no procedure says both when it changed and when its training was updated"),
        bring=said(
            "write `changed_on`, `trainings` and `updated_on` of the procedures, and bring contacts from both sides"
        ),
    )
    for procedure, (before, after) in judged:
        was, now = share_estimate(before["hits"], before["n"]), share_estimate(after["hits"], after["n"])
        if was.value is None or now.value is None or was.high is None or now.low is None:
            continue
        if now.low <= was.high or now.value - was.value < points_share:
            continue
        yield Finding(
            element=f"procedure:{procedure.id}",
            says=said(
                "“{title}” changed on {changed_on} and its training did not; in the {days} days after, {value} "
                "of {n:,} contacts were passed on, in the {days} days before {other_value} of {before_n:,}."
            ).filled(
                title=procedure.title,
                changed_on=procedure.changed_on,
                days=days,
                value=format_value(now.value, Unit.SHARE),
                n=after["n"],
                other_value=format_value(was.value, Unit.SHARE),
                before_n=before["n"],
            ),
            weight=weight_of_share(now.value - was.value, of=1, at_least=0.35),
            records=records_behind(
                evidence,
                after["hits_rows"],
                table="contact",
                where=said("transferred in the {days} days after the change").filled(days=days),
                among=after["rows"].union(before["rows"]),
            ),
            estimate=now,
            against=said(
                "The days before the change. Before and after without a comparison group: other things changed as well."
            ),
        )


@check(
    id="SIL003",
    family="SIL",
    question="Do teams have the people the capacity plan asks for?",
    why="When hiring and planning do not look at the same number, the gap shows first in the queue.",
    fix="Put required and employed people of each team side by side each month, with the hires that are under way.",
    source=f"{HALLIWELL}: Human Resources, 'to make sure that the appropriate resources will be available when needed'",
    needs=("headcount.people", "headcount.required"),
)
def team_below_the_plan(
    evidence: Evidence, most_lacking_share: float = 0.1, in_a_row: int = 3
) -> Iterator[Finding | Looked]:
    """Find teams that had fewer people than required in each of their last reports.

    Weight: 0.3, growing to 1 with the share of required people that were missing in the last report.

    Args:
        most_lacking_share: Share of the required people that may be missing.
        in_a_row: Last reports in all of which more have to be missing.
    """
    headcount = evidence.table("headcount")
    known = headcount.filter(headcount.people.notnull(), headcount.required > 0)
    summed = known.aggregate(people=known.people.sum(), required=known.required.sum(), by=["team", "on"])
    teams: dict[str, list[dict[str, Any]]] = {}
    for row in evidence.rows(summed.order_by("team", "on")):
        teams.setdefault(row["team"], []).append(row)
    judged = {team: reports[-in_a_row:] for team, reports in teams.items() if len(reports) >= in_a_row}
    yield look_at(
        list(judged),
        what=said_of("team with enough reports", "teams with enough reports"),
        because=said("no team has {in_a_row} reports with both people and required people").filled(in_a_row=in_a_row),
        bring=said("bring headcount with `people` and `required` for more days or months"),
    )
    for team, reports in judged.items():
        lacking = [1 - report["people"] / report["required"] for report in reports]
        if min(lacking) <= most_lacking_share:
            continue
        last = reports[-1]
        behind = known.filter(known.team == team, known.on >= reports[0]["on"])
        yield Finding(
            element=f"team:{team}",
            says=said(
                "“{team}” had {people:g} people on {on} and the plan asked for {required:g}; in each of the last "
                "{in_a_row} reports at least {min} were missing."
            ).filled(
                team=team,
                people=last["people"],
                on=last["on"],
                required=last["required"],
                in_a_row=in_a_row,
                min=format_value(min(lacking), Unit.SHARE),
            ),
            weight=weight_of_share(lacking[-1], of=1, at_least=0.3),
            records=records_behind(
                evidence,
                behind,
                table="headcount",
                where=said("team is {team}, since {on}").filled(team=team, on=reports[0]["on"]),
            ),
        )


def _last_trained(procedure: Procedure) -> date | None:
    return max((one.updated_on for one in procedure.trainings if one.updated_on is not None), default=None)


def _training_is_older(procedure: Procedure) -> bool:
    changed, trained = procedure.changed_on, _last_trained(procedure)
    return changed is not None and trained is not None and trained < changed


def _before_and_after(
    blueprint: Blueprint, evidence: Evidence, procedure: Procedure, days: int
) -> tuple[dict[str, Any], dict[str, Any]] | None:
    changed = procedure.changed_on
    told = [
        touchpoint.recognised_by
        for touchpoint in blueprint.touchpoints
        if procedure.id in touchpoint.procedures
        and touchpoint.recognised_by
        and not touchpoint.recognised_by.activities
    ]
    if changed is None or not told:
        return None
    contacts = evidence.table("contact")
    fitting = ibis.or_(*(condition_of(evidence, recognition)(contacts) for recognition in told))
    handled = contacts.filter(fitting, contacts.outcome == "handled", contacts.transferred.notnull())
    on = handled.local_at.date()
    length = timedelta(days=days)
    before = handled.filter(on >= changed - length, on < changed)
    after = handled.filter(on >= changed, on < changed + length)
    return _counted(evidence, before), _counted(evidence, after)


def _counted(evidence: Evidence, rows: Table) -> dict[str, Any]:
    [row] = evidence.rows(rows.aggregate(n=rows.count(), hits=rows.transferred.sum()))
    return {"n": row["n"], "hits": int(row["hits"] or 0), "rows": rows, "hits_rows": rows.filter(rows.transferred)}
