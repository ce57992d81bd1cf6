"""One pass over a file: its rows translated and staged as Parquet, the rejected ones put aside, everything counted."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.guarded import unreadable
from centreline.evidence.ingest.problems import Errors, Wrong
from centreline.evidence.ingest.raw import RawBatch
from centreline.evidence.ingest.reading import read_rows
from centreline.evidence.ingest.rejected import RejectedRows
from centreline.evidence.ingest.report import StrangeWord
from centreline.evidence.ingest.translate import Translation
from centreline.evidence.schema import arrow_schema

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
    """

    rows: int
    staged: int
    skipped: Counter[int]
    rejected: int
    errors: Errors
    strange: tuple[StrangeWord, ...]
    remarks: tuple[str, ...]


def stage_file(  # noqa: PLR0913 - everything it needs comes in by name
    path: Path,
    *,
    mapping: Mapping,
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
    apart = RejectedRows(rejected, header=raw.header)
    errors, skipped, strange = Errors(mapping), Counter[int](), Counter[tuple[str, str]]()
    rows = count = 0
    schema = arrow_schema(mapping.contract).append(pa.field("row_no", pa.int64()))
    try:
        with pq.ParquetWriter(staged, schema, compression="zstd") as writer:
            for batch in raw.batches:
                translated = translation(batch.table, numbers=[batch.numbers[place] for place in batch.whole])
                writer.write_table(translated.rows)
                wrong = {batch.whole[place]: reasons for place, reasons in translated.rejected}
                wrong |= {place: (Wrong("", "cells", what),) for place, what in batch.broken}
                _put_apart(batch, wrong, apart=apart, errors=errors)
                skipped += translated.skipped
                strange += translated.strange
                rows, count = rows + len(batch.rows), count + translated.rows.num_rows
                if progress is not None:
                    progress(rows, round(rows / batch.share_read) if batch.share_read else None)
    finally:
        apart.close()
    if not rows:
        raise unreadable(path, f"{path.name!r} has a header and no rows", fix="export a period in which there are some")
    words = tuple(StrangeWord(column, word, times) for (column, word), times in strange.most_common())
    return StagedFile(rows, count, skipped, apart.rows, errors, words, raw.remarks)


def _put_apart(batch: RawBatch, wrong: dict[int, tuple[Wrong, ...]], *, apart: RejectedRows, errors: Errors) -> None:
    for place in sorted(wrong):
        number = batch.numbers[place]
        apart.add(batch.rows[place], number=number, reasons=[reason.says for reason in wrong[place]])
        for reason in wrong[place]:
            errors.add(number, reason)
