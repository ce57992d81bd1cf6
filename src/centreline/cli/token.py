"""`centreline token`: tokens by which programs act for somebody of a served workspace."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption
from centreline.cli.served import check_was_served, open_site
from centreline.kernel.errors import ArgumentInvalid

if TYPE_CHECKING:
    from centreline.governance.actor import Actor
    from centreline.governance.tokens import KnownToken

__all__ = ["app"]

app = typer.Typer(no_args_is_help=True, help="Look after the tokens by which programs act for somebody.")

ForOption = Annotated[str, typer.Option("--for", metavar="PERSON", help="Name of the person it acts for.")]


@app.command("list")
def list_tokens(*, person: ForOption, workspace: WorkspaceOption = Path(), form: FormOption = Form.TEXT) -> None:
    """Show the tokens of somebody, newest first; nobody can show a secret again.

    Example: [bold]centreline token list --for lee[/bold]
    """
    from centreline.cli.terminal import console, print_json, print_table

    actor = _acts(person, workspace)
    from centreline.web.records.tokens import DjangoTokens

    now = datetime.now(UTC)
    found = DjangoTokens().of(actor.name)
    if form is Form.JSON:
        print_json({"person": actor.name, "tokens": [_document(one, now=now) for one in found]})
    elif found:
        print_table([_row(one, now=now) for one in found])
    else:
        console.print(f"{actor.name} has no token.", markup=False)


@app.command("make")
def make(
    name: Annotated[str, typer.Argument(metavar="NAME", help="What uses it.")],
    *,
    person: ForOption,
    may: Annotated[
        list[str], typer.Option("--may", metavar="PERMISSION", help="What it may do. Give it again for more.")
    ],
    days: Annotated[int, typer.Option("--days", help="After how many days it ends.")] = 90,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Make a token out of what somebody may do themselves, and print its secret this once.

    Example: [bold]centreline token make "weekly report" --for lee --may see_metrics --days 30[/bold]
    """
    from centreline.cli.terminal import console, print_json

    actor = _acts(person, workspace)
    from centreline.actions.manage_tokens import make_token
    from centreline.web.records.store import DjangoState
    from centreline.web.records.tokens import DjangoTokens

    now = datetime.now(UTC)
    token, secret = make_token.by(DjangoState(), actor, now=now)(DjangoTokens(), name=name, scopes=may, days=days)
    if form is Form.JSON:
        print_json({**_document(token, now=now), "person": actor.name, "secret": secret})
        return
    console.print(f"{token.name!r} acts for {actor.name} until {token.ends_at:%Y-%m-%d %H:%M} UTC.", markup=False)
    console.print(f"Secret, shown this once: {secret}", markup=False, soft_wrap=True)


@app.command("end")
def end(
    token: Annotated[str, typer.Argument(metavar="TOKEN", help="Name or id of one that works.")],
    *,
    person: ForOption,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Take a token back: whatever acts by it is refused from now on.

    Example: [bold]centreline token end "weekly report" --for lee[/bold]
    """
    from centreline.cli.terminal import console, print_json

    actor = _acts(person, workspace)
    from centreline.actions.manage_tokens import revoke_token
    from centreline.web.records.store import DjangoState
    from centreline.web.records.tokens import DjangoTokens

    now, tokens = datetime.now(UTC), DjangoTokens()
    one = next((one for one in tokens.of(actor.name) if one.works(now=now) and token in (one.name, one.id)), None)
    if one is None:
        raise ArgumentInvalid(
            f"no token {token!r} of {actor.name} works",
            where="TOKEN",
            fix=f"see `centreline token list --for {person}`",
        )
    revoke_token.by(DjangoState(), actor, now=now)(tokens, token_id=one.id)
    if form is Form.JSON:
        print_json({"id": one.id, "name": one.name, "person": actor.name, "state": "taken back"})
    else:
        console.print(f"{one.name!r} is taken back; whatever uses it is refused from now on.", markup=False)


def _acts(person: str, workspace: Path) -> "Actor":
    """Return whose tokens these are; what they do is of them, and the trail says that it came from here.

    Raises:
        ArgumentInvalid: the workspace was never served, or nobody of that name may sign in.
    """
    check_was_served(workspace, lacks="nobody who could sign in")
    open_site(workspace)
    from centreline.web.records.people import actor_named

    actor = actor_named(person)
    if actor is None:
        raise ArgumentInvalid(
            f"nobody may sign in as {person!r}", where="--for", fix="write the name of somebody who may"
        )
    return replace(actor, address="the command line")


def _state(token: "KnownToken", *, now: datetime) -> str:
    if token.revoked_at is not None:
        return "taken back"
    return "works" if token.works(now=now) else "ended"


def _document(token: "KnownToken", *, now: datetime) -> dict[str, Any]:
    return {
        "id": token.id,
        "name": token.name,
        "may": list(token.scopes),
        "made_at": token.made_at.isoformat(),
        "ends_at": token.ends_at.isoformat(),
        "used_at": token.used_at and token.used_at.isoformat(),
        "state": _state(token, now=now),
    }


def _row(token: "KnownToken", *, now: datetime) -> dict[str, Any]:
    return {
        "name": token.name,
        "may": ", ".join(token.scopes),
        "ends": f"{token.ends_at:%Y-%m-%d}",
        "used last": f"{token.used_at:%Y-%m-%d %H:%M}" if token.used_at else "never",
        "state": _state(token, now=now),
    }
