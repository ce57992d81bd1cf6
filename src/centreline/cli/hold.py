"""`centreline hold`: keep everything of a person from leaving while a case is open."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption
from centreline.cli.people import (
    AccountOption,
    BecauseOption,
    ByWhom,
    CustomerOption,
    EmailOption,
    PhoneOption,
    identifiers,
)

if TYPE_CHECKING:
    from centreline.evidence.erasure.holds import Hold

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Keep everything of a person from leaving while a case is open.")


@app.command("place")
def place(
    *,
    because: BecauseOption,
    by: ByWhom,
    customer: CustomerOption = None,
    phone: PhoneOption = None,
    email: EmailOption = None,
    account: AccountOption = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Place a legal hold: neither retention nor an erasure takes out what is theirs.

    Example: [bold]centreline hold place --account 77120 --because "case 12/26" --by Ann[/bold]
    """
    from centreline.actions.erase import hold_person
    from centreline.actions.workspace import FolderWorkspace

    known = identifiers(customer=customer, phone=phone, email=email, account=account)
    hold = hold_person(FolderWorkspace.at(workspace), known, because=because, by=by, now=datetime.now(UTC))
    _say(hold, form, f"Held as {hold.id}: nothing of theirs leaves before `centreline hold lift {hold.id} --by NAME`.")


@app.command("lift")
def lift(
    hold: Annotated[str, typer.Argument(metavar="HOLD", help="Id of a hold; `centreline hold list` shows them.")],
    *,
    by: ByWhom,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Lift a legal hold; it stays in the list.

    Example: [bold]centreline hold lift 4f1c22a0 --by Ben[/bold]
    """
    from centreline.actions.erase import lift_hold
    from centreline.actions.workspace import FolderWorkspace

    lifted = lift_hold(FolderWorkspace.at(workspace), hold, by=by, now=datetime.now(UTC))
    _say(lifted, form, f"{by} lifted {lifted.id}.")


@app.command("list")
def list_holds(*, workspace: WorkspaceOption = Path(), form: FormOption = Form.TEXT) -> None:
    """Show every legal hold, those that were lifted too.

    Example: [bold]centreline hold list[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json, print_table
    from centreline.evidence.erasure.holds import holds_of

    holds = [_document(hold) for hold in holds_of(FolderWorkspace.at(workspace).lake.folder)]
    if form is Form.JSON:
        print_json({"holds": holds})
    elif not holds:
        console.print("No legal hold was ever placed here.")
    else:
        print_table([{name: str(value or "") for name, value in hold.items()} for hold in holds], title="Legal holds")


def _document(hold: "Hold") -> dict[str, Any]:
    """Return a hold with documented keys; the person is named in none of them."""
    return {
        "id": hold.id,
        "because": hold.because,
        "by": hold.by,
        "at": hold.at,
        "lifted_by": hold.lifted_by,
        "lifted_at": hold.lifted_at,
    }


def _say(hold: "Hold", form: Form, sentence: str) -> None:
    from centreline.cli.terminal import console, print_json

    if form is Form.JSON:
        print_json(_document(hold))
    else:
        console.print(sentence, markup=False)
