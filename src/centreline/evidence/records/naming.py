"""A name of a source belongs to one reader: rows of one name that came another way would displace each other."""

from ibis.expr.types import Table

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import open_engine
from centreline.evidence.lake import Lake
from centreline.evidence.records.assembling import raw_ref_of
from centreline.evidence.vendors.source import Source
from centreline.kernel.errors import EvidenceConflict

__all__ = ["check_name"]


def check_name(lake: Lake, named: str, *, source: Source) -> None:
    """Make sure that rows of this name, in the tables the reader fills, were made by the same reader.

    Raises:
        EvidenceConflict: some came another way.
    """
    connection = open_engine()
    for table in source.tables:
        rows = current_rows(connection, lake.folder / table, contract=CONTRACTS[table])
        if rows is not None and (other := _stranger(rows, named, source=source)) is not None:
            raise EvidenceConflict(
                f"the table {table} has rows of the source {named!r} already that came through {other!r}",
                where=str(lake.folder / table),
                fix="give this one another name with `--as NAME`, or undo the import that brought those",
            )


def _stranger(rows: Table, named: str, *, source: Source) -> str | None:
    own = rows.raw_ref.startswith(raw_ref_of(source.name, ""))
    strangers = rows.filter((rows.source == named) & ~own.fill_null(False))
    found = strangers.limit(1).mapping_version.to_pyarrow().to_pylist()
    return str(found[0]) if found else None
