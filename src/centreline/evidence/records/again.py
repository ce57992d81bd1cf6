"""The same export again: how a source reads it is a part of what it is."""

from pathlib import Path

from centreline.evidence.ingest.again import counts_again, nothing_changed, origin_of
from centreline.evidence.journal import Import, Origin
from centreline.evidence.privacy.door import Door
from centreline.evidence.records.report import RecordsReport
from centreline.evidence.vendors.source import Source
from centreline.kernel.identity import content_hash

__all__ = ["nothing_new", "origin_of_records"]


def origin_of_records(path: Path, *, source: Source, named: str, zone: str, door: Door) -> Origin:
    """Return where the records of a file come from, and how they are read."""
    # An option that is settled in the records is in no reader's name, and the same file reads differently under it.
    option = getattr(source, "option", "")
    reading = content_hash({"source": source.name, "option": option, "named": named, "zone": zone})
    return origin_of(path, read_by=source.name, reading=reading, door=door)


def nothing_new(origin: Origin, earlier: Import, *, source: Source) -> RecordsReport:
    """Return what became of a file that was brought before."""
    return RecordsReport(
        file=origin.file,
        table=", ".join(source.tables),
        mapping=earlier.origin.mapping_version,
        counts=counts_again(earlier),
        skipped_because={},
        errors=(),
        strange=(),
        remarks=(nothing_changed(earlier),),
    )
