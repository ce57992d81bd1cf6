"""One pass over a file: its rows translated and staged as Parquet, the rejected ones put aside, everything counted."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from centreline.evidence.ahead import read_ahead
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.doorway import Doorway
from centreline.evidence.ingest.guarded import unreadable
from centreline.evidence.ingest.problems import Errors, Wrong
from centreline.evidence.ingest.raw import RawBatch
from centreline.evidence.ingest.reading import read_rows
from centreline.evidence.ingest.rejected import RejectedRows
from centreline.evidence.ingest.report import StrangeWord
from centreline.evidence.ingest.staged import StagedRows
from centreline.evidence.ingest.translate import Translated, Translation
from centreline.evidence.privacy.door import Door

__all__ = ["Progress", "StagedFile", "stage_file"]

Progress = Callable[[int, int | None], None]
"""Told how many rows are done, and how many there probably are (None while that cannot be told)."""


@dataclass(frozen=True, slots=True)
class StagedFile:
    """What one pass over a file found.

    Attributes:
        rows: Rows read.
        staged: Rows that can stand.
        skipped: Rows each rule of `skip` left out, by its place.
        rejected: Rows that cannot stand.
        errors: Why.
        strange: Words that became "other".
        remarks: Sentences a person should read.
        replaced: How much was replaced at the door, by column and kind.
        turned_away: Rows of people who were erased.
    """

    rows: int
    staged: int
    skipped: Counter[int]
    rejected: int
    errors: Errors
    strange: tuple[StrangeWord, ...]
    remarks: tuple[str, ...]
    replaced: Counter[tuple[str, str]]
    turned_away: int

    @property
    def left_out(self) -> int:
        """Rows that are skipped, for whatever reason."""
        return sum(self.skipped.values()) + self.turned_away


def stage_file(  # noqa: PLR0913 - everything it needs comes in by name
    path: Path,
    *,
    mapping: Mapping,
    door: Door,
    zone: str,
    import_id: str,
    staged: Path,
    rejected: Path,
    progress: Progress | None,
) -> StagedFile:
    """Translate a file into `staged`, and write the rows that cannot stand into `rejected`.

    Raises:
        FileUnreadable: the file cannot be read to its end, or has no rows.
        MappingInvalid: the mapping does not fit it.
    """
    raw = read_rows(path, mapping=mapping)
    translation = Translation(mapping, zone=zone, import_id=import_id)
    doorway = Doorway(door, mapping=mapping)
    apart = _Apart(RejectedRows(rejected, header=raw.header), doorway, header=raw.header, errors=Errors(mapping))
    skipped, strange = Counter[int](), Counter[tuple[str, str]]()
    read = 0
    try:
        with StagedRows(staged, contract=mapping.contract, at_the_door=doorway.rows) as rows:
            for batch in read_ahead(raw.batches):
                numbers = batch.numbers if not batch.broken else [batch.numbers[place] for place in batch.whole]
                translated = translation(batch.table, numbers=numbers)
                rows.add(translated.rows)
                apart.add(batch, translated)
                skipped += translated.skipped
                strange += translated.strange
                read += len(batch.numbers)
                if progress is not None:
                    progress(read, round(read / batch.share_read) if batch.share_read else None)
    finally:
        apart.rows.close()
        # What Arrow keeps for later would stand beside what the merge needs.
        pa.default_memory_pool().release_unused()
    if not read:
        raise unreadable(path, f"{path.name!r} has a header and no rows", fix="export a period in which there are some")
    words = tuple(StrangeWord(column, doorway.text(word), times) for (column, word), times in strange.most_common())
    return StagedFile(
        rows=read,
        staged=rows.rows,
        skipped=skipped,
        rejected=apart.rows.rows,
        errors=apart.errors,
        strange=words,
        remarks=(*raw.remarks, *_moved(translation, mapping=mapping)),
        replaced=doorway.replaced,
        turned_away=doorway.turned_away + apart.turned_away,
    )


def _moved(translation: Translation, *, mapping: Mapping) -> Iterator[str]:
    for name, times in translation.moved.items():
        if times:
            before, were = mapping.columns[name].next_day_if_before, "was" if times == 1 else "were"
            yield f"{times:,} of {name} {were} put on the next day, as midnight came between {before} and it."


class _Apart:
    """The rows that cannot stand, written beside and counted."""

    def __init__(self, rows: RejectedRows, doorway: Doorway, *, header: Sequence[str], errors: Errors) -> None:
        self.rows = rows
        self.errors = errors
        self.turned_away = 0
        self._doorway = doorway
        self._header = header

    def add(self, batch: RawBatch, translated: Translated) -> None:
        """Put the rows of a batch aside that cannot stand."""
        wrong = {batch.whole[place]: reasons for place, reasons in translated.rejected}
        wrong |= {place: (Wrong("", "cells", what),) for place, what in batch.broken}
        places = sorted(wrong)
        for place, row in zip(places, batch.rows(places) if places else (), strict=True):
            if self._doorway.is_turned_away(row, header=self._header):
                self.turned_away += 1
                continue
            number, reasons = batch.numbers[place], [self._doorway.wrong(reason) for reason in wrong[place]]
            cells = self._doorway.cells(row, header=self._header)
            self.rows.add(cells, number=number, reasons=[reason.says for reason in reasons])
            for reason in reasons:
                self.errors.add(number, reason)
