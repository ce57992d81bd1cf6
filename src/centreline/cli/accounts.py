"""`centreline people`: who can sign in to a served workspace."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption
from centreline.cli.served import open_site
from centreline.governance.actor import Role

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Say who can sign in to a served workspace.")


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Name to sign in with.")],
    *,
    role: Annotated[Role, typer.Option(help="What they are to the centre.")],
    title: Annotated[str, typer.Option(help="What people call them.")] = "",
    partner: Annotated[str, typer.Option(help="Partner they belong to: they see its rows and nobody else's.")] = "",
    site: Annotated[list[str] | None, typer.Option(help="Site they are confined to. Give it again for more.")] = None,
    agent: Annotated[str, typer.Option(help="What the records call them, for an agent.")] = "",
    ask_password: Annotated[
        bool, typer.Option("--ask-password", help="Ask for the password instead of making one.")
    ] = False,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Add somebody who can sign in. Without --ask-password a password is made, and printed this once.

    Example: [bold]centreline people add lee --role leader --title "Lee Okafor"[/bold]
    """
    from centreline.cli.terminal import console, print_json

    open_site(workspace)
    from centreline.actions.manage_people import add_person
    from centreline.evidence.scope import Scope
    from centreline.governance.actor import Actor
    from centreline.governance.people import KnownPerson
    from centreline.web.jobs.setting_up import ready_database
    from centreline.web.records.first_password import new_password
    from centreline.web.records.people import DjangoPeople
    from centreline.web.records.store import DjangoState

    ready_database()
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True) if ask_password else new_password()
    person = KnownPerson(name, title, role, partner, tuple(site or ()), agent, active=True)
    # Whoever may write into the folder may do everything in it; the name says where it was done.
    here = Actor("the command line", Role.ADMINISTRATOR, Scope.whole_centre("the command line"))
    add_person.by(DjangoState(), here, now=datetime.now(UTC))(DjangoPeople(), person=person, password=password)
    shown = None if ask_password else password
    if form is Form.JSON:
        print_json({"name": name, "role": str(role), "password": shown})
        return
    console.print(f"{name} can sign in as {str(role).replace('_', ' ')}.", markup=False)
    if shown is not None:
        console.print(f"Password, shown this once: {shown}", markup=False, highlight=False)
