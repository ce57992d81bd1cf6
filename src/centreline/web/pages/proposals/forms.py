"""What the form of a proposal offers, and what somebody filled in."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.actions.found import key_of
from centreline.findings.gates import not_passed
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.web.frame.addresses import slug_of
from centreline.web.frame.as_read import questions_as_read
from centreline.web.pages.findings.register import lane_words
from centreline.web.pages.findings.writing import day_of
from centreline.web.reading.approvals import counts, shut_since
from centreline.web.reading.findings import Seen, seen_by
from centreline.web.reading.proposable import proposable_metrics, proposable_subjects
from centreline.web.records.store import DjangoState

__all__ = ["BLANK_TERMS", "TEXTS", "begun_with", "choices", "filled_in"]

TEXTS = ("title", "what", "because", "expected", "owner")
BLANK_TERMS = 2
"""Empty lines for what shall read otherwise that a form offers beside those that are filled in."""


def choices(actor: Actor) -> dict[str, Any]:
    """Return what may be chosen: touchpoints and metrics that somebody may read."""
    return {"subjects": proposable_subjects(actor), "metrics": [("", _("None")), *proposable_metrics(actor)]}


def begun_with(request: HttpRequest) -> dict[str, Any]:
    """Return what a new proposal begins with: the finding and its decision, or the subject the address names.

    Raises:
        NotThere: the address names a finding that is not found, or a subject that is not theirs to read.
    """
    check, slug = request.GET.get("check", ""), request.GET.get("at", "")
    if check:
        return _of_finding(request.actor, check=check, slug=slug)
    subject = request.GET.get("subject", "")
    if subject and subject not in {key for key, _words in choices(request.actor)["subjects"]}:
        raise NotThere(f"there is no {subject!r}", where="the address", fix="choose what changes from the list")
    return {"subject": subject}


def filled_in(given: Mapping[str, str]) -> dict[str, Any]:
    """Return what a form sent; of fields that both changed, only those where the writer keeps their own.

    Raises:
        ArgumentInvalid: a day is no day.
    """
    fields: dict[str, Any] = {name: given[name] for name in TEXTS if name in given}
    if "measured_by" in given:
        fields["measured_by"] = given["measured_by"].strip() or None
    if "next_on" in given:
        fields["next_on"] = day_of(given["next_on"])
    if "term-0-name" in given:
        fields["terms"] = _terms(given)
    return {name: value for name, value in fields.items() if given.get(f"keep-{name}") != "theirs"}


def _terms(given: Mapping[str, str]) -> tuple[dict[str, str], ...]:
    terms = []
    for at in range(sum(name.startswith("term-") and name.endswith("-name") for name in given)):
        term = {part: given.get(f"term-{at}-{part}", "").strip() for part in ("name", "before", "after")}
        if any(term.values()):
            if not term["name"]:
                raise ArgumentInvalid("what shall read otherwise has no name", where="the form", fix="write its name")
            terms.append(term)
    return tuple(terms)


def _of_finding(actor: Actor, *, check: str, slug: str) -> dict[str, Any]:
    seen = seen_by(actor) if may(actor, "see_findings") else None
    every = seen.findings if seen else ()
    found = next((one for one in every if one.check == check and slug_of(one.element) == slug), None)
    if seen is None or found is None:
        raise NotThere(
            f"{check} finds nothing there", where="the findings of the newest look", fix="go back to the register"
        )
    asks = questions_as_read()[check]
    begun = {
        "subject": found.element,
        "about": seen.names.about(found.element),
        "what": found.first_step or asks.fix,
        "because": found.says,
        "owner": seen.names.owner(found.element) or "",
        "expected": _("We expect that %(check)s finds nothing here any more.") % {"check": check},
        "evidence": ({"check": check, "element": found.element, "says": found.says},),
        "found": found,
    }
    return begun | _of_decision(actor, seen, check=check, element=found.element)


def _of_decision(actor: Actor, seen: Seen, *, check: str, element: str) -> dict[str, Any]:
    decision = DjangoState().entry("decision", key_of(check, element))
    if decision is None or not decision.stands or not counts(decision) or actor.partner is not None:
        return {"title": seen.names.about(element)[:200]}
    if shut_since(decision, not_passed(seen.gates(element))):
        return {"title": seen.names.about(element)[:200], "under_other_gates": reverse("decision", args=[decision.key])}
    lane = lane_words()[decision.fields["lane"]]
    return {
        "title": f"{lane}: {seen.names.about(element)}"[:200],
        "because": f"{decision.fields['because']}\n\n{next(one.says for one in seen.at(check, element))}",
        "owner": decision.fields["owner"],
        "next_on": decision.fields["due"],
    }
