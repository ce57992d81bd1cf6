"""What the page of one finding shows."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.actions.comment_on_finding import thread_of
from centreline.actions.found import key_of
from centreline.findings.finding import Finding
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.reports.words import interval
from centreline.web.frame.addresses import address_of, propose_address, slug_of
from centreline.web.frame.as_read import questions_as_read
from centreline.web.frame.spoken import figure, spoken
from centreline.web.pages.findings.affected import affected, can_be_named
from centreline.web.pages.findings.gated import gates_for
from centreline.web.pages.findings.register import Row, lane_choices, lane_words, rows_of, severity_words
from centreline.web.pages.findings.together import together
from centreline.web.reading.approvals import approval_of, approvers_for, decision_told, lane_of, waits_words
from centreline.web.reading.decided import decided_about
from centreline.web.reading.findings import Seen
from centreline.web.reading.histories import leads_to_history
from centreline.web.reading.linked import linked
from centreline.web.reading.proposals import proposals_by_finding
from centreline.web.records.people import KnownPerson, known_people
from centreline.web.records.store import DjangoState

__all__ = ["about", "found_at", "remarks"]

MOST_SIMILAR = 8

VERBS = ("comment", "waive", "decide", "size", "merge")
"""What is written about a finding, each at an address of its own."""


def found_at(seen: Seen | None, *, check: str, slug: str) -> tuple[Seen, str]:
    """Return what somebody sees, and the element of the finding that an address names.

    Raises:
        NotThere: there is none in the rows they may see.
    """
    if seen is not None:
        every = (*seen.findings, *(one.finding for one in seen.waived))
        for one in every:
            if one.check == check and slug_of(one.element) == slug:
                return seen, one.element
    raise NotThere(
        f"{check} finds nothing there",
        where="the findings of the newest look",
        fix="go back to the register; what was out of line may have been mended since",
    )


def about(request: HttpRequest, seen: Seen, *, check: str, element: str) -> dict[str, Any]:
    """Return what the page of one finding shows.

    Args:
        request: Who asks.
        seen: What they may see.
        check: Id of the check.
        element: What the finding is about.
    """
    book = questions_as_read()
    waived = [one for one in seen.waived if (one.finding.check, one.finding.element) == (check, element)]
    findings = seen.at(check, element) or tuple(one.finding for one in waived)
    people = known_people() if request.actor.partner is None else ()
    said = remarks(request.actor, check=check, element=element, people=people, seen=seen)
    similar, moves = _similar(seen, check=check, element=element), affected(request.actor, seen, element)
    decision = decision_told(request.actor, check=check, element=element)
    gates = gates_for(request.actor, seen, element)
    shut = [one["gate"].id for one in gates if one["state"] != "clear"]
    return {
        "seen": seen,
        "check": book.get(check),
        "element": element,
        "row": rows_of(findings[:1], seen=seen, decisions=())[0],
        "parts": [_part(one, seen) for one in findings],
        "waiver": waived[0].waiver if waived else None,
        "waiver_entry": _waiver_written_here(request.actor, check=check, element=element) if waived else None,
        "similar": similar,
        "comments": said,
        "named": [one for one in said if one["linked"]],
        "can_be_named": can_be_named(request.actor, seen, element, moves=moves or [], similar=similar),
        "challenges": [one for one in said if one["entry"].fields["stance"] == "challenge"],
        "decision": decision,
        "approval": approval_of(decision, people=people, shut=shut) if decision is not None and people else None,
        "approvers": approvers_for(request.actor, element, people=people),
        "lanes": lane_choices(shut),
        "gates": gates,
        "affected": moves,
        "lane_word": (lane_words() | waits_words())[lane_of(decision)] if decision is not None else "",
        "shows_reason": request.actor.partner is None,
        "addresses": {verb: reverse(f"finding_{verb}", args=[check, slug_of(element)]) for verb in VERBS}
        | {"history": reverse("finding_history", args=[check, slug_of(element)])}
        | {"own": address_of(check, element), "propose": propose_address(check, element)},
        "decided": decided_about(request.actor, check=check, element=element),
        "proposals": proposals_by_finding(request.actor).get((check, element), ()),
        "may_propose": may(request.actor, "propose_change"),
        "may_see_settings": may(request.actor, "see_settings"),
        **together(request.actor, seen, check=check, element=element),
    }


def _waiver_written_here(actor: Actor, *, check: str, element: str) -> Entry | None:
    """Return the waiver whose history a reader may follow; None of one that stands in the file of the workspace."""
    entry = DjangoState().entry("waiver", key_of(check, element))
    return entry if entry is not None and entry.stands and leads_to_history(actor, entry) else None


def remarks(
    actor: Actor, *, check: str, element: str, people: Sequence[KnownPerson], seen: Seen
) -> list[dict[str, Any]]:
    """Return what was remarked about a finding, oldest first: everything, or what the reader's own partner said."""
    state = DjangoState()
    partners = {actor.partner} if actor.partner else {None, *(one.partner for one in people if one.partner)}
    said = [
        (entry, partner)
        for partner in partners
        for entry in state.entries("comment", within=thread_of(check, element, partner=partner))
    ]
    return [_remark(entry, partner, actor, seen) for entry, partner in sorted(said, key=lambda one: one[0].made_at)]


def _remark(entry: Entry, partner: str | None, actor: Actor, seen: Seen) -> dict[str, Any]:
    own = entry.made_by == actor.name and entry.version == 1
    undo = reverse("findings_undo", args=["comment", entry.key, entry.version]) if own else ""
    stances = {"challenge": _("doubts it"), "correct": _("corrects it"), "agree": _("agrees")}
    stance = entry.fields["stance"]
    return {
        "entry": entry,
        "partner": partner or "",
        "undo": undo,
        "stance": stances.get(stance, ""),
        "linked": linked(actor, entry.fields["link"], seen=seen),
        "speaks_for": stance in ("agree", "remark"),
    }


def _part(finding: Finding, seen: Seen) -> dict[str, Any]:
    """Return one finding with its number written out, and what would show that it is wrong."""
    estimate, currency = finding.estimate, seen.names.currency
    width = interval(estimate, unit=finding.unit, currency=currency) if estimate else None
    return {
        "finding": finding,
        "severity": severity_words()[finding.severity],
        "value": "" if estimate is None else figure(estimate.value, finding.unit, currency=currency),
        "interval": width and spoken(width),
        "against": seen.names.named(finding.against) if finding.against else "",
        "more": finding.records.count - len(finding.records.keys) if finding.records else 0,
        "doubts": _doubts(finding),
    }


def _doubts(finding: Finding) -> list[str]:
    """Return what somebody would have to show so that a finding falls."""
    records, estimate, doubts = finding.records, finding.estimate, []
    if finding.hidden_because:
        return []
    if records is not None:
        open_some = _("Open some of the records behind it: are they what “%(where)s” says they are?")
        doubts.append(open_some % {"where": records.where})
    if estimate is not None and estimate.is_small:
        few = ngettext(
            "Only %(n)d row is behind the number: would it still stand with more of them?",
            "Only %(n)d rows are behind the number: would it still stand with more of them?",
            estimate.n,
        )
        doubts.append(few % {"n": estimate.n})
    if finding.against:
        doubts.append(_("Is what it is held against the right thing to hold it against?"))
    if records is None and estimate is None:
        doubts.append(_("It rests on what is written in the operating model: is that written elsewhere, or wrongly?"))
    return [*doubts, _("It says what is so, not why: which other cause has somebody looked for?")]


def _similar(seen: Seen, *, check: str, element: str) -> list[Row]:
    """Return findings at the same element first, then those of the same check elsewhere."""
    here = [one for one in seen.findings if one.element == element and one.check != check]
    elsewhere = [one for one in seen.findings if one.check == check and one.element != element]
    return rows_of([*here, *elsewhere][:MOST_SIMILAR], seen=seen, decisions=())
