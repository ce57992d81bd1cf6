"""What stands in a file nobody has mapped yet: its columns and some of its rows, as they pass the door."""

from collections import Counter
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa

from centreline.evidence.filling import Filling, Mapping
from centreline.evidence.ingest.instants import could_be_either_order
from centreline.evidence.ingest.reading import read_rows
from centreline.evidence.ingest.recognise import Form, recognise
from centreline.evidence.ingest.text import marked_as
from centreline.evidence.privacy.door import Door
from centreline.kernel.errors import FileUnreadable, MappingInvalid

__all__ = ["Glimpse", "SeenColumn", "TextAs", "check_is_a_table", "glimpse_of", "is_text"]

ROWS_READ = 2_000
ROWS_SHOWN = 50
SAMPLES = 3
WORDS_KEPT = 40
LONGEST_WORD = 60
OLD_WINDOWS = "cp1252"
"""What text is tried as that is not Unicode: what office programs in the west wrote before it."""


@dataclass(frozen=True, slots=True)
class SeenColumn:
    """One column of a file.

    Attributes:
        name: As its header names it.
        samples: The first three values that differ, as they pass the door.
        words: Every different value and how often, the commonest first, as they pass the door; empty where there are
            more than forty, which no list of words is.
        filled_share: Share of the rows that were read in which it holds something, 0 to 1.
        personal: Kinds of personal data the door met in it, such as `email`.
        raw: Values as the file writes them, for judging what they are; never shown.
    """

    name: str
    samples: tuple[str, ...]
    words: tuple[tuple[str, int], ...]
    filled_share: float
    personal: tuple[str, ...]
    raw: tuple[str, ...]

    @property
    def day_and_month(self) -> tuple[str, str | None] | None:
        """A date whose day and month could be either, and the order if another date gives it away; None if none is."""
        found = could_be_either_order(self.raw)
        return None if found is None else (found[0][:LONGEST_WORD], found[1])


@dataclass(frozen=True, slots=True)
class TextAs:
    """How somebody says that a text is taken apart; what is None is found.

    Attributes:
        encoding: Encoding of its bytes.
        delimiter: What separates its columns; `tab` for a tab.
        header_row: Row that names them, from 1.
    """

    encoding: str | None = None
    delimiter: str | None = None
    header_row: int | None = None


@dataclass(frozen=True, slots=True)
class Glimpse:
    """What a first look at a file shows.

    Attributes:
        columns: Its columns, in their order.
        rows: The first fifty rows, as they pass the door.
        encoding: Encoding it was read in where it is not Unicode; None where it is.
        remarks: What a person should know of how it was read.
        marked: Encoding that a mark at the beginning of the file says; None without one.
        delimiter: What separates the columns; None where it is no delimited text.
        header_row: Row that names them, from 1; None where the form has no such row.
    """

    columns: tuple[SeenColumn, ...]
    rows: tuple[tuple[str, ...], ...]
    encoding: str | None
    remarks: tuple[str, ...]
    marked: str | None = None
    delimiter: str | None = None
    header_row: int | None = None

    def column(self, name: str) -> SeenColumn | None:
        """Return the column of that name; None where there is none."""
        return next((one for one in self.columns if one.name == name), None)


FOUND = TextAs()
"""Everything of how a text is taken apart is found."""


def glimpse_of(path: Path, *, door: Door, text_as: TextAs = FOUND) -> Glimpse:
    """Look at the beginning of a file; nothing is written.

    Args:
        path: The file.
        door: What every value passes before it is shown.
        text_as: What somebody said of how it is taken apart; of a file that is no text only the header row counts.

    Raises:
        FileUnreadable: it is nothing that can be read as a table.
        MappingInvalid: no row of it names columns.
    """
    try:
        return _read(path, door=door, text_as=text_as)
    except (FileUnreadable, MappingInvalid) as stopped:
        if text_as.encoding is not None or "`encoding:" not in stopped.fix:
            raise
        return _read(path, door=door, text_as=replace(text_as, encoding=OLD_WINDOWS))


def is_text(path: Path) -> bool:
    """Say whether a file is delimited text, so that it can be taken apart in more than one way."""
    try:
        return recognise(path, mapping=_looking(FOUND)) is Form.DELIMITED
    except FileUnreadable:
        return False


def check_is_a_table(path: Path) -> None:
    """Stop at a file that is nothing a table can be read from, whatever its name says.

    Raises:
        FileUnreadable: it is a picture, a program, a page, empty or damaged.
    """
    recognise(path, mapping=_looking(FOUND))


def _looking(text_as: TextAs, **columns: Filling) -> Mapping:
    """Return a mapping that reads the columns as they are; without any it reads the header alone."""
    fillings = columns or {"nothing": Filling(expression="1")}
    said = {name: value for name, value in asdict(text_as).items() if value is not None}
    return Mapping.model_validate(
        {"mapping": "a first look", "version": 1, "table": "contact", "columns": fillings, **said}
    )


def _read(path: Path, *, door: Door, text_as: TextAs) -> Glimpse:
    # Nothing is read of a column before the header is known: the row that names most columns is taken for it.
    raw = read_rows(path, mapping=_looking(text_as))
    names = [name for name, times in Counter(raw.header).items() if name and times == 1]
    if not names:
        raise MappingInvalid(
            f"no row of {path.name!r} names its columns", where=str(path), fix="write a header above the rows"
        )
    found = replace(text_as, header_row=raw.header_row)
    wanted = _looking(found, **{f"column {place}": Filling(from_=name) for place, name in enumerate(names)})
    batch = next(read_rows(path, mapping=wanted).batches, None)
    table = pa.table({name: [] for name in names}) if batch is None else batch.table.slice(0, ROWS_READ)
    texts = {name: _texts(table, name) for name in names}
    columns = tuple(_seen(name, texts[name], door=door) for name in names)
    shown = zip(*([_shown(name, text, door=door) for text in texts[name][:ROWS_SHOWN]] for name in names), strict=True)
    return Glimpse(
        columns,
        tuple(shown),
        text_as.encoding,
        raw.remarks,
        marked=marked_as(path),
        delimiter=raw.delimiter,
        header_row=raw.header_row,
    )


def _texts(table: pa.Table, name: str) -> list[str]:
    return ["" if value is None else str(value) for value in table.column(name).to_pylist()]


def _seen(name: str, texts: list[str], *, door: Door) -> SeenColumn:
    counted = Counter(text for text in texts if text)
    passed = {text: door.redact_field(name, text) for text in list(counted)[:WORDS_KEPT]}
    kinds = dict.fromkeys(kind for one in passed.values() for kind in one.found)
    words = counted.most_common() if len(counted) <= WORDS_KEPT else []
    return SeenColumn(
        name=name,
        samples=tuple(passed[text].text[:LONGEST_WORD] for text in list(counted)[:SAMPLES]),
        words=tuple((word, times) for word, times in words if passed[word].text == word and len(word) <= LONGEST_WORD),
        filled_share=counted.total() / len(texts) if texts else 0.0,
        personal=tuple(kinds),
        raw=tuple(counted),
    )


def _shown(name: str, text: str, *, door: Door) -> str:
    return door.redact_field(name, text).text[:LONGEST_WORD]
