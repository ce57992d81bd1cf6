"""Somebody else's records that mention a person who was erased: they stay, without the mention.

Whose a record is that nobody brought before, only its source can tell: the records of its subject are put together,
and a contact of a customer who is known, and is not the person, is that customer's.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from ibis.expr.types import Table

from centreline.evidence.tombstones import Tombstones, contact_hash
from centreline.evidence.vendors.customers import is_of_customer
from centreline.evidence.vendors.source import Record, Source

__all__ = ["with_others_spared"]

COLUMNS = ["source", "subject", "kind", "record_id", "source_updated_at", "body", "zone"]


def with_others_spared(tombstones: Tombstones, staged: Path, *, current: Table | None, source: Source) -> Tombstones:
    """Return who was erased, and as mentioned besides what staged records say of others who are known.

    Args:
        tombstones: Who was erased.
        staged: Records that are brought.
        current: Records that are there; None where there are none.
        source: Their reader.
    """
    if not tombstones.people:
        return tombstones
    naming = set(_naming(staged, tombstones.people))
    if not naming:
        return tombstones
    spared = {
        contact_hash(*subject)
        for subject, records in _records_of(naming, staged, current=current).items()
        if _is_of_somebody_else(subject[1], records, source=source, people=tombstones.people)
    }
    return replace(tombstones, mentioned=tombstones.mentioned | spared)


def _naming(staged: Path, people: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield source and subject of staged records that name one of these people."""
    with pq.ParquetFile(staged) as file:
        for batch in file.iter_batches(columns=["source", "subject", "body"]):
            named = batch.filter(pc.match_substring_regex(batch["body"], "|".join(sorted(people))))
            yield from zip(named["source"].to_pylist(), named["subject"].to_pylist(), strict=True)


def _records_of(
    subjects: Collection[tuple[str, str]], staged: Path, *, current: Table | None
) -> Mapping[tuple[str, str], Collection[Mapping[str, Any]]]:
    """Return the records of some subjects: those that are there, and over them those that are brought."""
    held: dict[tuple[str, str], dict[tuple[str, str], Mapping[str, Any]]] = defaultdict(dict)
    for row in _rows(subjects, staged, current=current):
        if (row["source"], row["subject"]) in subjects:
            held[row["source"], row["subject"]][row["kind"], row["record_id"]] = row
    return {subject: records.values() for subject, records in held.items()}


def _rows(subjects: Collection[tuple[str, str]], staged: Path, *, current: Table | None) -> Iterator[Mapping[str, Any]]:
    wanted = sorted({subject for _, subject in subjects})
    if current is not None:
        yield from current.filter(current.subject.isin(wanted)).select(COLUMNS).to_pyarrow().to_pylist()
    with pq.ParquetFile(staged) as file:
        for batch in file.iter_batches(columns=COLUMNS):
            yield from batch.filter(pc.is_in(batch["subject"], pa.array(wanted, pa.string()))).to_pylist()


def _is_of_somebody_else(
    subject: str, held: Collection[Mapping[str, Any]], *, source: Source, people: Collection[str]
) -> bool:
    if is_of_customer(subject):
        return False
    records = [
        Record(row["kind"], row["record_id"], subject, row["source_updated_at"], json.loads(row["body"]))
        for row in sorted(held, key=lambda row: (row["kind"], row["record_id"]))
    ]
    assembled = source.assemble(subject, records, zone=min(row["zone"] for row in held))
    customers = {row.get("customer_id") for row in assembled.rows.get("contact", ())} - {None}
    return bool(customers) and not customers & set(people)
