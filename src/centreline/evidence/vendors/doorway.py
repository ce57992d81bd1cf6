"""What writers need of the door: every text and every customer passes it once more before it leaves."""

from typing import Protocol

__all__ = ["Clean", "Doorway"]


class Clean(Protocol):
    """A text as it may leave."""

    @property
    def text(self) -> str:
        """The words that may be kept."""


class Doorway(Protocol):
    """The door of a workspace, as `centreline.evidence.privacy.door.Door` is one."""

    def pseudonym(self, value: str, *, of: str = "customer") -> str:
        """Return what a customer is called here; a pseudonym stays as it is."""

    def redact(self, text: str) -> Clean:
        """Return words somebody said or wrote."""

    def redact_id(self, text: str) -> Clean:
        """Return the name of a row."""

    def redact_label(self, text: str) -> Clean:
        """Return a queue, a team or another word that rows are gathered by."""

    def redact_worker(self, text: str) -> Clean:
        """Return the name of a worker."""
