"""JSON and NDJSON: records whose nested names are joined with dots."""

import json
import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Block
from itertools import islice
from pathlib import Path
from typing import Any

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.guarded import unreadable
from centreline.evidence.ingest.raw import BATCH_ROWS, RawBatch, RawFile, Row, batch_of, missing_columns
from centreline.evidence.ingest.text import TextFile, misencoded, open_text
from centreline.kernel.errors import MappingInvalid

__all__ = ["read_json", "read_json_lines"]

LARGEST_DOCUMENT = 256 * 1024 * 1024
"""Bytes of a JSON document, which has to be held whole; JSON lines are not bounded."""

NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")

Record = Block[str, str | None]


def read_json_lines(path: Path, *, mapping: Mapping) -> RawFile:
    """Read a file with one JSON object on each line.

    Raises:
        FileUnreadable: a line is not a JSON object.
        MappingInvalid: the first records know none of a column the mapping reads.
    """
    return _file(_lines(path, mapping=mapping), path=path, mapping=mapping)


def read_json(path: Path, *, mapping: Mapping) -> RawFile:
    """Read a JSON document: a list of objects, or one inside it that `records` of the mapping names.

    Raises:
        FileUnreadable: it is not JSON, too large, or holds no list of objects.
        MappingInvalid: `records` names no list, or has to be written.
    """
    with open_text(path, mapping=mapping) as text:
        try:
            document = text.read(LARGEST_DOCUMENT + 1)
        except UnicodeDecodeError as error:
            raise misencoded(path, mapping=mapping, error=error) from None
    if len(document) > LARGEST_DOCUMENT:
        what = f"{path.name!r} is one JSON document of more than {LARGEST_DOCUMENT // 1024**2} MB"
        raise unreadable(path, what, fix="export it as NDJSON, one record on each line")
    records = _list_in(_parsed(document, path=path, row=None), mapping=mapping, path=path)
    numbered = ((number, _flat(record)) for number, record in enumerate(records, start=1))
    return _file(((number, record, number / len(records)) for number, record in numbered), path=path, mapping=mapping)


def _lines(path: Path, *, mapping: Mapping) -> Iterator[tuple[int, Record, float]]:
    with open_text(path, mapping=mapping) as text:
        for number, line in _numbered_lines(text, path=path, mapping=mapping):
            if line.strip():
                record = _parsed(line, path=path, row=number)
                if not isinstance(record, dict):
                    what = f"line {number:,} of {path.name!r} is no JSON object: {line.strip()[:40]!r}"
                    raise unreadable(path, what, fix="write one object {…} on each line", row=number)
                yield number, _flat(record), text.share_read


def _numbered_lines(text: TextFile, *, path: Path, mapping: Mapping) -> Iterator[tuple[int, str]]:
    try:
        yield from enumerate(text, start=1)
    except UnicodeDecodeError as error:
        raise misencoded(path, mapping=mapping, error=error) from None


def _parsed(text: str, *, path: Path, row: int | None) -> Any:
    try:
        value = json.loads(text, parse_constant=_refuse_constant, object_pairs_hook=_without_repeats)
        _refuse_what_is_no_text(value, text)
    except RecursionError:
        what, fix = "is nested too deeply", "export flat records"
    except json.JSONDecodeError as error:
        # The message alone: it names the position, and quoting the text could show what nobody should see.
        what, fix = f"is no valid JSON ({error})", "export it again; a file that was cut off ends in the middle"
        if error.msg == "Extra data":
            fix = "put every record on a line of its own, or all of them in one list"
    except ValueError as error:
        what, fix = f"is no valid JSON ({error})", "mend the value, or leave it out"
    else:
        return value
    where = f"line {row:,} of {path.name!r}" if row is not None else repr(path.name)
    raise unreadable(path, f"{where} {what}", fix=fix, row=row)


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is not a number JSON knows")


def _refuse_what_is_no_text(value: Any, written: str) -> None:
    if NUL.search(written):
        raise ValueError("a text holds a NUL character")
    if SURROGATE.search(written):
        try:
            json.dumps(value, ensure_ascii=False).encode()
        except UnicodeEncodeError:
            raise ValueError("a text holds half a character, as texts do that were cut inside an emoji") from None


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    block = dict(pairs)
    if len(block) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"the name {twice!r} comes twice in one object")
    return block


def _list_in(document: Any, *, mapping: Mapping, path: Path) -> list[Any]:
    lists = [(name, value) for name, value in _branches(document) if isinstance(value, list)]
    if mapping.records is not None:
        found = [value for name, value in lists if name == mapping.records]
    else:
        found = [document] if isinstance(document, list) else []
    if found and all(isinstance(record, dict) for record in found[0]):
        if not found[0]:
            raise unreadable(
                path, f"{path.name!r} holds an empty list", fix="export a period in which something happened"
            )
        return list(found[0])
    names = [name for name, value in lists if name and value and isinstance(value[0], dict)]
    raise _records_elsewhere(names, mapping=mapping, path=path)


def _records_elsewhere(names: Iterable[str], *, mapping: Mapping, path: Path) -> MappingInvalid:
    return MappingInvalid(
        f"the list of records is not at {mapping.records or 'the top'} of {path.name!r}",
        where=mapping.place("records"),
        fix=f"write `records: PATH`; lists of objects in the file: {', '.join(names) or 'none'}",
    )


def _branches(document: Any, *, name: str = "", depth: int = 0) -> Iterator[tuple[str, Any]]:
    yield name, document
    if isinstance(document, dict) and depth < 6:
        for key, value in document.items():
            yield from _branches(value, name=f"{name}.{key}" if name else key, depth=depth + 1)


def _flat(record: Block[str, Any], *, inside: str = "") -> dict[str, str | None]:
    flat: dict[str, str | None] = {}
    for name, value in record.items():
        if isinstance(value, dict) and value:
            flat |= _flat(value, inside=f"{inside}{name}.")
        else:
            flat[f"{inside}{name}"] = _text(value)
    return flat


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return str(int(value))
    return json.dumps(value, ensure_ascii=False)


def _file(records: Iterable[tuple[int, Record, float]], *, path: Path, mapping: Mapping) -> RawFile:
    records = iter(records)
    first = list(islice(records, BATCH_ROWS))
    header = list(dict.fromkeys(name for _, record, _ in first for name in record))
    if not mapping.reads & set(header):
        # One object on one line looks like a file of one record; its records may lie in a list inside of it.
        lists = [name for name in header if len(first) == 1 and (first[0][1].get(name) or "").startswith("[{")]
        if lists:
            raise _records_elsewhere(lists, mapping=mapping, path=path)
        raise missing_columns(mapping, header, where=str(path))
    absent = sorted(mapping.reads - set(header))
    remarks = tuple(f"No record up to number {first[-1][0]:,} has {name!r}." for name in absent)
    names = tuple(header + absent)
    return RawFile(names, _batches(first, records, names, mapping=mapping), remarks)


def _batches(
    some: list[tuple[int, Record, float]],
    rest: Iterator[tuple[int, Record, float]],
    names: tuple[str, ...],
    *,
    mapping: Mapping,
) -> Iterator[RawBatch]:
    while some:
        rows: list[tuple[int, Row]] = [(number, [record.get(name) for name in names]) for number, record, _ in some]
        yield batch_of(rows, header=names, needed=sorted(mapping.reads), share_read=some[-1][2])
        some = list(islice(rest, BATCH_ROWS))
