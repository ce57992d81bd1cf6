"""Subjects of which records have left because their time was over: what was read from those still stands.

    evidence/.aged/2026-09.parquet   digests of the subjects that lost records in that run

Records are kept for less time than most rows that were read from them. A late record of such a subject is read without
those that left, so a row that is not read again has not been taken back by its source: it stays until its own time is
over.
"""

from pathlib import Path
from typing import Any

import ibis
import pyarrow.parquet as pq
from ibis.expr.types import Table, Value

from centreline.evidence.belonging import SEPARATOR
from centreline.evidence.contract import Contract
from centreline.evidence.contracts.customer import CUSTOMER
from centreline.evidence.merging import content_columns, key_names, keyed

__all__ = ["aged_among", "filled_from_aged", "note_aged"]

FOLDER = ".aged"
DIGITS = 16


def note_aged(folder: Path, subjects: Table, *, run: str) -> None:
    """Note the subjects that are about to lose records: the file is whole or not there.

    Args:
        folder: The lake.
        subjects: Columns `source` and `raw_ref`, as rows that were read from them carry it.
        run: What the removal is called; the same run again notes the same.
    """
    digests = subjects.select(digest=_digest(subjects)).distinct().order_by("digest").to_pyarrow()
    if not digests.num_rows:
        return
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    half = place / f"{run}.half"
    pq.write_table(digests, half, compression="zstd")
    half.replace(place / f"{run}.parquet")


def aged_among(connection: Any, folder: Path, touched: Table) -> Table | None:
    """Return those of the touched subjects that lost records; None where no subject of the lake ever did.

    Args:
        connection: From `open_engine`.
        folder: The lake.
        touched: Columns `source` and `raw_ref`.
    """
    files = sorted((folder / FOLDER).glob("*.parquet"))
    if not files:
        return None
    noted = connection.read_parquet([str(file) for file in files])
    return touched.semi_join(noted, [_digest(touched) == noted.digest])


def filled_from_aged(rows: Table, current: Table, *, aged: Table, contract: Contract) -> Table:
    """Return rows read anew; of an aged customer, what was not said again stands as it was.

    Of a customer each field is what was said of it last, so silence takes nothing back. The other tables are read from
    records that speak of everything at once.
    """
    if contract.name != CUSTOMER.name:
        return rows
    names = [name for name in content_columns(contract) if name not in contract.key and name != contract.dated_by]
    held = keyed(current.semi_join(aged, ["source", "raw_ref"]), contract=contract)
    old = held.select(*key_names(contract), **{f"old_{name}": held[name] for name in names})
    met = keyed(rows, contract=contract).left_join(old, key_names(contract))
    filled = met.mutate(**{name: ibis.coalesce(met[name], met[f"old_{name}"]) for name in names})
    return filled.select(rows.columns)


def _digest(subjects: Table) -> Value:
    return (subjects.source + SEPARATOR + subjects.raw_ref).hexdigest("md5").left(DIGITS)
