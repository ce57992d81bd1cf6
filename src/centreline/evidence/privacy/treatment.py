"""What happens at the door to each column of a contract."""

from enum import Enum
from typing import Final

from centreline.evidence.contract import Contract, Kind, Privacy

__all__ = ["Treatment", "identifier_of", "treatment_of"]

IDENTIFIERS: Final = {"customer_id": "customer"} | {
    f"{of}_key": of for of in ("phone", "email", "name", "birth", "postcode", "account")
}
NAMES: Final = ("_id", "_no", "_ref", "_key")


class Treatment(Enum):
    """What happens to a column at the door."""

    PSEUDONYM = "pseudonym"  # it names a customer: a keyed pseudonym stands for it
    WORDS = "words"  # anybody may have written anything: everything that may not be kept is replaced
    LABEL = "label"  # rows are gathered by it: replaced so that two labels stay two
    NAME = "name"  # rows are joined by it: cards, accounts and addresses are replaced so that two names stay two
    WORKER = "worker"  # the name of somebody who works here stays; cards and accounts in it do not
    KEPT = "kept"  # a number, a time, a fixed word, or written by this program


def treatment_of(contract: Contract, name: str) -> Treatment:
    """Return what happens to a column of a contract; a column it does not have is treated as words."""
    try:
        column = contract.column(name)
    except KeyError:
        return Treatment.KEPT if name == "row_no" else Treatment.WORDS
    if column.derived or column.kind is not Kind.TEXT:
        return Treatment.KEPT
    if column.privacy is Privacy.CUSTOMER and name in IDENTIFIERS:
        return Treatment.PSEUDONYM
    if column.privacy in {Privacy.FREE_TEXT, Privacy.CUSTOMER}:
        return Treatment.WORDS
    if column.privacy is Privacy.WORKER:
        return Treatment.WORKER
    return Treatment.NAME if name in contract.key or name.endswith(NAMES) else Treatment.LABEL


def identifier_of(name: str) -> str:
    """Return what a column of pseudonyms is of: `phone` for phone_key.

    >>> identifier_of("customer_id"), identifier_of("phone_key")
    ('customer', 'phone')
    """
    return IDENTIFIERS[name]
