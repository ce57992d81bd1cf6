"""A made-up centre as files: what is written, and what its systems would export, with the mappings that read them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import yaml
from pyarrow import csv

from centreline.blueprint.files import dump_blueprint, dump_claims
from centreline.evidence.contract import Contract, Kind
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.schema import local_times
from centreline.samples.cast import NAME
from centreline.samples.extracts import EXTRACTS, Extract
from centreline.samples.made_up import MadeUpCentre

__all__ = ["WrittenExtract", "write_centre"]


@dataclass(frozen=True, slots=True)
class WrittenExtract:
    """A file of records and the mapping that reads it.

    Attributes:
        table: Contract it fills.
        export: The file.
        mapping: The mapping.
    """

    table: str
    export: Path
    mapping: Path


def write_centre(centre: MadeUpCentre, folder: Path) -> tuple[WrittenExtract, ...]:
    """Write a centre into a folder: blueprint/, claims/, mappings/, exports/ and, for planted faults, answer-key.yaml.

    Times are written as the wall clocks of each system showed them, durations in seconds.

    Returns:
        The extracts in the order in which they are best brought.

    Raises:
        ArgumentInvalid: the folder holds a blueprint or claims already.
    """
    dump_blueprint(centre.blueprint, folder / "blueprint")
    dump_claims(centre.claims, folder / "claims")
    for name in ("exports", "mappings"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    if centre.answer_key:
        _write_answer_key(centre, folder / "answer-key.yaml")
    return tuple(_written(centre, folder))


def _written(centre: MadeUpCentre, folder: Path) -> Iterator[WrittenExtract]:
    for extract in EXTRACTS:
        if extract.table not in centre.tables:
            continue
        ending = "ndjson" if extract.form == "ndjson" else "csv"
        export, mapping = folder / "exports" / f"{extract.name}.{ending}", folder / "mappings" / f"{extract.name}.yaml"
        _write_rows(_as_exported(centre.tables[extract.table], extract), export, extract=extract)
        mapping.write_text(_mapping_text(extract), encoding="utf-8")
        yield WrittenExtract(extract.table, export, mapping)


def _as_exported(table: pa.Table, extract: Extract) -> pa.Table:
    """Return the rows of an extract under its own names, times as its wall clock showed them."""
    if extract.source is not None:
        table = table.filter(pc.equal(table["source"], extract.source))
    columns = {}
    for ours, theirs in extract.columns.items():
        kind = CONTRACTS[extract.table].column(ours).kind
        values = table[ours] if ours in table.column_names else pa.nulls(table.num_rows, pa.string())
        columns[theirs] = _as_written(values, kind=kind, ours=ours, extract=extract, zones=table["zone"])
    return pa.table(columns)


def _as_written(values: Any, *, kind: Kind, ours: str, extract: Extract, zones: Any) -> Any:
    if pa.types.is_null(values.type):
        return values
    if kind in (Kind.INSTANT, Kind.DAY):
        return _time_as_written(values, kind=kind, extract=extract, zones=zones)
    if kind is Kind.MILLISECONDS:
        return pc.divide(values.cast(pa.int64()), 1000)
    if kind is Kind.FLAG:
        return pc.if_else(values, "Y", "N")
    if extract.form == "semicolons" and kind is Kind.NUMBER:
        return pc.replace_substring(values.cast(pa.string()), pattern=".", replacement=",")
    return _translated(values, {our: their for their, our in extract.words.get(ours, {}).items()})


def _time_as_written(values: Any, *, kind: Kind, extract: Extract, zones: Any) -> Any:
    if kind is Kind.DAY:
        return pc.strftime(values, format=extract.day)
    there = local_times(pa.chunked_array([values]) if isinstance(values, pa.Array) else values, zones=zones)
    # A clock that shows whole seconds: `%S` of anything finer would print a fraction.
    return pc.strftime(there.cast(pa.timestamp("s")), format=extract.clock)


def _translated(values: Any, words: dict[str, str]) -> Any:
    for ours, theirs in words.items():
        values = pc.if_else(pc.equal(values, ours), theirs, values)
    return values


def _write_rows(rows: pa.Table, path: Path, *, extract: Extract) -> None:
    if extract.form == "ndjson":
        with path.open("w", encoding="utf-8") as file:
            for batch in rows.to_batches(max_chunksize=20_000):
                file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in batch.to_pylist())
        return
    delimiter = ";" if extract.form == "semicolons" else ","
    csv.write_csv(rows, path, csv.WriteOptions(delimiter=delimiter, quoting_style="needed"))


def _mapping_text(extract: Extract) -> str:
    contract = CONTRACTS[extract.table]
    document: dict[str, Any] = {
        "mapping": extract.name,
        "version": 1,
        "table": extract.table,
        "about": f"{NAME}. {extract.about}",
        "zone": extract.zone or {"column": extract.columns["zone"]},
    }
    if extract.form == "semicolons":
        document["decimal"] = ","
    if extract.source is not None:
        document["constants"] = {"source": extract.source}
    document["columns"] = {
        ours: _filling(theirs, ours=ours, contract=contract, extract=extract)
        for ours, theirs in extract.columns.items()
        if ours != "zone"
    }
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True, width=110)


def _filling(theirs: str, *, ours: str, contract: Contract, extract: Extract) -> str | dict[str, Any]:
    kind = contract.column(ours).kind
    filling: dict[str, Any] = {"from": theirs}
    if kind is Kind.MILLISECONDS:
        filling["unit"] = "s"
    if kind is Kind.INSTANT:
        filling["format"] = extract.clock
    if kind is Kind.DAY:
        filling["format"] = extract.day
    if ours in extract.words:
        filling["values"] = dict(extract.words[ours])
    return filling if len(filling) > 1 else theirs


def _write_answer_key(centre: MadeUpCentre, path: Path) -> None:
    key = [
        {"fault": one.fault, "story": one.story, "checks": list(one.checks), "element": one.element}
        for one in centre.answer_key
    ]
    text = yaml.safe_dump({"made_up": True, "planted": key}, sort_keys=False, allow_unicode=True, width=110)
    path.write_text(text, encoding="utf-8")
