"""`centreline init`: begin a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from centreline.cli.options import Form, FormOption

__all__ = ["init"]


def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where; it must not be there yet, or be empty.")],
    *,
    name: Annotated[
        str | None, typer.Option(help="What people call the centre.", show_default="the folder's name")
    ] = None,
    zone: Annotated[str, typer.Option(help="IANA zone of records that name none.")] = "UTC",
    form: FormOption = Form.TEXT,
) -> None:
    """Begin a workspace with a starter blueprint to fill in.

    Example: [bold]centreline init my-centre --name "My centre" --zone Europe/Madrid[/bold]
    """
    from centreline.actions.initialise import initialise
    from centreline.cli.terminal import console, print_json

    written = initialise(folder, name=name or folder.resolve().name, zone=zone)
    if form is Form.JSON:
        print_json({"workspace": str(folder), "files": [str(path) for path in written]})
        return
    for path in written:
        console.print(f"wrote {path}", markup=False)
    console.print("\nNext:")
    console.print("In the browser:")
    console.print(f"  `centreline serve {folder}` prints where the first administrator is made, once;", markup=False)
    console.print("  Home then says what comes next", markup=False)
    console.print("Or in files and a terminal:")
    console.print(f"  1. fill in {folder / 'blueprint'}, then `centreline blueprint check {folder}`", markup=False)
    console.print(f"  2. bring records: `centreline ingest contact FILE --mapping MAPPING -w {folder}`", markup=False)
    console.print(f"  3. read the review: `centreline review {folder} --out review.html`", markup=False)
