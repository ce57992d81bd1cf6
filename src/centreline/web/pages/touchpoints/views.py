"""The page of a touchpoint."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from centreline.blueprint.claim import Question
from centreline.findings.finding import State
from centreline.governance.rights import may
from centreline.web.frame.addresses import address_of
from centreline.web.frame.page import page
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.touchpoints.answering import executive_of, parts_of
from centreline.web.pages.touchpoints.answers import answer_words, asked_at, claims_at, way_words
from centreline.web.pages.touchpoints.editing import drafts_of, may_change_facts, open_drafts, reviews_of
from centreline.web.pages.touchpoints.facts import facts_of, linked, promise
from centreline.web.pages.touchpoints.remarks import history_at, remarks_at
from centreline.web.pages.touchpoints.seen import Found, Seen, found_at, seen_by
from centreline.web.reading.heard import feedback_about
from centreline.web.reading.reported import reported_rows
from centreline.web.records.published import newest_number

__all__ = ["sheet"]


@page(needs="see_map")
def sheet(request: HttpRequest, key: str) -> HttpResponse:
    """Show a touchpoint: its facts, what people say, what the records show, and who wrote what when."""
    actor = request.actor
    seen = seen_by(actor, key)
    found, claims, remarks = found_at(actor, seen), claims_at(seen), remarks_at(actor, seen)
    drafts = open_drafts(actor, seen)
    facts = facts_of(seen.touchpoint, reading=seen.reading, names=seen.names)
    asked = asked_at(actor, seen, claims, found=found)
    shown = {
        **_header(seen),
        "facts": facts,
        "complete": sum(one.complete for one in facts),
        "asked": asked,
        "answered": sum(bool(one.answers) for one in asked),
        "unproven": bool(claims) and not any(one.evidence != "hearsay" for row in asked for one in row.answers),
        "remarks": remarks,
        "feedback": feedback_about(
            actor, f"touchpoint:{key}", *(f"procedure:{one}" for one in seen.touchpoint.procedures)
        ),
        "may_change": may_change_facts(actor),
        "drafts": drafts_of(drafts, seen),
        "reviews": reviews_of(drafts, seen),
        "reported": reported_rows(actor, element=f"touchpoint:{key}"),
        "history": history_at(seen, (*claims, *(one.entry for one in remarks))),
        "may_comment": may(actor, "comment"),
        "may_see_findings": may(actor, "see_findings"),
        **_evidence(seen, found),
    }
    if may(actor, "answer_question"):
        shown["form"] = _form(request, seen)
    return render(request, "touchpoints/sheet.html", shown)


def _header(seen: Seen) -> dict[str, Any]:
    one = seen.touchpoint
    return {
        "touchpoint": one,
        "journey": seen.journey,
        "stage": seen.stage,
        "owner": seen.names.role(one.owner) or "",
        "partner": seen.names.partner(one.partner) if one.partner else "",
        "version": newest_number(),
        "executive": executive_of(seen),
        "parts": parts_of(seen),
    }


def _evidence(seen: Seen, found: Found | None) -> dict[str, Any]:
    measures = [
        (linked(("metric", one.metric), reading=seen.reading, names=seen.names), one.variant or "", promise(one))
        for one in seen.touchpoint.measures
    ]
    words = _severity_words()
    findings = [
        (one, words[one.severity], address_of(one.check, one.element)) for one in (found.findings if found else ())
    ]
    return {
        "found": found,
        "findings": findings,
        "gates": found.gates if found else (),
        "gates_passed": sum(one.state == State.CLEAR for one in found.gates) if found else 0,
        "measures": measures,
        "recognised": _recognised(seen),
    }


def _severity_words() -> dict[str, str]:
    return {"critical": _("Critical"), "high": _("High"), "medium": _("Medium"), "low": _("Low")}


def _recognised(seen: Seen) -> list[str]:
    told = seen.touchpoint.recognised_by
    return [] if told is None else [*told.queues, *told.reasons, *told.channels, *told.activities]


def _form(request: HttpRequest, seen: Seen) -> dict[str, Any]:
    model, reading = seen.reading.shown, seen.reading
    roles = [("", "—"), *((one.id, one.title) for one in model.roles if not reading.is_others(("role", one.id)))]
    partners = [("", model.organisation.name), *((one.id, one.title) for one in model.partners)]
    return {
        "questions": [(one.value, from_book(one.asks)) for one in Question],
        "question": request.GET.get("question", ""),
        "answers": list(answer_words().items()),
        "ways": list(way_words().items()),
        "roles": roles,
        "partners": partners if reading.reads_all else [],
        "party": seen.names.partner(request.actor.partner) if request.actor.partner else "",
        "who": request.actor.shown,
        "today": timezone.localdate().isoformat(),
    }
