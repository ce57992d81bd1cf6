"""A file as rows, whatever its form."""

from collections.abc import Callable
from pathlib import Path

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.columnar import read_parquet_file
from centreline.evidence.ingest.delimited import read_delimited
from centreline.evidence.ingest.raw import RawFile
from centreline.evidence.ingest.recognise import Form, recognise
from centreline.evidence.ingest.records import read_json, read_json_lines
from centreline.evidence.ingest.sheet import read_sheet

__all__ = ["read_rows"]

READERS: dict[Form, Callable[..., RawFile]] = {
    Form.DELIMITED: read_delimited,
    Form.SHEET: read_sheet,
    Form.JSON: read_json,
    Form.JSON_LINES: read_json_lines,
    Form.PARQUET: read_parquet_file,
}


def read_rows(path: Path, *, mapping: Mapping) -> RawFile:
    """Return the rows of a file as text, in batches.

    Raises:
        FileUnreadable: the file cannot be read as a table.
        MappingInvalid: the mapping does not fit it.
    """
    return READERS[recognise(path, mapping=mapping)](path, mapping=mapping)
