"""What leaders decided about a finding."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from centreline.governance.entry import Body
from centreline.kernel.identity import content_hash

__all__ = ["ANSWER", "Approval", "DecisionLane", "Said"]


class DecisionLane(StrEnum):
    """What becomes of a finding, in the order in which it is asked: what is removed needs no machine."""

    REMOVE = "remove"
    SIMPLIFY = "simplify"
    AUTOMATE = "automate"
    DO_NOT_AUTOMATE = "do_not_automate"
    KNOWLEDGE = "knowledge"
    PEOPLE = "people"
    SOURCING = "sourcing"


class Approval(StrEnum):
    """How a decision stands that goes past a shut gate."""

    NOT_NEEDED = "not_needed"
    AS_WRITTEN = "as_written"
    WAITS = "waits"
    REFUSED = "refused"
    APPROVED = "approved"


ANSWER = frozenset({"approved_by", "answered", "refused"})
"""Fields that hold what whoever is asked answered; everything else is what they are asked about."""


class Said(Body):
    """A decision about what one check found at one element; `within` is the check."""

    check: str = Field(pattern=r"^[A-Z]{3}\d{3}$", description="Id of the check that found it.")
    element: str = Field(pattern=r"^[a-z_]+:.+$", max_length=500, description="What the finding is about.")
    lane: DecisionLane = Field(description="What becomes of it.")
    because: str = Field(min_length=1, max_length=2_000, description="Why, in a sentence.")
    owner: str = Field(min_length=1, max_length=200, description="Who sees to it: a role or a name.")
    hindered: tuple[str, ...] = Field((), max_length=50, description="Gates not passed when it was to be automated.")
    approver: str = Field("", max_length=200, description="Name by which who is asked to approve that signs in.")
    approved_by: str = Field("", max_length=200, description="Who approved automating it although a gate was shut.")
    despite: str = Field("", max_length=2_000, description="Why nevertheless.")
    answered: str = Field("", max_length=64, description="Content hash of the decision whoever is asked answered.")
    refused: str = Field("", max_length=2_000, description="Why they refused; empty where they did not.")
    due: date | None = Field(None, description="Day by which it is done; empty where nothing is to be done.")

    @property
    def content(self) -> str:
        """Hash of what an approval is about: the whole decision, the gates that were shut, and who is asked."""
        return content_hash(self.model_dump(mode="json", exclude=set(ANSWER)))

    @property
    def approval(self) -> Approval:
        """How it stands; as written is what was typed in before anybody was asked, and nobody confirmed it."""
        if self.lane is not DecisionLane.AUTOMATE or not self.hindered:
            return Approval.NOT_NEEDED
        if not self.approver:
            return Approval.AS_WRITTEN
        if self.answered != self.content:
            return Approval.WAITS
        return Approval.REFUSED if self.refused else Approval.APPROVED

    @property
    def counts(self) -> bool:
        """Whether it is decided: not while it waits for an approval, and not where that was refused."""
        return self.approval not in (Approval.WAITS, Approval.REFUSED)
