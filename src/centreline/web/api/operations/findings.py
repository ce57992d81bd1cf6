"""Findings of the newest look, and what is decided, waived and remarked about them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Field, Query, Router, Status
from pydantic import StringConstraints

from centreline.actions.comment_on_finding import comment_on_finding
from centreline.actions.decide_finding import change_decision, decide_finding
from centreline.actions.waive_finding import waive_finding
from centreline.findings.finding import Finding, Severity
from centreline.findings.gates import not_passed
from centreline.governance.kinds.decision import DecisionLane
from centreline.governance.rights import check_may
from centreline.kernel.errors import NotThere
from centreline.web.api.shapes import (
    Answer,
    EntryOut,
    Given,
    IfMatch,
    Key,
    Name,
    PageOf,
    Paging,
    Text,
    answered,
    cut,
    expected,
    reads,
    writes,
)
from centreline.web.frame.acting import does
from centreline.web.jobs.work.look import look_again
from centreline.web.reading.entries import Shelves
from centreline.web.reading.findings import Seen, seen_by
from centreline.web.reading.linked import link_given
from centreline.web.records.people import DjangoPeople

__all__ = [
    "About",
    "Asked",
    "DecisionFields",
    "DecisionIn",
    "FindingOut",
    "FindingRemarkIn",
    "FindingsOut",
    "WaiverIn",
    "decide",
    "every",
    "redecide",
    "remark",
    "router",
    "waive",
]

router = Router(tags=["findings"])
Word = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]


class FindingOut(Answer):
    """Something that is out of line."""

    check: str = Field(description="Id of the check that found it.")
    element: str = Field(description="What it is about, as kind:id.")
    about: str = Field(description="What people call what it is about.")
    says: str
    severity: Severity
    weight: float = Field(description="How much it weighs, 0 to 1.")
    against: str | None = Field(description="What it was held against.")
    records: int | None = Field(
        description="How many records are behind it; null where it rests on none or they may not be told."
    )
    hidden_because: str = Field(description="Why its figures are not told to you; empty where they are.")
    owner: str = Field(description="Who answers for what it is about; empty for nobody.")
    first_seen: datetime | None = Field(description="Since when it stands without a break; null where nobody kept it.")
    waived_until: date | None = Field(description="Last day on which it is accepted; null where it stands.")


class FindingsOut(PageOf[FindingOut]):
    """Findings of the newest look."""

    looked_at: datetime | None = Field(description="When somebody looked; null where nobody has.")
    current: bool = Field(description="Whether intent, evidence and waivers are still those that were looked at.")
    not_examined: int = Field(description="Checks that could not look: they are no pass.")


class Asked(Paging):
    """Which findings are asked for."""

    check: Word = Field("", description="How the id of the check begins.")
    element: Word = Field("", description="What it is about, as kind:id.")
    severity: Severity | None = Field(None, description="Only those of this weight.")
    waived: bool = Field(False, description="Those somebody accepted for a while, instead of those that stand.")
    q: Word = Field("", description="Words that all stand in what was found.")


class About(Given):
    """Which finding."""

    check: Name = Field(description="Id of the check that found it.")
    element: Name = Field(description="What it is about, as kind:id.")


class DecisionFields(Given):
    """What is decided."""

    lane: DecisionLane = Field(description="What becomes of it.")
    because: Text = Field(min_length=1, max_length=2_000, description="Why, in a sentence.")
    owner: Name = Field(min_length=1, max_length=200, description="Who sees to it.")
    due: date | None = Field(None, description="Day by which it is done.")
    approver: Name = Field(
        "",
        max_length=200,
        description="Who is asked to approve automating it although a gate is shut, as they sign in.",
    )
    despite: Text = Field("", max_length=2_000, description="Why nevertheless.")


class DecisionIn(DecisionFields, About):
    """What is decided about which finding."""


class WaiverIn(About):
    """A finding that is accepted for a while."""

    reason: Text = Field(min_length=1, max_length=2_000)
    owner: Name = Field(min_length=1, max_length=200, description="Who answers for accepting it.")
    until: date = Field(description="Last day on which it is accepted.")


class FindingRemarkIn(About):
    """A remark about a finding."""

    text: Text = Field(min_length=1, description="As plain text.")
    stance: Literal["remark", "challenge", "correct", "agree"] = "remark"
    link: Name = Field("", max_length=500, description="Address of what it rests on: a page of this site, or https.")


@router.get("/findings", response=reads(FindingsOut), operation_id="findings", summary="Findings")
def every(request: Any, asked: Query[Asked]) -> dict[str, Any]:
    """List what was found last in the rows one may see, the heaviest first."""
    check_may(request.actor, "see_findings")
    seen = seen_by(request.actor)
    if seen is None:
        return {**cut([], asked, shown=dict), "looked_at": None, "current": False, "not_examined": 0}
    until = {(one.finding.check, one.finding.element): one.waiver.until for one in seen.waived}
    pool = tuple(one.finding for one in seen.waived) if asked.waived else seen.findings
    found = [one for one in pool if _answers(one, asked)]
    told = {"looked_at": seen.made_at, "current": seen.current, "not_examined": len(seen.not_examined)}
    return {**cut(found, asked, shown=lambda one: _shown(one, seen, until if asked.waived else {})), **told}


@router.post("/decisions", response=writes(EntryOut, status=201), operation_id="decide", summary="Decide")
def decide(request: Any, response: HttpResponse, given: DecisionIn) -> Any:
    """Write down what becomes of a finding; past a shut gate it counts once whoever is asked approved it."""
    seen = _found(request.actor, given)
    entry = does(request, decide_finding)(**_decided(given), hindered=not_passed(seen.gates(given.element)))
    return Status(201, answered(request, response, entry))


@router.patch("/decisions/{key}", response=writes(EntryOut), operation_id="change_decision", summary="Decide otherwise")
def redecide(request: Any, response: HttpResponse, key: Key, given: DecisionFields, if_match: IfMatch = "") -> EntryOut:
    """Decide otherwise, or say better why, who or until when."""
    version = expected(if_match)
    held = Shelves(request.actor).one("decision", key)
    seen = seen_by(request.actor)
    gates = not_passed(seen.gates(held.fields["element"])) if seen else ()
    entry = does(request, change_decision)(key=key, expects=version, **_decided(given), hindered=gates)
    return answered(request, response, entry)


@router.post("/waivers", response=writes(EntryOut, status=201), operation_id="waive", summary="Accept for a while")
def waive(request: Any, response: HttpResponse, given: WaiverIn) -> Any:
    """Set a finding aside up to and including a day, and have somebody look again."""
    _found(request.actor, given)
    entry = does(request, waive_finding)(**given.model_dump())
    look_again(by=request.actor.name)
    return Status(201, answered(request, response, entry))


@router.post(
    "/findings/remarks", response=writes(EntryOut, status=201), operation_id="remark_on_finding", summary="Remark"
)
def remark(request: Any, response: HttpResponse, given: FindingRemarkIn) -> Any:
    """Remark something about a finding, in the thread of one's own party."""
    seen = _found(request.actor, given)
    link = link_given(request.actor, given.link, host=request.get_host(), seen=seen)
    entry = does(request, comment_on_finding)(**given.model_dump() | {"link": link})
    return Status(201, answered(request, response, entry))


def _decided(given: DecisionFields) -> dict[str, Any]:
    asked = DjangoPeople().person(given.approver) if given.approver else None
    return given.model_dump() | {"lane": str(given.lane), "approver": asked}


def _found(actor: Any, given: About) -> Seen:
    check_may(actor, "see_findings")
    seen = seen_by(actor)
    if seen is not None:
        every_one = (*seen.findings, *(one.finding for one in seen.waived))
        if any((one.check, one.element) == (given.check, given.element) for one in every_one):
            return seen
    raise NotThere(
        f"{given.check!r} finds nothing there", where="the findings of the newest look", fix="choose one of /findings"
    )


def _answers(one: Finding, asked: Asked) -> bool:
    return (
        one.check.startswith(asked.check)
        and asked.element in ("", one.element)
        and asked.severity in (None, one.severity)
        and all(word in one.says.casefold() for word in asked.q.casefold().split())
    )


def _shown(one: Finding, seen: Seen, until: dict[tuple[str, str], date]) -> dict[str, Any]:
    return {
        "check": one.check,
        "element": one.element,
        "about": seen.names.about(one.element),
        "says": one.says,
        "severity": one.severity,
        "weight": one.weight,
        "against": one.against,
        "records": None if one.hidden_because else one.records and one.records.count,
        "hidden_because": one.hidden_because,
        "owner": seen.names.owner(one.element) or "",
        "first_seen": seen.first_seen(one),
        "waived_until": until.get((one.check, one.element)),
    }
