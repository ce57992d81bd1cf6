"""`centreline access`: hand a person everything that is held on them."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption
from centreline.cli.people import AccountOption, CustomerOption, EmailOption, PhoneOption, identifiers

__all__ = ["access"]


def access(
    *,
    to: Annotated[Path, typer.Option("--to", metavar="FILE", help="The zip to write; one that is there stays.")],
    customer: CustomerOption = None,
    phone: PhoneOption = None,
    email: EmailOption = None,
    account: AccountOption = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Write everything that is held on a person into a zip: one file for programs, one to read.

    It holds the rows an erasure would take out; columns about people who work here are left out.

    Example: [bold]centreline access --email ada@example.org --to ada.zip[/bold]
    """
    from centreline.actions.erase import person_in
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.made_up import say_if_made_up
    from centreline.cli.terminal import console, print_json
    from centreline.evidence.erasure.held import held_on
    from centreline.reports.held_page import held_as_zip
    from centreline.reports.words import counted

    place = FolderWorkspace.at(workspace)
    person = person_in(place, identifiers(customer=customer, phone=phone, email=email, account=account))
    held = held_on(place.lake, person.leaving)
    _write_new(to, held_as_zip(held, centre=place.name, made_up=place.is_made_up, at=datetime.now(UTC)))
    rows = {one.table: len(one.rows) for one in held}
    if form is Form.JSON:
        print_json({"file": str(to), "rows": rows, "made_up": place.is_made_up})
        return
    say_if_made_up(place)
    console.print(f"{to} holds {counted(sum(rows.values()), 'row')} of {counted(len(rows), 'table')}.", markup=False)
    console.print("Notes and comments that people wrote are not in it: look for the person there yourself.")


def _write_new(to: Path, content: bytes) -> None:
    from centreline.kernel.errors import ArgumentInvalid

    try:
        with os.fdopen(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(content)
    except FileExistsError as error:
        raise ArgumentInvalid("that file is there already", where=str(to), fix="name another one with --to") from error
