"""`centreline erase`: find a person, and take everything of theirs out when two people agree."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from centreline.cli.erasure_shown import print_proof, print_rows
from centreline.cli.exit_code import ExitCode
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
from centreline.cli.served import note_in_trail, state_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from centreline.evidence.erasure.plan import Erasure

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Find a person, and take everything of theirs out when two people agree.")

PlanId = Annotated[str, typer.Argument(metavar="ERASURE", help="Id of an erasure; `centreline erase list` shows them.")]


@app.command("find")
def find(
    *,
    customer: CustomerOption = None,
    phone: PhoneOption = None,
    email: EmailOption = None,
    account: AccountOption = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Say what is held on a person, and what erasing them would take out. Nothing is written.

    Example: [bold]centreline erase find --phone "+44 20 7946 0018"[/bold]
    """
    from centreline.actions.erase import person_in, what_leaves
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json

    place = FolderWorkspace.at(workspace)
    person = person_in(place, identifiers(customer=customer, phone=phone, email=email, account=account))
    found = what_leaves(place, person)
    if form is Form.JSON:
        print_json({"customers": dict(sorted(person.because.items())), "leaves": found})
        return
    for name, because in sorted(person.because.items()):
        console.print(f"{name}: {because}", markup=False)
    _print_found(found)


@app.command("ask")
def ask(
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
    """Ask for an erasure: it is written down, and waits for somebody else to approve it.

    Example: [bold]centreline erase ask --email ada@example.org --because "her letter of 3 May" --by Ann[/bold]
    """
    from centreline.actions.erase import ask_erasure
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json

    known = identifiers(customer=customer, phone=phone, email=email, account=account)
    plan = ask_erasure(FolderWorkspace.at(workspace), known, because=because, by=by, now=datetime.now(UTC))
    if form is Form.JSON:
        print_json(_document(plan))
        return
    _print_found(plan.found)
    console.print(f"Asked for as {plan.id}. Nothing has left. A second person looks at it and writes:", markup=False)
    console.print(f"  centreline erase approve {plan.id} --by NAME", markup=False)


@app.command("approve")
def approve(erasure: PlanId, *, by: ByWhom, workspace: WorkspaceOption = Path(), form: FormOption = Form.TEXT) -> None:
    """Approve an erasure that somebody else asked for.

    Example: [bold]centreline erase approve 4f1c22a09b7d --by Ben[/bold]
    """
    from centreline.actions.erase import approve_erasure
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json

    plan = approve_erasure(FolderWorkspace.at(workspace), erasure, by=by, now=datetime.now(UTC))
    if form is Form.JSON:
        print_json(_document(plan))
        return
    console.print(f"{by} approved {plan.id}. Run it with `centreline erase run {plan.id}`.", markup=False)


@app.command("run")
def run(erasure: PlanId, *, workspace: WorkspaceOption = Path(), form: FormOption = Form.TEXT) -> None:
    """Run an erasure that was approved, then look through everything for what may be left of the person.

    Exits with 1 when the person is still named somewhere.

    Example: [bold]centreline erase run 4f1c22a09b7d[/bold]
    """
    from centreline.actions.erase import erase
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import print_json, working

    place, now = FolderWorkspace.at(workspace), datetime.now(UTC)
    with working("Erasing, then looking through everything"):
        ended = erase(place, erasure, now=now, others=state_of(place.folder))
    _note(place.folder, ended, now=now)
    if form is Form.JSON:
        print_json(_document(ended))
    else:
        _print_ended(ended)
    if ended.proof["still_named_in"]:
        raise typer.Exit(ExitCode.FINDINGS)


@app.command("again")
def again(*, workspace: WorkspaceOption = Path(), form: FormOption = Form.TEXT) -> None:
    """Erase everybody again who was erased since the evidence was copied: after a backup was restored.

    Exits with 1 when one of them is still named somewhere.

    Example: [bold]centreline erase again[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json, working
    from centreline.evidence.erasure.again import erase_again

    place = FolderWorkspace.at(workspace)
    with working("Erasing again, then looking through everything"):
        done = erase_again(place.folder, others=state_of(place.folder))
    if form is Form.JSON:
        print_json(done)
    elif not done["again"]:
        console.print("Nobody has to be erased again: the evidence knows every erasure that was run here.")
    else:
        print_rows(done["rows"])
        print_proof(done["proof"])
    if done["proof"].get("still_named_in"):
        raise typer.Exit(ExitCode.FINDINGS)


def _note(workspace: Path, ended: "Erasure", *, now: datetime) -> None:
    from centreline.actions.record_erasure import record_erasure

    note_in_trail(
        workspace,
        record_erasure,
        now=now,
        erasure=ended.id,
        asked_by=ended.asked_by,
        approved_by=ended.approved_by or "",
        rows={name: counted["leave"] for name, counted in ended.removed["rows"].items()},
        still_named=len(ended.proof["still_named_in"]),
    )


def _print_ended(ended: "Erasure") -> None:
    from centreline.cli.terminal import console

    print_rows(ended.removed["rows"])
    for file in ended.removed["files"]:
        console.print(f"deleted {file}", markup=False)
    for forgotten in ended.removed.get("elsewhere", ()):
        console.print(f"forgot {forgotten} in the database and beside it", markup=False)
    print_proof(ended.proof)


@app.command("list")
def list_erasures(*, workspace: WorkspaceOption = Path(), form: FormOption = Form.TEXT) -> None:
    """Show every erasure: who asked, who approved, when it was run, and what was proved.

    Example: [bold]centreline erase list[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.terminal import console, print_json, print_table
    from centreline.evidence.erasure.plan import plans_of

    plans = plans_of(FolderWorkspace.at(workspace).lake.folder)
    if form is Form.JSON:
        print_json({"erasures": [_document(plan) for plan in plans]})
    elif not plans:
        console.print("Nobody has asked for an erasure yet: `centreline erase find` says what is held on a person.")
    else:
        print_table([_row(plan) for plan in plans], title="Erasures")


def _document(plan: "Erasure") -> dict[str, Any]:
    """Return an erasure with documented keys; the person is named in none of them."""
    return {
        "id": plan.id,
        "state": plan.state,
        "because": plan.because,
        "asked_by": plan.asked_by,
        "asked_at": plan.asked_at,
        "approved_by": plan.approved_by,
        "approved_at": plan.approved_at,
        "run_at": plan.run_at,
        "found": dict(plan.found),
        "removed": dict(plan.removed),
        "proof": dict(plan.proof),
    }


def _row(plan: "Erasure") -> dict[str, str]:
    left = plan.proof.get("still_named_in") if plan.run_at else None
    return {
        "erasure": plan.id,
        "state": plan.state,
        "asked": f"{plan.asked_by}, {plan.asked_at[:10]}",
        "approved": f"{plan.approved_by}, {(plan.approved_at or '')[:10]}" if plan.approved_by else "",
        "run": (plan.run_at or "")[:10],
        "left": "" if left is None else "nothing" if not left else ", ".join(left),
        "because": plan.because,
    }


def _print_found(found: "Mapping[str, Any]") -> None:
    from centreline.cli.terminal import console

    print_rows(found["rows"])
    for file in found["files"]:
        console.print(f"names them and would be deleted: {file}", markup=False)
    if shared := found["shared_identifiers_that_stay"]:
        console.print(f"{shared} identifiers stay, for others have them too.", markup=False)
