"""What belongs to a customer: the columns that name them, and the rows that are theirs through a contact."""

from collections.abc import Mapping

from centreline.evidence.contract import Contract, Privacy
from centreline.evidence.scope import REACHED_BY

__all__ = ["BY_KEY", "SEPARATOR", "STAYS_WITHOUT_CONTACT", "THEIRS", "person_columns"]

STAYS_WITHOUT_CONTACT = frozenset({"evaluation", "coaching_session", "recognition", "agent_state"})
"""Tables on workers: what is held on them is not the customer's."""

SEPARATOR = "\x1f"
"""Between the parts of a key: no source writes it."""

BY_KEY = {"source": "source", "contact_id": "contact_id"}

THEIRS: Mapping[str, Mapping[str, str]] = {
    "contact": BY_KEY,
    **{name: reached for name, reached in REACHED_BY.items() if name not in STAYS_WITHOUT_CONTACT | {"customer"}},
}
"""Tables whose rows leave with their contact: their columns, and those of the contact they equal."""


def person_columns(contract: Contract) -> tuple[str, ...]:
    """Return the columns of a table that hold pseudonyms of customers."""
    return tuple(
        column.name
        for column in contract.columns
        if column.privacy is Privacy.CUSTOMER and (column.name == "customer_id" or column.name.endswith("_key"))
    )
