"""Write what happened as an event log, for programs that show how cases flow."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from centreline.evidence.engine import Evidence
from centreline.evidence.privacy.door import Door
from centreline.evidence.vendors.log_cases import cases_of, has_one_source
from centreline.evidence.vendors.log_writing import LogCase
from centreline.evidence.vendors.ocel.writing import write_ocel
from centreline.evidence.vendors.ocel.written import OcelJson, OcelXml
from centreline.evidence.vendors.ocel.written_database import OcelDatabase
from centreline.evidence.vendors.xes.writing import write_xes
from centreline.kernel.errors import EvidenceMissing, PlaceUnusable
from centreline.kernel.period import Period

__all__ = ["LogForm", "WrittenLog", "write_log"]

Tell = Callable[[int, int | None], None]


class LogForm(StrEnum):
    """How a log is written."""

    XES = "xes"
    OCEL = "ocel"
    OCEL_XML = "ocel-xml"
    OCEL_SQLITE = "ocel-sqlite"

    @classmethod
    def of_ocel(cls, file: Path) -> "LogForm":
        """Return the form of OCEL that a file's name ends in: .xml, .sqlite or .db, and JSON for every other."""
        by_ending = {".xml": cls.OCEL_XML, ".sqlite": cls.OCEL_SQLITE, ".db": cls.OCEL_SQLITE}
        return by_ending.get(file.suffix.lower(), cls.OCEL)


@dataclass(frozen=True, slots=True)
class WrittenLog:
    """What was written.

    Attributes:
        file: Where.
        form: How.
        cases: How many cases.
        events: How many events.
    """

    file: Path
    form: LogForm
    cases: int
    events: int


def write_log(  # noqa: PLR0913 - what is written, where and of what comes in by name
    evidence: Evidence,
    file: Path,
    *,
    form: LogForm,
    door: Door,
    period: Period | None = None,
    queue: str | None = None,
    tell: Tell | None = None,
) -> WrittenLog:
    """Write an event log; the file is there when all of it is, and not before.

    Args:
        evidence: What happened, as the reader may see it.
        file: A new file.
        form: XES, or OCEL 2.0 as JSON, XML or SQLite.
        door: Of the workspace: customers leave as pseudonyms, texts are redacted again.
        period: Local days of the contacts.
        queue: Their first queue.
        tell: Is told how many cases have been gone through.

    Raises:
        EvidenceMissing: no contact and no event lies in the period and queue.
        PlaceUnusable: the file is there already, or cannot be written.
    """
    one_source = has_one_source(evidence)

    def cases() -> Iterator[LogCase]:
        for number, case in enumerate(cases_of(evidence, door=door, period=period, queue=queue), start=1):
            yield case
            if tell is not None:
                tell(number, None)

    def write(half: Path) -> tuple[int, int]:
        if form is LogForm.OCEL_SQLITE:
            with OcelDatabase(half) as database:
                return write_ocel(cases, database, one_source=one_source)
        with half.open("w", encoding="utf-8", newline="\n") as out:
            if form is LogForm.XES:
                return write_xes(cases(), out, one_source=one_source)
            sink = OcelXml(out) if form is LogForm.OCEL_XML else OcelJson(out)
            return write_ocel(cases, sink, one_source=one_source)

    written, events = _whole(file, write)
    return WrittenLog(file, form, written, events)


def _whole(file: Path, write: Callable[[Path], tuple[int, int]]) -> tuple[int, int]:
    """Write into a file beside, and put it in place when it is whole."""
    if file.exists():
        raise PlaceUnusable(f"{file.name!r} is there already", where=str(file), fix="name a new file, or remove it")
    half = None
    try:
        with tempfile.NamedTemporaryFile("rb", dir=file.parent, prefix=f".{file.name}.", delete=False) as beside:
            half = Path(beside.name)
            written, events = write(half)
            os.fsync(beside.fileno())
        if not written:
            raise EvidenceMissing(
                "no case lies in that period and queue", where=str(file), fix="choose others; nothing was written"
            )
        half.replace(file)
    except (OSError, sqlite3.OperationalError) as error:
        said = error.strerror if isinstance(error, OSError) else str(error)
        raise PlaceUnusable(
            f"{file.name!r} cannot be written: {said}", where=str(file), fix="check the folder and its space"
        ) from None
    finally:
        if half is not None:
            half.unlink(missing_ok=True)
    return written, events
