"""The ways a file can be read: as the export of a system that knows it, or through a mapping that fits it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from centreline.actions.export import recognise
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.ingest.reading import read_rows
from centreline.kernel.errors import Stopped

__all__ = ["Way", "ways_to_read"]

SAMPLES = 3
LONGEST_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class Way:
    """One way to read a file.

    Attributes:
        how: What the form sends: `source:NAME` or `mapping:NAME`.
        title: What it is, in words.
        fills: What it fills.
        why: What speaks for it, or why it does not fit.
        confidence: How sure, 0 to 1; None for a mapping, which fits or does not.
        fits: Whether it can be chosen.
        columns: Columns the mapping reads, each with samples as they pass the door.
    """

    how: str
    title: str
    fills: str
    why: str
    confidence: float | None = None
    fits: bool = True
    columns: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def mapping(self) -> str:
        """Name of the mapping, where it is one."""
        by, _colon, name = self.how.partition(":")
        return name if by == "mapping" else ""


def ways_to_read(place: FolderWorkspace, path: Path) -> tuple[Way, ...]:
    """Return every way, those that fit first.

    Args:
        place: Whose mappings are tried.
        path: The file.
    """
    sources = [
        Way(f"source:{one.source.name}", one.source.title, ", ".join(one.source.tables), one.why, one.confidence)
        for one in recognise(path)
    ]
    names = sorted(file.stem for file in (place.folder / "mappings").glob("*.y*ml"))
    mappings = [_through(place, name, path) for name in names]
    return tuple(sorted([*sources, *mappings], key=lambda way: (not way.fits, -(way.confidence or 0.0))))


def _through(place: FolderWorkspace, name: str, path: Path) -> Way:
    try:
        mapping = place.mapping(name)
        raw = read_rows(path, mapping=mapping)
        batch = next(raw.batches, None)
    except Stopped as reason:
        return Way(f"mapping:{name}", name, "", reason.what, fits=False)
    table = None if batch is None else batch.table
    columns = () if table is None else tuple((name, _samples(place, table, name)) for name in table.column_names)
    return Way(f"mapping:{name}", name, mapping.table, mapping.about or "", columns=columns)


def _samples(place: FolderWorkspace, table: Any, name: str) -> tuple[str, ...]:
    values: Sequence[object] = table.column(name).slice(0, SAMPLES).to_pylist()
    return tuple(
        place.door.redact_field(name, str(value)).text[:LONGEST_SAMPLE] for value in values if value is not None
    )
