"""Bring what another system exported: its kind recognised by content, or named by whoever brings it."""

import shlex
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from centreline.actions.ledger import keep_ledger
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.ingest.staging import Progress
from centreline.evidence.records import RecordsReport, bring_records, preview_records
from centreline.evidence.vendors.book import OPTION, SOURCES, reader_named
from centreline.evidence.vendors.recognition import UNLIKELY, Recognised, recognise_file, the_one
from centreline.evidence.vendors.source import Source
from centreline.evidence.vendors.vcon.reader import VconSource
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.identity import nearest

__all__ = ["AUTO", "bring_export", "is_table", "look_before_bringing_export", "recognise", "source_for"]

AUTO = "auto"
"""What is typed in place of a source that is to be recognised."""


def recognise(path: Path) -> tuple[Recognised, ...]:
    """Return whose export a file may be, the likeliest first."""
    return recognise_file(path)


def is_table(kind: str) -> bool:
    """Say whether a word names a table, which a mapping fills, and not a source.

    Raises:
        ArgumentInvalid: it names neither.
    """
    plain = kind.partition("+")[0]
    sources = [source.name for source in SOURCES]
    if kind in CONTRACTS:
        return True
    if plain in sources or kind == AUTO:
        return False
    meant = nearest(kind, [*CONTRACTS, *sources])
    raise ArgumentInvalid(
        f"there is neither a table nor a source {kind!r}",
        where=f"`centreline ingest {kind} …`",
        fix=f"did you mean {meant!r}?" if meant else "see `centreline recognise FILE`, or write `auto`",
    )


def source_for(kind: str, path: Path) -> tuple[Source, tuple[str, ...]]:
    """Return the source that is meant, and what a person should know about it.

    Args:
        kind: Name of a source, or "auto". The user's word stands, also against what the file looks like.
        path: The file.

    Raises:
        ArgumentInvalid: no source can be taken without asking.
    """
    found = recognise_file(path)
    one = the_one(found)
    if kind == AUTO:
        if one is None:
            raise _has_to_ask(path, found)
        return one.source, (f"Read as {one.source.title}: sure to {one.confidence:.2f}.",)
    source = reader_named(kind)
    own = next((each.confidence for each in found if each.source.name == kind.partition("+")[0]), 0.0)
    if one is not None and own < UNLIKELY:
        remark = f"Read as {source.title}, as you say; by its fields it looks like {one.source.title} ({one.why})."
        return source, (remark,)
    return source, ()


def _has_to_ask(path: Path, found: tuple[Recognised, ...]) -> ArgumentInvalid:
    if not found:
        return ArgumentInvalid(
            f"no source knows {path.name!r} by its content",
            where=str(path),
            fix="bring a table with `centreline ingest TABLE FILE --mapping NAME`, or name the source",
        )
    listed = ", ".join(f"{each.source.name} ({each.confidence:.2f})" for each in found)
    if len(found) > 1:
        return ArgumentInvalid(
            f"{path.name!r} may be of several kinds, or of none: {listed}",
            where=str(path),
            fix="name the source in place of `auto`; records of other systems are put aside, so a file of several "
            "systems can be brought once for each",
        )
    return ArgumentInvalid(
        f"it is not certain whose export {path.name!r} is: {listed}",
        where=str(path),
        fix=f"if that is right, write `{shlex.join(['centreline', 'ingest', found[0].source.name, str(path)])}`",
    )


def bring_export(  # noqa: PLR0913 - everything it needs comes in by name
    workspace: FolderWorkspace,
    path: Path,
    *,
    kind: str,
    now: datetime,
    named: str | None = None,
    keys: Sequence[Path] = (),
    progress: Progress | None = None,
) -> RecordsReport:
    """Bring a system's export into the evidence of a workspace: all of it, or nothing.

    Args:
        workspace: Where to.
        path: The file.
        kind: Name of its source, or "auto".
        now: When this happens.
        named: What rows carry as `source`; where None, the source's own name without its option: a file that is brought
            again under another option is refused, and never counted twice.
        keys: Files of public keys that signed records are verified with.
        progress: Told how far it is.
    """
    source, remarks = source_for(kind, path)
    source = _trusting(source, keys)
    report = bring_records(
        workspace.lake,
        path,
        source=source,
        named=named or _plain(source),
        zone=workspace.zone,
        now=now,
        door=workspace.door,
        rejected_folder=workspace.folder / "rejected",
        progress=progress,
    )
    keep_ledger(workspace, tables=source.tables)
    workspace.forget_evidence()
    return replace(report, remarks=(*remarks, *report.remarks))


def look_before_bringing_export(  # noqa: PLR0913 - as above
    workspace: FolderWorkspace,
    path: Path,
    *,
    kind: str,
    named: str | None = None,
    keys: Sequence[Path] = (),
    progress: Progress | None = None,
) -> RecordsReport:
    """Say what bringing a system's export would do; nothing is written."""
    source, remarks = source_for(kind, path)
    source = _trusting(source, keys)
    report = preview_records(
        workspace.lake,
        path,
        source=source,
        named=named or _plain(source),
        zone=workspace.zone,
        door=workspace.door,
        progress=progress,
    )
    return replace(report, remarks=(*remarks, *report.remarks))


def _trusting(source: Source, keys: Sequence[Path]) -> Source:
    """Return the source with the keys that signed records are verified with."""
    if not keys:
        return source
    if not isinstance(source, VconSource):
        raise ArgumentInvalid(
            f"{source.title} are not signed, so there is nothing to verify with a key",
            where="the option --key",
            fix="leave it out",
        )
    return source.trusting(*keys)


def _plain(source: Source) -> str:
    return source.name.partition(OPTION)[0]
