"""Why two customers are one person, in a sentence a person can check."""

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

__all__ = ["merges_in_words"]

FIELDS = {
    "account_key": "the account",
    "birth_key": "the day of birth",
    "email_key": "the e-mail address",
    "name_key": "the name",
    "phone_key": "the telephone number",
    "postcode_key": "the postcode",
}


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
