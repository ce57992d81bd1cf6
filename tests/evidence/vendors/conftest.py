"""What every source has to hold, as fixtures: give one the source and some of its records.

    same_tables_however_delivered(SOURCE, RECORDS)                       in any order, twice, split, older after newer
    undone_as_if_never_brought(SOURCE, RECORDS)                          each of two files, taken back
    unknown_fields_are_kept(SOURCE, RECORDS)                             a field nobody foresaw changes no row
    unknown_word_becomes_other(SOURCE, RECORDS, at="Channel", column="contact.channel")

A source has to be in the book. Records are JSON objects, written one on each line; for another form give `write`,
which is called with the path and some of the records. Several versions of one record are what makes the first tell.
"""

import copy
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.contracts.record import RECORD
from centreline.evidence.delta import current_rows
from centreline.evidence.engine import open_engine
from centreline.evidence.lake import Lake
from centreline.evidence.merging import content_columns
from centreline.evidence.privacy.door import Door
from centreline.evidence.records import RecordsReport, bring_records
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import
from centreline.evidence.vendors.source import Source

for folder in ("amazon_connect", "genesys", "ocel", "twilio", "vcon", "xes"):
    sys.path.insert(0, str(Path(__file__).parent / folder))  # each has a module of made-up files

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
Write = Callable[[Path, Sequence[Any]], None]
Tables = dict[str, list[dict[str, Any]]]


def write_lines(path: Path, records: Sequence[Any]) -> None:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")


class Delivery:
    """A lake of its own, and the files that were brought into it."""

    def __init__(self, folder: Path, source: Source, *, write: Write, suffix: str, zone: str) -> None:
        self.lake = Lake(folder / "evidence")
        self._folder = folder
        self._source, self._write, self._suffix, self._zone = source, write, suffix, zone
        self._files = 0

    def bring(self, records: Sequence[Any]) -> RecordsReport:
        self._files += 1
        path = self._folder / f"{self._files}{self._suffix}"
        self._write(path, records)
        return bring_records(
            self.lake, path, source=self._source, named="a_system", zone=self._zone, now=NOW, door=Door(b"s" * 32)
        )

    def undo(self, report: RecordsReport) -> None:
        assert report.imported is not None
        undo_import(self.lake, report.imported.id, now=NOW)

    def tables(self) -> Tables:
        """Return the rows of all tables, in an order of their own, without what names the import."""
        evidence = self.lake.evidence(scope=Scope.whole_centre("a test"))
        found = {}
        for name in evidence.tables:
            columns = [*content_columns(CONTRACTS[name]), "raw_ref"]
            rows = evidence.rows(evidence.table(name).select(columns))
            found[name] = sorted(rows, key=lambda row: json.dumps(row, default=str, sort_keys=True))
        return found

    def bodies(self) -> list[str]:
        rows = current_rows(open_engine(), self.lake.folder / RECORD.name, contract=RECORD)
        return [] if rows is None else rows.body.to_pyarrow().to_pylist()


@pytest.fixture
def delivery() -> Callable[..., Any]:
    """Return a lake to deliver files of one source into, as a context manager."""

    @contextmanager
    def deliver(
        source: Source, *, write: Write = write_lines, suffix: str = ".json", zone: str = "Europe/Berlin"
    ) -> Iterator[Delivery]:
        folder = Path(tempfile.mkdtemp(prefix="centreline-delivery-"))
        try:
            yield Delivery(folder, source, write=write, suffix=suffix, zone=zone)
        finally:
            shutil.rmtree(folder)

    return deliver


def times() -> int:
    """Return how many times as often a delivery is tried: five times at night, whatever a test names."""
    return 5 if settings.default.max_examples >= 1_000 else 1


@pytest.fixture
def same_tables_however_delivered(delivery: Callable[..., Any]) -> Callable[..., Tables]:
    """Check that order, repetition and splitting change no row; returns the tables."""

    def check(source: Source, records: Sequence[Any], *, examples: int = 4, **form: Any) -> Tables:
        with delivery(source, **form) as plain:
            plain.bring(records)
            expected: Tables = plain.tables()
        assert expected, "records that fill no table show nothing"

        @settings(max_examples=examples * times(), deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.data())
        def in_any_way(data: st.DataObject) -> None:
            again = data.draw(st.lists(st.sampled_from(range(len(records))), max_size=4), label="delivered twice")
            order = data.draw(st.permutations([*range(len(records)), *again]), label="order")
            cuts = sorted(data.draw(st.sets(st.integers(1, len(order)), max_size=2), label="files end after"))
            with delivery(source, **form) as other:
                for start, end in zip([0, *cuts], [*cuts, len(order)], strict=True):
                    if order[start:end]:
                        other.bring([records[place] for place in order[start:end]])
                assert other.tables() == expected

        in_any_way()
        return expected

    return check


@pytest.fixture
def undone_as_if_never_brought(delivery: Callable[..., Any]) -> Callable[..., list[Tables]]:
    """Check that each of two files can be taken back, the first one too; returns the tables of each alone."""

    def check(source: Source, records: Sequence[Any], *, overlap: int = 1, **form: Any) -> list[Tables]:
        middle = len(records) // 2
        first, second = records[: middle + overlap], records[middle:]
        alone = []
        for part in (first, second):
            with delivery(source, **form) as other:
                other.bring(part)
                alone.append(other.tables())
        for taken, left in ((1, 0), (0, 1)):
            with delivery(source, **form) as both:
                reports = [both.bring(first), both.bring(second)]
                both.undo(reports[taken])
                assert both.tables() == alone[left]
                both.undo(reports[left])
                assert both.tables() == {}
                assert both.bodies() == []
        return alone

    return check


@pytest.fixture
def unknown_fields_are_kept(delivery: Callable[..., Any]) -> Callable[..., Tables]:
    """Check that a field nobody foresaw is kept with its record and changes no row; returns the tables."""

    def check(source: Source, records: Sequence[Any], *, inside: str = "", **form: Any) -> Tables:
        with delivery(source, **form) as plain:
            plain.bring(records)
            expected = plain.tables()
        grown = copy.deepcopy(list(records))
        for record in grown:
            place = record
            for step in inside.split(".") if inside else ():
                place = place[step]
            place["field_of_next_year"] = {"of": ["a new kind"]}
        with delivery(source, **form) as other:
            report = other.bring(grown)
            assert other.tables() == expected
            assert report.counts.rejected == 0
            assert any("field_of_next_year" in body for body in other.bodies())
        return expected

    return check


@pytest.fixture
def unknown_word_becomes_other(delivery: Callable[..., Any]) -> Callable[..., RecordsReport]:
    """Check that a word nobody foresaw becomes "other", is counted, and stops nothing; returns the report."""

    def check(source: Source, records: Sequence[Any], *, at: str, column: str, **form: Any) -> RecordsReport:
        grown = copy.deepcopy(list(records))
        *steps, last = at.split(".")
        for record in grown:
            place = record
            for step in steps:
                place = place[int(step)] if step.isdigit() else place[step]
            place[last] = "WORD_OF_NEXT_YEAR"
        table, name = column.split(".")
        with delivery(source, **form) as other:
            report = other.bring(grown)
            assert "other" in {row[name] for row in other.tables()[table]}
            assert (column, "WORD_OF_NEXT_YEAR") in {(word.column, word.word) for word in report.strange}
            assert any("WORD_OF_NEXT_YEAR" in body for body in other.bodies())
        return report

    return check
