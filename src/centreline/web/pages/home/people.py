"""What who hires and trains asks first: how applications go, how long until somebody works well, who leaves."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.evidence.engine import Evidence
from centreline.metrics.answer import Answer as Measured
from centreline.metrics.ask import measure
from centreline.metrics.book import metric_named
from centreline.metrics.gap import gap_of
from centreline.metrics.tenure import NEW_AFTER
from centreline.web.frame.kept import kept
from centreline.web.frame.templatetags.centreline_format import day as day_word
from centreline.web.frame.templatetags.centreline_format import number, share
from centreline.web.pages.home.asking import Answer, Behind, Cell, Known, answered, not_examined, opens_rows, untold
from centreline.web.pages.home.hired import IN_A_ROW, Proficiency, Stage, Starter, funnel, proficiency
from centreline.web.reading.meant import variant_meant

__all__ = ["how_applications_go", "how_long_until_proficient", "who_leaves"]

PER_PERIOD = "per_period"
"""Variant of attrition that counts who left as they left, and makes no year of it."""

FEWEST_LEFT = 10
"""Leavers below which the order of the teams says nothing: one or two decide it."""

FEWEST_ENDED = 10
"""Applications that ended a stage below which its share of losses says nothing."""


def how_applications_go(known: Known) -> Answer:
    """Say how many applied and were hired, and at which stage most of those are lost who reach it."""
    asks = _("Where do candidates drop out?")
    behind = Behind(
        "funnel",
        _(
            "Applications by the stages they came into, in the order in which they go through "
            "them. Lost are those rejected there or withdrawn; of those still open nothing is "
            "known, and they are in no share."
        ),
        _("Bring the stages of applications, with application_id, stage and outcome"),
        "candidate_stage",
        "",
        "",
        (_("Stage"), _("Came into it"), _("Went on"), _("Lost"), _("Still open"), _("Lost of those decided")),
    )
    evidence = known.evidence
    if evidence is None or not evidence.has("candidate_stage", "outcome"):
        return not_examined(asks, behind)
    stages: tuple[Stage, ...] = kept(evidence, "home funnel", make=lambda: funnel(evidence))
    if known.fewest > 1 and any(0 < part < known.fewest for one in stages for part in (one.passed, one.lost, one.open)):
        return untold(asks, behind, fewest=known.fewest)
    behind = replace(behind, rows=tuple(_stage_row(one, opens=known.fewest == 1) for one in stages))
    first, last = stages[0], stages[-1]
    told = {"n": number(first.came), "hired": number(last.passed), "first": first.stage, "last": last.stage}
    says = _("%(n)s came in, %(hired)s through") % told
    judged = [one for one in stages if one.passed + one.lost >= FEWEST_ENDED]
    beside = _("from %(first)s to %(last)s") % told
    if not judged:
        return answered(asks, says, beside, behind)
    worst = max(judged, key=lambda one: one.lost / (one.passed + one.lost))
    most = _("the largest share is lost at %(stage)s: %(lost)d of %(ended)d decided, %(open)d still open") % {
        "stage": worst.stage,
        "lost": worst.lost,
        "ended": worst.passed + worst.lost,
        "open": worst.open,
    }
    if known.fewest > 1:
        return answered(asks, says, f"{beside}; {most}", behind)
    return replace(answered(asks, says, f"{beside};", behind), first=opens_rows(most, "funnel", stage=worst.stage))


def how_long_until_proficient(known: Known) -> Answer:
    """Say within how many days half of those who joined were judged as well as those who were there."""
    asks = _("How long until somebody new works well?")
    told = {"days": NEW_AFTER.days, "row": IN_A_ROW}
    behind = Behind(
        "proficiency",
        _(
            "Days from somebody's first contact until the mean of %(row)d evaluations in a row "
            "reaches the mean of all who were there before. New is who takes a first contact "
            "%(days)d days or more after the records begin; who has not reached it yet counts as "
            "longer than all others."
        )
        % told,
        _("Bring contacts with agent, from before people joined, and evaluations with agent and score"),
        "evaluation",
        "quality_score",
        _(
            "When people were hired, and who taught them, is in no record yet: the first contact "
            "stands for the first day."
        ),
        (_("Agent"), _("First contact"), _("Days")),
    )
    evidence = known.evidence
    if evidence is None or not (evidence.has("contact", "agent") and evidence.has("evaluation", "agent", "score")):
        return not_examined(asks, behind)
    found: list[Proficiency | None] = kept(evidence, "home proficiency", make=lambda: [proficiency(evidence)])
    if found[0] is None:
        beside = _("Nobody took a first contact %(days)d days or more after the records begin; bring older ones") % told
        return answered(asks, _("Not examined"), beside, behind, known=False)
    starters, days = found[0].starters, found[0].days
    if len(starters) < known.fewest:
        return untold(asks, behind, fewest=known.fewest)
    if known.fewest == 1:
        behind = replace(behind, rows=tuple(_starter_row(one) for one in starters))
    reached = sum(one.days is not None for one in starters)
    of = {"n": len(starters), "reached": reached, "bar": share(found[0].bar)}
    beside = _("%(reached)d of %(n)d who joined were judged at %(bar)s or more, the mean of the others") % of
    if days is None:
        return answered(asks, _("Too early"), _("fewer than half have yet: ") + beside, behind, known=False)
    says = ngettext("%(n)d day", "%(n)d days", round(days)) % {"n": round(days)}
    return answered(asks, says, beside, behind)


def who_leaves(known: Known) -> Answer:
    """Say what share leaves in a year, and from which team most; by when they joined is in no record."""
    asks = _("Who leaves?")
    behind = Behind(
        "attrition",
        _(
            "Leavers out of the head count, as the metric says, for all and for each team. It is "
            "by team, not by when people joined."
        ),
        _("Bring head counts of teams with people and left"),
        "headcount",
        "attrition_rate",
        _("By cohort it is not examined: head counts do not say when those who left had joined."),
        (_("Team"), _("Attrition rate"), _("Left"), _("Head count, on average"), _("Head counts behind it")),
    )
    evidence, place, metric = known.evidence, known.place, metric_named("attrition_rate")
    if evidence is None or place is None:
        return not_examined(asks, behind)
    variant = variant_meant(metric, place=place)
    if gap_of(evidence, variant) is not None:
        return not_examined(asks, behind)

    def counted() -> tuple[Measured, tuple[Measured, ...], tuple[Measured, ...]]:
        of_a_year = measure(evidence, metric.id, variant=variant.id, by=("team",))
        return measure(evidence, metric.id, variant=variant.id)[0], of_a_year, _left(evidence)

    whole, teams, left = kept(evidence, "home attrition", variant.model_dump_json(), make=counted)
    if whole.value is None or known.fewest > 1:
        return untold(asks, behind, fewest=known.fewest) if known.fewest > 1 else not_examined(asks, behind)
    titles = {one.id: one.title for one in place.blueprint.teams}
    leavers = {one.by["team"]: one for one in left}
    held = sorted((one for one in teams if one.value is not None), key=lambda one: -(one.value or 0))
    behind = replace(behind, rows=tuple(_team_row(one, leavers[one.by["team"]], titles) for one in held))
    gone = sum(one.numerator or 0 for one in left)
    told = {"n": number(gone), "heads": number(sum(_heads(one) for one in left), 0), **_days_of(whole)}
    says = _("%(share)s of the head count in a year") % {"share": share(whole.value, 0)}
    if variant.id == PER_PERIOD:
        says = _("%(share)s of the head count") % {"share": share(whole.value, 0)}
    beside = _("%(n)s left of %(heads)s, by head counts of %(first)s to %(last)s") % told
    return answered(asks, says, f"{beside}; {_where_from(leavers, titles, gone)}", behind)


def _left(evidence: Evidence) -> tuple[Measured, ...]:
    """Return how many left each team, out of how many: those without a number of both are in none."""
    held = measure(evidence, "attrition_rate", variant=PER_PERIOD, by=("team",))
    return tuple(one for one in held if one.value is not None)


def _heads(one: Measured) -> float:
    """Return the average head count of a team over what is held of it."""
    return (one.denominator or 0) / one.n if one.n else 0


def _where_from(leavers: Mapping[Any, Measured], titles: Mapping[str, str], gone: float) -> str:
    """Say which team lost most of its people; of few leavers, that the order of the teams says nothing."""
    most = max(leavers.items(), key=lambda one: one[1].value or 0, default=None)
    if most is None or not gone:
        return str(_("by cohort it is not examined"))
    if gone < FEWEST_LEFT:
        few = _("too few to say that one team loses more than another, at least %(few)d are needed") % {
            "few": FEWEST_LEFT
        }
        return f"{few}; {_('by cohort it is not examined')}"
    team, one = most
    told = {
        "team": titles.get(team, team) or _("no team"),
        "n": number(one.numerator),
        "heads": number(_heads(one), 0),
    }
    return f"{_('most from %(team)s, %(n)s of %(heads)s') % told}; {_('by cohort it is not examined')}"


def _days_of(one: Measured) -> dict[str, str]:
    last = one.period.ends_before - timedelta(days=1)
    return {"first": day_word(one.period.starts_on), "last": day_word(last)}


def _stage_row(one: Stage, *, opens: bool) -> tuple[Cell, ...]:
    decided = one.passed + one.lost
    lost = share(one.lost / decided) if decided else ""
    came: Cell = opens_rows(number(one.came), "funnel", stage=one.stage) if opens else number(one.came)
    return (one.stage, came, number(one.passed), number(one.lost), number(one.open), lost)


def _starter_row(one: Starter) -> tuple[Cell, ...]:
    days = _("not yet") if one.days is None else number(one.days)
    return (one.agent, day_word(one.first), opens_rows(days, "proficiency", agent=one.agent))


def _team_row(one: Measured, left: Measured, titles: Mapping[str, str]) -> tuple[Cell, ...]:
    team = one.by["team"]
    heads, n = number(_heads(left), 0), opens_rows(number(one.n), "attrition", team=team or "")
    return (titles.get(team, team) or "", share(one.value, 0), number(left.numerator), heads, n)
