"""A file taken apart into records: each passes the door, and only then touches the disk."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from centreline.evidence.contracts.record import RECORD
from centreline.evidence.ingest.problems import EXAMPLES, ErrorGroup
from centreline.evidence.ingest.raw import collector_paused
from centreline.evidence.ingest.rejected import RejectedRows
from centreline.evidence.ingest.staging import Progress
from centreline.evidence.privacy.span import Redacted
from centreline.evidence.schema import arrow_schema, conform
from centreline.evidence.vendors.customers import customer_subject, sayings
from centreline.evidence.vendors.source import Identifier, Record, Source, Unreadable

__all__ = ["Doorway", "StagedRecords", "stage_records"]

BATCH_RECORDS = 5_000
WRITTEN = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


Placed = tuple[int, Record]
"""A record and its place in the file."""


class Doorway(Protocol):
    """What records pass before they touch the disk."""

    def redact_json(self, value: Any, *, identifiers: Sequence[Identifier] = ()) -> tuple[Any, Counter[str]]:
        """Return the value with customers keyed and secrets taken out, and how many of each kind there were."""

    def pseudonym(self, value: str, *, of: str = "customer") -> str:
        """Return what a customer is called here."""

    def redact_id(self, text: str) -> Redacted:
        """Return the name of a record with secrets taken out, two names still being two."""


@dataclass(frozen=True, slots=True)
class StagedRecords:
    """What one pass over a file found.

    Attributes:
        staged: Records that can be kept.
        rejected: Records that cannot be read.
        errors: Why, grouped.
        redacted: How many secrets of each kind were taken out.
    """

    staged: int
    rejected: int
    errors: tuple[ErrorGroup, ...]
    redacted: Mapping[str, int]


def stage_records(  # noqa: PLR0913 - everything it needs comes in by name
    path: Path,
    *,
    source: Source,
    named: str,
    zone: str,
    door: Doorway,
    import_id: str,
    mapping_version: str,
    staged: Path,
    rejected: Path,
    progress: Progress | None,
) -> StagedRecords:
    """Write the records of a file into `staged`, and those that cannot be read into `rejected`.

    Raises:
        FileUnreadable: the file cannot be read to its end.
    """
    apart = _Apart(rejected, door=door, identifiers=source.identifiers)
    redacted = Counter[str]()
    marks = {"source": named, "reader": source.name, "import_id": import_id, "mapping_version": mapping_version}
    schema = arrow_schema(RECORD).append(pa.field("row_no", pa.int64()))
    count = 0
    found = source.records(path, zone=zone)
    try:
        with pq.ParquetWriter(staged, schema, compression="zstd") as writer:
            for batch in _batches(_readable(found, apart=apart)):
                rows = list(_rows(batch, door=door, source=source, redacted=redacted, apart=apart))
                if not rows:
                    continue
                numbers = range(count + 1, count + len(rows) + 1)
                writer.write_table(_table(rows, marks=marks, numbers=numbers, zone=zone))
                count += len(rows)
                if progress is not None:
                    progress(count + apart.count, None)
    finally:
        apart.close()
    return StagedRecords(count, apart.count, apart.groups(), redacted)


def _batches(records: Iterator[Placed]) -> Iterator[list[Placed]]:
    while True:
        with collector_paused():
            batch = list(islice(records, BATCH_RECORDS))
        if not batch:
            return
        yield batch


def _readable(found: Iterator[Record | Unreadable], *, apart: "_Apart") -> Iterator[Placed]:
    for place, each in enumerate(found, start=1):
        if isinstance(each, Unreadable):
            apart.add(each)
        elif problem := _problem(each):
            apart.add(Unreadable(place, problem, json.dumps(dict(each.body))))
        else:
            yield place, each


def _problem(record: Record) -> str | None:
    if not record.id or not record.subject:
        return "the record has no name"
    return None


def _rows(
    batch: Sequence[Placed], *, door: Doorway, source: Source, redacted: Counter[str], apart: "_Apart"
) -> Iterator[tuple[Any, ...]]:
    for place, each in batch:
        record = _passed(each, door=door, source=source, redacted=redacted)
        row = _row(record)
        if row is None:
            apart.add(Unreadable(place, "a number is larger than any system counts", json.dumps(dict(each.body))))
            continue
        yield row
        yield from filter(None, map(_row, sayings(source, record)))


def _passed(record: Record, *, door: Doorway, source: Source, redacted: Counter[str]) -> Record:
    """Return a record as it may be kept."""
    body, found = door.redact_json(record.body, identifiers=source.identifiers)
    redacted.update(found)
    if record.is_customer:
        name = door.pseudonym(record.id, of="customer")
        return replace(record, id=name, subject=customer_subject(name), body=body)
    return replace(record, id=door.redact_id(record.id).text, subject=door.redact_id(record.subject).text, body=body)


def _row(record: Record) -> tuple[Any, ...] | None:
    """Return a record as it is kept; None where a number in it is beyond what JSON can write (1e999 is infinite)."""
    try:
        text = WRITTEN.encode(record.body)
    except ValueError:
        return None
    named = f"{record.subject}\n{text}".encode("utf-8", "surrogatepass")
    written = text.encode("utf-8", "replace").decode()  # half a character cannot be kept
    return (
        record.kind,
        record.id,
        record.subject,
        record.changed_at,
        record.changed_at or UNDATED,
        written,
        blake2b(named, digest_size=10).hexdigest(),
    )


COLUMNS = ("kind", "record_id", "subject", "source_updated_at", "dated_at", "body", "body_hash")


def _table(rows: Sequence[tuple[Any, ...]], *, marks: Mapping[str, str], numbers: range, zone: str) -> pa.Table:
    types = arrow_schema(RECORD)
    columns = {
        name: pa.array(values, types.field(name).type)
        for name, values in zip(COLUMNS, zip(*rows, strict=True), strict=True)
    }
    columns |= {name: pa.repeat(pa.scalar(value, pa.string()), len(rows)) for name, value in marks.items()}
    columns["raw_ref"] = pa.array([str(number) for number in numbers], pa.string())
    full = conform(pa.table(columns), contract=RECORD, zone=zone)
    return full.append_column("row_no", pa.array(numbers, pa.int64()))


class _Apart:
    """The records that cannot be read, written beside and counted by what is wrong with them."""

    def __init__(self, path: Path, *, door: Doorway, identifiers: Sequence[Identifier]) -> None:
        self.count = 0
        self._door = door
        self._identifiers = identifiers
        self._file = RejectedRows(path, header=("record",))
        self._rows = Counter[str]()
        self._examples: dict[str, list[tuple[int, str | None]]] = {}

    def add(self, wrong: Unreadable) -> None:
        because, _ = self._door.redact_json(wrong.because)
        text = self._clean(wrong.text)
        self._file.add([text], number=wrong.place, reasons=[because])
        self.count += 1
        self._rows[because] += 1
        examples = self._examples.setdefault(because, [])
        if len(examples) < EXAMPLES:
            examples.append((wrong.place, None))

    def _clean(self, text: str) -> str:
        """Return a record as it may be kept: with its customers keyed, where it can be read so far."""
        try:
            body = json.loads(text)
        except (ValueError, RecursionError):
            body = text
        clean, _ = self._door.redact_json(body, identifiers=self._identifiers if isinstance(body, dict) else ())
        return clean if isinstance(clean, str) else json.dumps(clean, ensure_ascii=False)

    def close(self) -> None:
        self._file.close()

    def groups(self) -> tuple[ErrorGroup, ...]:
        fix = "mend the record in the file of rejected records, or export it again"
        found = [ErrorGroup(because, fix, rows, tuple(self._examples[because])) for because, rows in self._rows.items()]
        return tuple(sorted(found, key=lambda group: (-group.rows, group.says)))
