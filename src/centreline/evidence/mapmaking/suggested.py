"""Which column of a file may fill which field, by what it is called and by what it holds; a guess, and said so."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from centreline.evidence.contract import Column, Contract, Kind
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.mapmaking.glimpse import Glimpse, SeenColumn
from centreline.evidence.mapmaking.names import likeness

__all__ = ["Suggestion", "fields_of", "likely_tables", "suggested"]

WORTH_SAYING = 0.4
"""Below this two names are no more alike than any two are."""

HOLDS_OTHER = 0.3
"""What is left of a likeness of names where what the column holds cannot be what the field takes."""

CUSTOMER = "customer_id"
AN_ADDRESS = 0.5
"""How sure it is that an address in a file is the customer's."""

LOOKS_LIKE_A_TIME = re.compile(r"^\s*(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{10}(\d{3})?$|\d{8}$)")
LOOKS_LIKE_A_NUMBER = re.compile(r"^\s*[-+]?[\d.,' ]*\d\s*%?$")
LOOKS_LIKE_A_DURATION = re.compile(r"^\s*(\d+:)?\d{1,3}:\d{2}(\.\d+)?$|^\s*[\d.,]+$")
WORDS_OF_A_FLAG = frozenset({"y", "n", "yes", "no", "true", "false", "0", "1", "t", "f", "on", "off", "x"})
ROWS_LOOKED_AT = 200
MOST_THAT_FIT = 0.9


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A column that may fill a field.

    Attributes:
        column: Its name.
        confidence: How sure the guess is, 0 to 1.
        names_by: By what the column names the customer: email or phone; None where it is the source's own id, or where
            it names nobody.
    """

    column: str
    confidence: float
    names_by: str | None = None


def suggested(contract: Contract, glimpse: Glimpse) -> dict[str, Suggestion]:
    """Return the likeliest column of each field that has one; no column is suggested for two fields.

    Args:
        contract: The table that is to be filled.
        glimpse: What the file shows.
    """
    pairs = [
        (confidence, field.name, seen.name)
        for field in fields_of(contract)
        for seen in glimpse.columns
        if (confidence := _confidence(field, seen)) >= WORTH_SAYING
    ]
    found: dict[str, Suggestion] = {}
    taken: set[str] = set()
    # Of columns that are as likely, the one of the field's very name: `session_id` could name a contact elsewhere.
    for confidence, field, column in sorted(pairs, key=lambda pair: (-pair[0], pair[1] != pair[2].strip().casefold())):
        if field not in found and column not in taken:
            found[field] = Suggestion(column, round(confidence, 2))
            taken.add(column)
    if any(field.name == CUSTOMER for field in fields_of(contract)) and CUSTOMER not in found:
        addresses = (one for one in _reached_by(glimpse) if one.column not in taken)
        found |= {CUSTOMER: address for address in islice(addresses, 1)}  # noqa: B035 - one at most
    return found


def _reached_by(glimpse: Glimpse) -> Iterator[Suggestion]:
    """Yield columns that hold an address or a number of somebody and nothing else: they may name the customer."""
    for seen in glimpse.columns:
        for kind in ("phone", "email"):
            if seen.samples and all(sample == f"[{kind}]" for sample in seen.samples):
                yield Suggestion(seen.name, AN_ADDRESS, names_by=kind)


def likely_tables(glimpse: Glimpse) -> tuple[tuple[str, float], ...]:
    """Return every table with how well the file could fill it, 0 to 1, the likeliest first.

    A table whose required fields find their columns comes before one of which only few fields do.
    """
    columns = max(len(glimpse.columns), 1)
    found = [(name, _fit(contract, suggested(contract, glimpse), columns)) for name, contract in CONTRACTS.items()]
    return tuple(sorted(found, key=lambda pair: -pair[1]))


def fields_of(contract: Contract) -> tuple[Column, ...]:
    """Return the fields a mapping may fill."""
    return tuple(column for column in contract.all_columns if not column.derived)


def _fit(contract: Contract, found: dict[str, Suggestion], columns: int) -> float:
    required = [field.name for field in contract.columns if field.required and field.name != "source"]
    sure = sum(found[name].confidence for name in required if name in found) / max(len(required), 1)
    return 0.5 * sure + 0.5 * sum(one.confidence for one in found.values()) / columns


def _confidence(field: Column, seen: SeenColumn) -> float:
    alike = likeness(seen.name, field.name)
    if not alike or not seen.raw:
        return 0.8 * alike
    return alike if HOLDS[field.kind](field, seen.raw[:ROWS_LOOKED_AT]) else HOLDS_OTHER * alike


def _share(texts: Sequence[str], fits: Callable[[str], object]) -> bool:
    return sum(1 for text in texts if fits(text)) >= MOST_THAT_FIT * len(texts)


def _holds_times(field: Column, texts: Sequence[str]) -> bool:  # noqa: ARG001 - every kind is asked alike
    return _share(texts, LOOKS_LIKE_A_TIME.match)


def _holds_numbers(field: Column, texts: Sequence[str]) -> bool:  # noqa: ARG001 - called as the others are
    return _share(texts, LOOKS_LIKE_A_NUMBER.match)


def _holds_durations(field: Column, texts: Sequence[str]) -> bool:  # noqa: ARG001 - called as the others are
    return _share(texts, LOOKS_LIKE_A_DURATION.match)


def _holds_flags(field: Column, texts: Sequence[str]) -> bool:  # noqa: ARG001 - called as the others are
    return _share(texts, lambda text: text.strip().casefold() in WORDS_OF_A_FLAG)


def _holds_few_words(field: Column, texts: Sequence[str]) -> bool:  # noqa: ARG001 - called as the others are
    return len(texts) < ROWS_LOOKED_AT / 2 and not _share(texts, LOOKS_LIKE_A_TIME.match)


def _holds_words(field: Column, texts: Sequence[str]) -> bool:
    return not _share(texts, LOOKS_LIKE_A_TIME.match) or field.name.endswith("_id")


HOLDS: dict[Kind, Callable[[Column, Sequence[str]], bool]] = {
    Kind.TEXT: _holds_words,
    Kind.CHOICE: _holds_few_words,
    Kind.WHOLE: _holds_numbers,
    Kind.NUMBER: _holds_numbers,
    Kind.MILLISECONDS: _holds_durations,
    Kind.SHARE: _holds_numbers,
    Kind.FLAG: _holds_flags,
    Kind.INSTANT: _holds_times,
    Kind.LOCAL: _holds_times,
    Kind.DAY: _holds_times,
}
