"""Why two customers are one person, in a sentence a person can check."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.ledger.decisions import Decision, standing_decisions

__all__ = ["Merge", "every_merge", "merges_in_words"]

FIELDS = {
    "account_key": "the account",
    "birth_key": "the day of birth",
    "email_key": "the e-mail address",
    "name_key": "the name",
    "phone_key": "the telephone number",
    "postcode_key": "the postcode",
}


@dataclass(frozen=True, slots=True)
class Merge:
    """Two customers who were merged into one person.

    Attributes:
        person: What the person is called.
        one: The customer whose name comes first.
        other: The other one.
        confidence: How sure it is: decided, exact or likely.
        because: Why they are one, in a sentence.
    """

    person: str
    one: str
    other: str
    confidence: str
    because: str


def every_merge(links: pa.Table, *, decisions: Iterable[Decision] = ()) -> tuple[Merge, ...]:
    """Return every merge that stands with its reason, those of one person together.

    Args:
        links: Rows of `PERSON_LINK`.
        decisions: What was decided, so that a merge somebody decided says who, when and why.
    """
    decided = standing_decisions(decisions)
    rows = links.sort_by([("person", "ascending"), ("links_to", "ascending"), ("customer_id", "ascending")])
    return tuple(_merge(row, decided) for row in rows.to_pylist())


def _merge(row: dict[str, Any], decided: Mapping[tuple[str, str], Decision]) -> Merge:
    one, other = sorted((row["links_to"], row["customer_id"]))
    because, decision = _sentence(row), decided.get((one, other))
    if row["confidence"] == "decided" and decision is not None:
        why = f": {decision.because}" if decision.because else ""
        who = decision.by or "somebody"
        because = f"{one} and {other} are one person: {who} decided so on {decision.at:%Y-%m-%d}{why}."
    return Merge(row["person"], one, other, row["confidence"], because)


def merges_in_words(links: pa.Table, *, person: str) -> tuple[str, ...]:
    """Return why the customers of a person are one, a sentence for each merge.

    Args:
        links: Rows of `PERSON_LINK`.
        person: Whose merges.
    """
    return tuple(_sentence(row) for row in links.filter(pc.equal(links["person"], person)).to_pylist())


def _sentence(row: dict[str, Any]) -> str:
    both = f"{row['links_to']} and {row['customer_id']} are one person"
    if row["confidence"] == "decided":
        return f"{both}: somebody decided so."
    agreed = _and([FIELDS[field] for field in row["agreed"].split("+")])
    if row["confidence"] == "exact":
        return f"{both}: the sources say the same of both in {agreed}."
    chance = min(row["probability"], 0.9999)
    return f"{both} with a probability of {chance:.4f}, as splink weighs it: they agree in {agreed}."


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
