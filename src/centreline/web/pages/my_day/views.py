"""My day, and what leaders hear from it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from centreline.actions.dispute_evaluation import ANSWERED_WITHIN_DAYS
from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.governance.kinds.dispute import WHOLE
from centreline.governance.rights import may
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.pages.my_day.own import own_figures
from centreline.web.pages.my_day.shown import Evaluated, agreed, evaluated, plan_of, praise
from centreline.web.pages.my_day.strip import strip
from centreline.web.pages.my_day.words import outcome_words
from centreline.web.reading.asked import asked_of
from centreline.web.reading.disputes import Disputed, criterion_words, disputes_of
from centreline.web.reading.heard import confirmed_by, feedback_about, feedback_of, how_many_know, subjects
from centreline.web.reading.told import DAYS, changes_told

__all__ = ["heard", "my_day"]


@page(needs="see_my_day")
def my_day(request: HttpRequest) -> HttpResponse:
    """Show what comes next, what changed, how their own figures go, and what became of what they said."""
    actor: Actor = request.actor
    place, confirmed, told = workspace(actor.scope), confirmed_by(actor), changes_told(actor)
    shown: dict[str, Any] = {
        "unconfirmed": [one for one in told if one.change not in confirmed],
        "confirmed": [(one, confirmed[one.change]) for one in told if one.change in confirmed],
        "days": DAYS,
        "feedback": [(one, outcome_words()[one.entry.fields["outcome"]]) for one in feedback_of(actor)],
        "subjects": list(subjects(actor).items()),
        "figures": list(own_figures(place)),
        "now": timezone.now(),
        "who": {one.id: one.title for one in place.blueprint.roles},
        "asks": asked_of(actor),
    }
    if place.evidence is not None:
        plan = plan_of(place.evidence, shown["now"])
        shown |= {
            "plan": plan,
            "strip": strip(plan, shown["now"]),
            "evaluated": list(_evaluations(actor, place.evidence)),
            "answered_within": ANSWERED_WITHIN_DAYS,
            "agreed": agreed(place.evidence),
            "praise": praise(place.evidence),
        }
    return render(request, "my_day/day.html", shown)


@page(needs="see_feedback")
def heard(request: HttpRequest) -> HttpResponse:
    """Show how many know each change, and what was said about knowledge, with the means to answer."""
    actor: Actor = request.actor
    known = how_many_know(actor)
    told = [(one, known[one.change]) for one in changes_told(actor)]
    shown = {
        "told": told,
        "hidden": any(one.people and one.hidden for _, one in told),
        "days": DAYS,
        "feedback": [(one, outcome_words()[one.entry.fields["outcome"]]) for one in feedback_about(actor)],
        "may_answer": may(actor, "answer_feedback"),
        "outcomes": [(key, says) for key, says in outcome_words().items() if key != "open"],
    }
    return render(request, "my_day/heard.html", shown)


def _evaluations(actor: Actor, evidence: Evidence) -> Iterator[tuple[Evaluated, list[Disputed], list[tuple[str, str]]]]:
    """Yield the newest evaluations, each with what is disputed of it and what of it can still be."""
    held = disputes_of(actor)
    for one in evaluated(evidence):
        disputed = held.get(one.name, [])
        taken = {each.said.criterion for each in disputed}
        criteria = (*(item["item"] for item in one.lost), WHOLE)
        yield one, disputed, [(each, criterion_words(each)) for each in criteria if each not in taken]
