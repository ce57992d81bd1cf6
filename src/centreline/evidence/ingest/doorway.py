"""Where rows pass the door: those for the table, those that are rejected, and what messages quote of them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.problems import Wrong
from centreline.evidence.ingest.raw import Row
from centreline.evidence.ingest.words import one_array, written_out
from centreline.evidence.privacy.door import Door
from centreline.evidence.privacy.treatment import Treatment, identifier_of, treatment_of
from centreline.kernel.errors import Problem, Stopped

__all__ = ["ERASED", "Doorway", "messages_pass"]

ERASED = "people who were erased"
"""Why rows of theirs are skipped."""

HASHED = "customer"
"""As what a column is named anew whose mapping says `guard: hash`: its own words, not as a telephone number."""


class Doorway:
    """The door, as the rows of one mapping pass it.

    Args:
        door: The door.
        mapping: Says which columns of the file name a customer, and as what.
    """

    def __init__(self, door: Door, *, mapping: Mapping) -> None:
        self.replaced = Counter[tuple[str, str]]()
        """How much was replaced, by column and kind."""
        self.turned_away = 0
        """Rows of people who were erased."""
        self._door = door
        self._contract = mapping.contract
        self._kinds = {
            name: filling.is_ or identifier_of(name)
            for name, filling in mapping.columns.items()
            if treatment_of(mapping.contract, name) is Treatment.PSEUDONYM
        }
        self._guards = {name: filling.guard for name, filling in mapping.columns.items() if name not in self._kinds}
        self._kinds |= {name: HASHED for name, guard in self._guards.items() if guard == "hash"}
        self._of_cell = {cell: of for name, of in self._kinds.items() for cell in mapping.columns[name].reads}

    def rows(self, rows: pa.Table) -> pa.Table:
        """Return rows under contract as they may be kept, without those of people who were erased."""
        stays = None
        for place, name in enumerate(rows.column_names):
            is_customer = treatment_of(self._contract, name) is Treatment.PSEUDONYM
            if is_customer or name in self._kinds:
                column = pa.chunked_array([written_out(one_array(rows[name]))])
                of = self._kinds[name] if name in self._kinds else identifier_of(name)
                column = self._door.pseudonyms(column, of=of)
                rows = rows.set_column(place, name, column)
                if is_customer and self._door.erased:
                    away = self._door.turned_away(column)
                    stays = pc.invert(away) if stays is None else pc.and_not(stays, away)
            elif self._guards.get(name) == "redact":
                clean_words, taken = self._door.redact_column(rows[name])
                self.replaced.update({(name, kind): count for kind, count in taken.items()})
                rows = rows if not taken else rows.set_column(place, name, clean_words)
            else:
                clean, found = self._door.redact_table(rows.select([name]), contract=self._contract)
                self.replaced.update({(name, kind): count for kind, count in found.items()})
                rows = rows if not found else rows.set_column(place, name, clean[name])
        if stays is None or pc.all(stays).as_py():
            return rows
        self.turned_away += rows.num_rows - pc.sum(stays).as_py()
        return rows.filter(stays)

    def is_turned_away(self, row: Row, *, header: Sequence[str]) -> bool:
        """Say whether a rejected row is of somebody who was erased; then nothing of it is written."""
        named = [
            (of, cell) for name, cell in zip(header, row, strict=False) if (of := self._of_cell.get(name)) and cell
        ]
        return any(self._door.is_erased(self._door.pseudonym(cell, of=of)) for of, cell in named)

    def cells(self, row: Row, *, header: Sequence[str]) -> Row:
        """Return the cells of a rejected row as they may be written."""
        names = [*header, *[""] * (len(row) - len(header))]
        return [self._cell(name, cell) for name, cell in zip(names, row, strict=False)]

    def _cell(self, name: str, cell: str | None) -> str | None:
        if not cell:
            return cell
        if name in self._of_cell:
            return self._door.pseudonym(cell, of=self._of_cell[name])
        return self._door.redact_field(name, cell).text

    def wrong(self, wrong: Wrong) -> Wrong:
        """Return what is wrong with a row, the text it quotes as it may be shown."""
        if wrong.value is None:
            return wrong
        of = self._kinds.get(wrong.column)
        shown = self.text(wrong.value) if of is None else self._door.pseudonym(wrong.value, of=of)
        return Wrong(wrong.column, wrong.problem, shown)

    def text(self, text: str) -> str:
        """Return words as they may be shown."""
        return self._door.redact(text).text


@contextmanager
def messages_pass(door: Door) -> Iterator[None]:
    """Let what stops the work inside pass the door too: its sentences quote the file."""
    try:
        yield
    except Stopped as stopped:
        shown = [_shown(problem, door=door) for problem in (stopped.problem, *stopped.problems)]
        if shown == [stopped.problem, *stopped.problems]:
            raise
        first, *problems = shown
        raise type(stopped)(first.what, where=first.where, fix=first.fix, problems=problems) from None


def _shown(problem: Problem, *, door: Door) -> Problem:
    return Problem(*(door.redact(text).text for text in (problem.what, problem.where, problem.fix)))
