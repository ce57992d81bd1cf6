"""`centreline evidence`: the book of what we hold."""

from pathlib import Path
from typing import TYPE_CHECKING

from centreline.cli.options import Form, FormOption, WorkspaceArgument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from centreline.evidence.book import Book, HeldTable
    from centreline.evidence.journal import Import

__all__ = ["evidence"]


def evidence(workspace: WorkspaceArgument = Path(), *, form: FormOption = Form.TEXT) -> None:
    """Say what the evidence holds and how far it can be trusted: rows, days, gaps, sources, whom the records know.

    Example: [bold]centreline evidence my-centre[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.as_json import book_document
    from centreline.cli.made_up import say_if_made_up
    from centreline.cli.terminal import print_json, working
    from centreline.evidence.book import book_of

    place = FolderWorkspace.at(workspace)
    with working("Reading the book of the evidence"):
        book, imports = book_of(place.evidence_or_stop()), place.lake.imports()
    if form is Form.JSON:
        print_json({"made_up": place.is_made_up, **book_document(book, imports)})
    else:
        say_if_made_up(place)
        _print_book(book, imports)


def _print_book(book: "Book", imports: "Sequence[Import]") -> None:
    from centreline.cli.terminal import console, print_table
    from centreline.kernel.units import Unit, format_value

    print_table([_row(table) for table in book.tables], title="What we hold", right=("rows", "kept", "missing days"))
    for table in book.tables:
        if table.never_filled:
            console.print(f"[dim]{table.name}: nobody fills {', '.join(table.never_filled)}[/dim]")
    print_table(
        [
            {
                "queue": group.queue or "(none)",
                "outcome": group.outcome,
                "contacts": f"{group.contacts:,}",
                "customer known": format_value(group.share, Unit.SHARE),
            }
            for group in book.identity
        ],
        title="Whom the contacts know",
        right=("contacts", "customer known"),
    )
    print_table([_import_row(one) for one in imports], title="Imports", right=("created", "changed", "rejected"))
    console.print(f"Not brought: {', '.join(book.absent) or 'nothing is missing'} · evidence {book.version}")


def _row(table: "HeldTable") -> dict[str, str]:
    from centreline.kernel.units import Unit, format_value

    return {
        "table": table.name,
        "rows": f"{table.rows:,}",
        "first day": str(table.first_on),
        "last day": str(table.last_on),
        "missing days": "" if table.missing_days is None else f"{table.missing_days:,}",
        "kept": format_value(table.keeping.share, Unit.SHARE),
        "from": ", ".join(table.sources),
    }


def _import_row(one: "Import") -> dict[str, str]:
    return {
        "import": one.id,
        "table": one.table,
        "file": one.origin.file,
        "created": f"{one.counts.created:,}",
        "changed": f"{one.counts.changed:,}",
        "rejected": f"{one.counts.rejected:,}",
        "stands": "yes" if one.stands else "taken back",
    }
