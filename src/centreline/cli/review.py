"""`centreline review`: write the operating review."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.options import AsOf, EngineOption, Form, FormOption, WorkspaceArgument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from centreline.actions.workspace import FolderWorkspace
    from centreline.findings.examine import Examination

__all__ = ["Ending", "ending_of", "review", "write_review"]


class Ending(StrEnum):
    """The forms a review is written in, by the ending of its file."""

    HTML = ".html"
    MARKDOWN = ".md"
    JSON = ".json"


def review(
    workspace: WorkspaceArgument = Path(),
    *,
    out: Annotated[
        list[Path] | None,
        typer.Option("--out", "-o", metavar="FILE", help="review.html, review.md or review.json; again for more."),
    ] = None,
    as_of: AsOf = None,
    engine: EngineOption = None,
    form: FormOption = Form.TEXT,
) -> None:
    """Write the operating review: one page that prints, a Markdown text, or JSON. Same inputs, same bytes.

    Example: [bold]centreline review my-centre --out review.html --out review.md[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.examine import examine_with_progress
    from centreline.cli.terminal import console, print_json

    # On one thread, the same inputs give the same bytes: see open_engine.
    place = FolderWorkspace.at(workspace, threads=1, engine=engine)
    files = out or [place.folder / "review.html"]
    endings = [ending_of(file) for file in files]
    examination = examine_with_progress(place, as_of=as_of)
    write_review(place, examination, files=dict(zip(files, endings, strict=True)))
    if form is Form.JSON:
        print_json({"files": [str(file) for file in files], "findings": len(examination.findings)})
        return
    for file in files:
        console.print(f"Wrote {file}", markup=False)


def ending_of(file: Path) -> Ending:
    """Return the form a file is to be written in.

    Raises:
        ArgumentInvalid: no form has that ending, or the folder of the file is not there.
    """
    from centreline.kernel.errors import ArgumentInvalid

    if file.suffix not in set(Ending):
        raise ArgumentInvalid(
            f"no form of the review ends in {file.suffix or file.name!r}",
            where="the option --out",
            fix="name a file that ends in .html, .md or .json",
        )
    if not file.resolve().parent.is_dir():
        raise ArgumentInvalid(
            f"there is no folder {str(file.parent)!r}", where="the option --out", fix="make it first, or name another"
        )
    return Ending(file.suffix)


def write_review(place: "FolderWorkspace", examination: "Examination", *, files: "Mapping[Path, Ending]") -> None:
    """Write the review of an examined workspace, into each file in its form."""
    from centreline.cli.terminal import working
    from centreline.reports.as_json import as_json
    from centreline.reports.html import as_html
    from centreline.reports.markdown import as_markdown
    from centreline.reports.review_of import review_of

    forms = {Ending.HTML: as_html, Ending.MARKDOWN: as_markdown, Ending.JSON: as_json}
    with working("Gathering the numbers and writing the review"):
        written = review_of(
            place.blueprint, claims=place.claims, evidence=place.evidence, examination=examination, zone=place.zone
        )
        for file, ending in files.items():
            file.write_text(forms[ending](written), encoding="utf-8", newline="\n")
