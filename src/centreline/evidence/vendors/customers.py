"""What records say of a customer beside the contact: the telephone number and the address they are reached under.

Many conversations name one customer, and a row belongs to one subject. So what a record says of a customer becomes a
record of its own whose subject is the customer, named by what it says: two conversations that say the same are one
record. The row of a customer is read from these alone, and it does not matter which conversation came first.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from hashlib import blake2b
from typing import Any, Final, Protocol, runtime_checkable

from centreline.evidence.contracts.record import SAID
from centreline.evidence.privacy.identifiers import is_pseudonym
from centreline.evidence.vendors.source import Assembled, Record
from centreline.evidence.vendors.values import text

__all__ = ["NamesCustomers", "customer_subject", "is_of_customer", "read_customer", "said_of", "sayings"]

OF_CUSTOMER: Final = re.compile(r"customer p_[0-9a-f]{20}")
KEYS: Final = ("phone_key", "email_key", "account_key")


@runtime_checkable
class NamesCustomers(Protocol):
    """A reader whose records say how customers are reached."""

    def customers(self, record: Record) -> Iterable[Mapping[str, str]]:
        """Return what a record says of customers, each from `said_of`; identifiers are pseudonyms already."""


def said_of(customer: Any, *, phone: Any = None, email: Any = None, account: Any = None) -> list[Mapping[str, str]]:
    """Return what is said of one customer: a list of one, or none where nothing is said by which anybody is found.

    Args:
        customer: What contacts name them by; what is no pseudonym names nobody.
        phone: Pseudonym of their telephone number.
        email: Pseudonym of their address.
        account: Pseudonym of their account.
    """
    said = {"customer_id": customer, "phone_key": phone, "email_key": email, "account_key": account}
    known = {name: each for name, value in said.items() if (each := text(value)) and is_pseudonym(each)}
    return [known] if "customer_id" in known and len(known) > 1 else []


def sayings(source: object, record: Record) -> list[Record]:
    """Return what a record says of customers as records of their own.

    Args:
        source: The reader; one that knows of no customers says nothing.
        record: One of its records, customers keyed. What its system does not date is heard of nobody: nobody could
            say whether it still holds.
    """
    if not isinstance(source, NamesCustomers) or record.changed_at is None:
        return []
    return [
        Record(SAID, f"{said['customer_id']} {_digest(said)}", customer_subject(said["customer_id"]),
               record.changed_at, said)
        for said in source.customers(record)
    ]  # fmt: skip


def _digest(said: Mapping[str, str]) -> str:
    return blake2b(json.dumps(said, sort_keys=True).encode(), digest_size=6).hexdigest()


def customer_subject(pseudonym: str) -> str:
    """Return the subject that a customer's own records belong to."""
    return f"customer {pseudonym}"


def is_of_customer(subject: str) -> bool:
    """Say whether a subject is a customer."""
    return OF_CUSTOMER.fullmatch(subject) is not None


def read_customer(records: Sequence[Record]) -> Assembled:
    """Return the row of a customer: of each column what was said last, of two things said at once always the same."""
    said = sorted((record for record in records if record.kind == SAID), key=_newest_last)
    if not said:
        return Assembled({})
    known: dict[str, Any] = {}
    for record in said:
        known |= {name: value for name, value in record.body.items() if name in ("customer_id", *KEYS)}
    heard_at = said[-1].changed_at or datetime.fromtimestamp(0, UTC)
    return Assembled({"customer": [{**known, "known_on": heard_at.astimezone(UTC).date()}]})


def _newest_last(record: Record) -> tuple[datetime, str]:
    return record.changed_at or datetime.fromtimestamp(0, UTC), record.id
