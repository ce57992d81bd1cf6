"""A blueprint and its claims as folders of YAML files: read with every problem named, written without loss."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Part
from centreline.blueprint.references import note_references
from centreline.blueprint.writing import blueprint_texts, claims_texts
from centreline.kernel.errors import ArgumentInvalid, BlueprintInvalid, FileUnreadable
from centreline.kernel.written.load import collector_paused, read_written

__all__ = ["dump_blueprint", "dump_claims", "load_blueprint", "load_claims"]

Document = TypeVar("Document", bound=Part)


@collector_paused()
def load_blueprint(folder: Path) -> Blueprint:
    """Return the blueprint written in a folder, or in one file.

    All `.yaml` and `.yml` files below the folder are read in the order of their paths; their lists are joined.

    Raises:
        FileUnreadable: there is no such folder, or no YAML file in it.
        BlueprintInvalid: it does not hold together; `problems` has every place that has to be mended.
    """
    paths = _yaml_files(folder)
    if not paths:
        raise _nothing_there(folder)
    reading = read_written(Blueprint, paths, name=str(folder))
    if reading.written.is_empty:
        raise FileUnreadable(
            f"nothing is written in {folder.name!r}",
            where=str(folder),
            fix="write `id:`, `title:` and `organisation:`, or start from `centreline init`",
        )
    note_references(reading.written)
    return reading.value_or(BlueprintInvalid, what="the blueprint")


def load_claims(folder: Path, *, blueprint: Blueprint | None = None) -> Claims:
    """Return the claims written in a folder, or in one file.

    A folder that is absent or empty holds no claims: nobody has been asked yet.

    Args:
        folder: Where the claims are.
        blueprint: The blueprint they speak about; with it, a claim about something it does not have is a problem.

    Raises:
        BlueprintInvalid: a claim cannot be understood; `problems` has every place that has to be mended.
    """
    reading = read_written(Claims, _yaml_files(folder), name=str(folder))
    if blueprint is not None:
        note_references(reading.written, known=blueprint)
    return reading.value_or(BlueprintInvalid, what="the claims")


def dump_blueprint(blueprint: Blueprint, folder: Path) -> None:
    """Write a blueprint into a folder, so that loading it gives an equal one.

    Raises:
        ArgumentInvalid: the folder holds YAML files already; they may have comments, so they are not overwritten.
    """
    _write(blueprint_texts(blueprint), folder)


def dump_claims(claims: Claims, folder: Path) -> None:
    """Write claims into a folder, so that loading them gives equal ones.

    Raises:
        ArgumentInvalid: the folder holds YAML files already; they may have comments, so they are not overwritten.
    """
    _write(claims_texts(claims), folder)


def _yaml_files(folder: Path) -> tuple[Path, ...]:
    if folder.is_file():
        return (folder,)
    found = (path for pattern in ("*.yaml", "*.yml") for path in folder.rglob(pattern) if path.is_file())
    return tuple(sorted(path for path in found if not _is_hidden(path.relative_to(folder))))


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _nothing_there(folder: Path) -> FileUnreadable:
    what = f"no YAML file is in {folder.name!r}" if folder.is_dir() else f"there is no folder {folder.name!r}"
    return FileUnreadable(what, where=str(folder), fix="check the path, or start a blueprint with `centreline init`")


def _write(texts: Mapping[str, str], folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or _yaml_files(folder)):
        raise ArgumentInvalid(
            f"{folder.name!r} already holds YAML files",
            where=str(folder),
            fix="name a new or an empty folder; nothing was overwritten",
        )
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
