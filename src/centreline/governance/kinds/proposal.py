"""A change somebody proposes: of the operating model, or of what a metric means."""

from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from centreline.blueprint.element import Key, Part, PartnerKey
from centreline.governance.entry import Body
from centreline.kernel.identity import content_hash

__all__ = ["CONTENT", "Evidence", "Said", "Standing", "Term"]


class Standing(StrEnum):
    """How far a proposal has come."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    CLOSED = "closed"


class Evidence(Part):
    """One finding that speaks for the change."""

    check: str = Field(pattern=r"^[A-Z]{3}\d{3}$", description="Id of the check that found it.")
    element: str = Field(pattern=r"^[a-z_]+:.+$", max_length=500, description="What it was found at.")
    says: str = Field("", max_length=2_000, description="What it said when the change was proposed.")


class Term(Part):
    """One thing that shall read otherwise than it does."""

    name: str = Field(min_length=1, max_length=120, description="What it is: an owner, a way of counting.")
    before: str = Field("", max_length=2_000, description="How it reads now; empty where nothing is written.")
    after: str = Field("", max_length=2_000, description="How it shall read; empty where it goes.")


CONTENT = frozenset({"subject", "title", "what", "because", "evidence", "terms", "expected", "measured_by", "owner"})
"""Fields that are approved; another of them makes another proposal."""


class Said(Body):
    """A proposal; `within` is its subject. An approval holds only for the content it names."""

    subject: str = Field(pattern=r"^[a-z_]+:.+$", max_length=500, description="What changes, such as touchpoint:bill.")
    title: str = Field(min_length=1, max_length=200, description="What people call it.")
    what: str = Field(min_length=1, max_length=4_000, description="What is proposed.")
    because: str = Field(min_length=1, max_length=4_000, description="Why.")
    evidence: tuple[Evidence, ...] = Field((), max_length=50, description="Findings that speak for it.")
    terms: tuple[Term, ...] = Field((), max_length=50, description="What shall read otherwise, old beside new.")
    expected: str = Field(min_length=1, max_length=1_000, description="What is expected to be seen afterwards.")
    measured_by: Key | None = Field(None, description="Metric in which the effect would be seen.")
    owner: str = Field(min_length=1, max_length=200, description="Who sees to it: a role or a name.")
    next_on: date | None = Field(None, description="Day on which the next thing about it is due.")
    party: PartnerKey | None = Field(None, description="Partner whose people proposed it; empty for the centre's own.")
    state: Standing = Field(Standing.PROPOSED, description="How far it has come.")
    approved_by: str = Field("", max_length=200, description="Who approved it: nobody who wrote in it.")
    approved: str = Field("", max_length=64, description="Content hash of what was approved.")
    reason: str = Field("", max_length=2_000, description="Why it was rejected or withdrawn.")
    board: str = Field("", max_length=64, description="Draft of a journey on which it is worked out.")
    published_as: int | None = Field(None, ge=1, description="Version of the operating model that it became.")
    outcome: Literal["", "keep", "adapt", "stop"] = Field("", description="What becomes of it once it was measured.")
    measured: str = Field("", max_length=2_000, description="What was measured when it was closed, in words.")
    learned: str = Field("", max_length=2_000, description="Why it was closed so, and what was learned.")

    @property
    def content(self) -> str:
        """Hash of what an approval is about: everything that is proposed, and nothing of how far it has come."""
        return content_hash(self.model_dump(mode="json", include=set(CONTENT)))

    @model_validator(mode="after")
    def _approval_is_of_this(self) -> "Said":
        if self.state is Standing.APPROVED and self.approved != self.content:
            raise ValueError("what is approved is not what stands here")
        if (self.state in (Standing.PUBLISHED, Standing.CLOSED)) != (self.published_as is not None):
            raise ValueError("what is published names its version")
        if (self.state is Standing.CLOSED) != bool(self.outcome):
            raise ValueError("what is closed is kept, adapted or stopped")
        return self
