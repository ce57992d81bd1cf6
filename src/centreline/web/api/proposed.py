"""What a program proposes, held against what it may read before it is written down."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ninja import Field

from centreline.findings.finding import Finding
from centreline.governance.actor import Actor
from centreline.governance.rights import may
from centreline.kernel.errors import NotThere
from centreline.web.api.shapes import Given, Name, Text
from centreline.web.reading.findings import seen_by
from centreline.web.reading.proposable import proposable_metrics, proposable_subjects

__all__ = ["FoundIn", "ProposalFields", "ProposalIn", "TermIn", "check_measured", "proposed"]


class TermIn(Given):
    """One thing that shall read otherwise than it does."""

    name: Name = Field(min_length=1, max_length=120, description="What it is: an owner, a way of counting.")
    before: Text = Field("", max_length=2_000, description="How it reads now; empty where nothing is written.")
    after: Text = Field("", max_length=2_000, description="How it shall read; empty where it goes.")


class FoundIn(Given):
    """A finding that speaks for the change."""

    check: Name = Field(description="Id of the check that found it.")
    element: Name = Field(description="What it was found at, as kind:id.")


class ProposalFields(Given):
    """What is proposed; what is not named stays."""

    title: Name = Field("", min_length=1, max_length=200, description="What people call it.")
    what: Text = Field("", min_length=1, max_length=4_000, description="What is proposed.")
    because: Text = Field("", min_length=1, max_length=4_000, description="Why.")
    expected: Text = Field("", min_length=1, max_length=1_000, description="What is expected to be seen afterwards.")
    owner: Name = Field("", min_length=1, max_length=200, description="Who sees to it: a role or a name.")
    measured_by: Name | None = Field(None, description="Metric in which the effect would be seen; null for none.")
    next_on: date | None = Field(None, description="Day on which the next thing about it is due; null for none.")
    terms: list[TermIn] = Field([], max_length=50, description="What shall read otherwise, old beside new.")


class ProposalIn(ProposalFields):
    """A change to be proposed."""

    subject: Name = Field(description="What changes, as kind:id: a touchpoint, a metric, or where something was found.")
    title: Name = Field(min_length=1, max_length=200, description="What people call it.")
    what: Text = Field(min_length=1, max_length=4_000, description="What is proposed.")
    because: Text = Field(min_length=1, max_length=4_000, description="Why.")
    expected: Text = Field(min_length=1, max_length=1_000, description="What is expected to be seen afterwards.")
    owner: Name = Field(min_length=1, max_length=200, description="Who sees to it: a role or a name.")
    evidence: list[FoundIn] = Field([], max_length=50, description="Findings of the newest look that speak for it.")
    as_draft: bool = Field(False, description="Whether it is still being written, so that nobody can approve it yet.")


def proposed(actor: Actor, given: ProposalIn) -> dict[str, Any]:
    """Return what somebody proposes, as `propose_change` takes it.

    Raises:
        NotThere: the subject, a finding or the metric is not there, or not theirs to read.
    """
    found = _found(actor, given.evidence)
    subjects = {key for key, _words in proposable_subjects(actor)} | {one.element for one in found}
    if given.subject not in subjects:
        raise NotThere(
            f"there is no {given.subject!r} that a change can be proposed of",
            where="subject",
            fix="write touchpoint:… or metric:… of one you may read, or name the finding under evidence",
        )
    check_measured(actor, given)
    evidence = [{"check": one.check, "element": one.element, "says": one.says[:2_000]} for one in found]
    return given.model_dump(mode="json", exclude={"as_draft", "evidence"}) | {"evidence": evidence}


def check_measured(actor: Actor, given: ProposalFields) -> None:
    """Stop where the effect would be seen in a metric that is not there.

    Raises:
        NotThere: it would.
    """
    if given.measured_by is not None and given.measured_by not in dict(proposable_metrics(actor)):
        raise NotThere(
            f"there is no metric {given.measured_by!r}", where="measured_by", fix="choose one of /metrics, or null"
        )


def _found(actor: Actor, named: Iterable[FoundIn]) -> list[Finding]:
    seen = seen_by(actor) if may(actor, "see_findings") else None
    every = {(one.check, one.element): one for one in (seen.findings if seen else ())}
    missing = next((one for one in named if (one.check, one.element) not in every), None)
    if missing is not None:
        raise NotThere(
            f"{missing.check!r} finds nothing there",
            where="evidence",
            fix="choose from the findings of the newest look",
        )
    return [every[one.check, one.element] for one in named]
