"""Bring an archive of several files: each recognised by its content, all of them or none."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from centreline.actions.export import bring_export, look_before_bringing_export
from centreline.actions.ingest import bring, look_before_bringing, take_back
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest import IngestReport
from centreline.evidence.ingest.packed import packed_files
from centreline.evidence.ingest.staging import Progress
from centreline.evidence.mapping import load_mapping
from centreline.evidence.vendors.recognition import recognise_file, sample_of, the_one
from centreline.kernel.errors import ArgumentInvalid, FileUnreadable

__all__ = ["bring_archive", "look_before_bringing_archive"]


@dataclass(frozen=True, slots=True)
class _Way:
    """How one of the files is read: through a mapping, or as a source's export."""

    path: Path
    mapping: Mapping | None
    kind: str


def bring_archive(
    workspace: FolderWorkspace, archive: Path, *, now: datetime, progress: Progress | None = None
) -> tuple[IngestReport, ...]:
    """Bring every file of an archive, each as an import of its own that can be taken back by itself.

    How each is read is settled before the first is brought. Where one of them cannot be read to its end, those before
    it are taken back.

    Args:
        workspace: Where to.
        archive: A ZIP archive.
        now: When this happens.
        progress: Told how far the file is that is read now.

    Raises:
        ArgumentInvalid: of one of the files nothing says how it is read; each of those is named.
        FileUnreadable: the archive is damaged, locked or no real export, or one of its files cannot be read.
    """
    brought: list[IngestReport] = []
    try:
        for way in _ways(workspace, archive):
            brought.append(_brought(workspace, way, now=now, progress=progress))
    except BaseException:
        for report in reversed(brought):
            if report.imported is not None:
                take_back(workspace, report.imported.id, now=now)
        raise
    return tuple(brought)


def look_before_bringing_archive(
    workspace: FolderWorkspace, archive: Path, *, progress: Progress | None = None
) -> tuple[IngestReport, ...]:
    """Say what bringing each file of an archive would do; nothing is written.

    Args:
        workspace: Where they would be brought.
        archive: A ZIP archive.
        progress: Told how far the file is that is read now.
    """
    return tuple(
        look_before_bringing(workspace, way.path, mapping=way.mapping, progress=progress)
        if way.mapping
        else look_before_bringing_export(workspace, way.path, kind=way.kind, progress=progress)
        for way in _ways(workspace, archive)
    )


def _brought(workspace: FolderWorkspace, way: _Way, *, now: datetime, progress: Progress | None) -> IngestReport:
    if way.mapping is None:
        return bring_export(workspace, way.path, kind=way.kind, now=now, progress=progress)
    report = bring(workspace, way.path, mapping=way.mapping, now=now, progress=progress)
    return replace(report, remarks=(f"Read through the mapping {way.kind}, which fits it alone.", *report.remarks))


def _ways(workspace: FolderWorkspace, archive: Path) -> Sequence[_Way]:
    ways, unknown = [], []
    for path in packed_files(archive):
        try:
            ways.append(_way(path, workspace))
        except (ArgumentInvalid, FileUnreadable) as reason:
            unknown.append(reason.problem)
    if unknown:
        first = unknown[0]
        raise ArgumentInvalid(first.what, where=first.where, fix=first.fix, problems=unknown)
    return ways


def _way(path: Path, workspace: FolderWorkspace) -> _Way:
    """Return how a file is read: as the export it surely is, or else through the one mapping whose columns it has."""
    one = the_one(recognise_file(path))
    if one is not None:
        return _Way(path, None, one.source.name)
    there = set(sample_of(path).header)
    fits = [(name, mapping) for name, mapping in _mappings(workspace) if mapping.reads <= there]
    if len(fits) == 1:
        return _Way(path, fits[0][1], fits[0][0])
    names = ", ".join(name for name, _ in fits)
    says = f"may be read through several mappings: {names}" if fits else "is no export we know, and no mapping fits it"
    raise ArgumentInvalid(
        f"{path.name!r} {says}",
        where=str(path),
        fix=f"bring the files one by one, such as `centreline ingest TABLE {path} --mapping NAME`, or leave it out",
    )


def _mappings(workspace: FolderWorkspace) -> Iterator[tuple[str, Mapping]]:
    return ((file.stem, load_mapping(file)) for file in sorted((workspace.folder / "mappings").glob("*.y*ml")))
