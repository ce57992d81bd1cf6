"""How a ledger is kept: what makes two customers one person, and two contacts one issue."""

from dataclasses import asdict, dataclass

from centreline.kernel.identity import content_hash

__all__ = ["BY_ISSUE", "BY_PREVIOUS", "BY_WINDOW", "KEYS", "LedgerRules"]

KEYS = ("account_key", "email_key", "phone_key")
"""Keyed identifiers of `customer` that make two customers one person when they are the same."""

BY_ISSUE = "issue_id"
"""Method of a link: the source names one issue for both contacts."""

BY_PREVIOUS = "previous_contact_id"
"""Method of a link: the source says that one contact goes on from the other."""

BY_WINDOW = "window"
"""Method of a link: one person came again for the same reason before the window had passed."""


@dataclass(frozen=True, slots=True)
class LedgerRules:
    """The rules a ledger follows where the sources state nothing.

    Attributes:
        window_days: Days after a contact closed within which the next one for the same reason is about the same need.
        most_contacts: Contacts above which a customer is rather a system or a department: never linked by the window.
        most_sharing: Customers who may share one key; a key of more, such as a switchboard's number, links nobody.
        likely_from: Match probability from which two customers are one person though no key says so; None looks for
            none.
    """

    window_days: int = 7
    most_contacts: int = 50
    most_sharing: int = 3
    likely_from: float | None = None

    @property
    def key(self) -> str:
        """Six characters that are the same for the same rules."""
        return content_hash(asdict(self))[:6]

    @property
    def persons_by(self) -> str:
        """How customers become persons, in words."""
        return "exact keys" if self.likely_from is None else f"exact keys and likeness from {self.likely_from:g}"
