"""`centreline recognise`: say whose export a file is."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from centreline.cli.exit_code import ExitCode
from centreline.cli.options import Form, FormOption
from centreline.kernel.errors import FileUnreadable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from centreline.evidence.vendors.recognition import Recognised

__all__ = ["recognise"]


def recognise(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Exports, also packed with gzip.")],
    *,
    form: FormOption = Form.TEXT,
) -> None:
    """Say whose export a file is by what stands in it, how sure that is, and how to bring it. Writes nothing.

    Example: [bold]centreline recognise export.json.gz[/bold]
    """
    from centreline.actions.export import recognise as recognised
    from centreline.cli.terminal import print_json

    found: dict[Path, Sequence[Recognised]] = {}
    unreadable: dict[Path, FileUnreadable] = {}
    for file in files:
        try:
            found[file] = recognised(file)
        except FileUnreadable as reason:
            if len(files) == 1:
                raise
            found[file], unreadable[file] = (), reason
    if form is Form.JSON:
        print_json([_document(file, kinds, unreadable=unreadable.get(file)) for file, kinds in found.items()])
    else:
        for file, kinds in found.items():
            _print(file, kinds, unreadable=unreadable.get(file))
    if not all(found.values()):
        raise typer.Exit(ExitCode.BAD_INPUT)


def _print(file: Path, kinds: "Sequence[Recognised]", *, unreadable: FileUnreadable | None) -> None:
    from centreline.cli.terminal import console, print_table

    if unreadable is not None:
        console.print(str(unreadable), markup=False, soft_wrap=True)
        return
    if not kinds:
        console.print(f"{file.name}: no source knows it by its content.", markup=False)
        console.print("  Bring a table with `centreline ingest TABLE FILE --mapping NAME`.", markup=False)
        return
    print_table(
        [
            {
                "kind": kind.source.name,
                "what it is": kind.source.title,
                "sure": f"{kind.confidence:.2f}",
                "by": kind.why,
            }
            for kind in kinds
        ],
        title=file.name,
        right=("sure",),
    )
    says = "Bring it" if len(kinds) == 1 else "If it is the first of them, bring it"
    console.print(f"{says}: {_command(file, kinds)}", markup=False, soft_wrap=True)


def _command(file: Path, kinds: "Sequence[Recognised]") -> str:
    return shlex.join(["centreline", "ingest", kinds[0].source.name, str(file)])


def _document(file: Path, kinds: "Sequence[Recognised]", *, unreadable: FileUnreadable | None) -> dict[str, Any]:
    from centreline.evidence.vendors.recognition import the_one

    one = the_one(kinds)
    return {
        "file": str(file),
        "kinds": [
            {
                "kind": kind.source.name,
                "title": kind.source.title,
                "confidence": kind.confidence,
                "by": kind.why,
                "tables": list(kind.source.tables),
            }
            for kind in kinds
        ],
        "taken_without_asking": one.source.name if one else None,
        "command": _command(file, kinds) if kinds else None,
        "unreadable": unreadable.what if unreadable else None,
    }
