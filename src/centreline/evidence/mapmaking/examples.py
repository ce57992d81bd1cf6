"""A file to fill in: its columns, three rows that show how it is written, and what each column means."""

from collections.abc import Iterator

from centreline.evidence.contract import Column, Contract, Kind
from centreline.evidence.mapmaking.suggested import fields_of

__all__ = ["EXAMPLES", "dictionary_of", "example_rows"]

EXAMPLES = 3
"""Rows that show how a file is written."""

SAID = {"zone": "Europe/London", "source": "our system", "language": "en"}
WRITTEN = {
    Kind.WHOLE: "{place}",
    Kind.NUMBER: "{place}.5",
    Kind.MILLISECONDS: "{place}5000",
    Kind.SHARE: "0.8{place}",
    Kind.INSTANT: "2026-03-0{place}T09:0{place}:00Z",
    Kind.DAY: "2026-03-0{place}",
}
ENDS = (
    "ended_at",
    "ends_at",
    "closed_at",
    "left_at",
    "until",
    "expires_at",
    "verified_at",
    "answered_at",
    "completed_at",
)
"""Columns of a time after that of another column of the row."""


def example_rows(contract: Contract) -> tuple[tuple[str, ...], ...]:
    """Return three made-up rows, each cell written so that it is read as it stands.

    >>> from centreline.evidence.contracts import CONTRACTS
    >>> [row[:3] for row in example_rows(CONTRACTS["contact"])][:2]
    [('our system', 'contact 1', 'customer 1'), ('our system', 'contact 2', 'customer 2')]
    """
    fields = fields_of(contract)
    return tuple(tuple(_cell(column, place) for column in fields) for place in range(1, EXAMPLES + 1))


def dictionary_of(contract: Contract) -> Iterator[tuple[str, ...]]:
    """Yield a header, then for each column its name, what it holds, whether it must be there, and what it means."""
    yield "column", "holds", "required", "about", "meaning", "example"
    for column in fields_of(contract):
        holds = f"one of {', '.join(column.choices)}" if column.choices else column.kind.value
        about = "" if column.privacy.value == "none" else column.privacy.value
        yield column.name, holds, "yes" if column.required else "", about, column.meaning, _cell(column, 1)


def _cell(column: Column, place: int) -> str:
    if column.name in SAID:
        return SAID[column.name]
    if column.kind is Kind.CHOICE:
        return column.choices[(place - 1) % len(column.choices)]
    if column.kind is Kind.FLAG:
        return ("yes", "no", "yes")[place - 1]
    if column.kind is Kind.TEXT:
        return f"{column.name.removesuffix('_id').replace('_', ' ')} {place}"
    written = WRITTEN[column.kind].format(place=place)
    return written.replace(f"0{place}:00Z", f"3{place}:00Z") if column.name in ENDS else written
