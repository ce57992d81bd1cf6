"""`centreline timeline`: one customer across every channel."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.options import Form, FormOption, WorkspaceOption

if TYPE_CHECKING:
    from centreline.actions.workspace import FolderWorkspace
    from centreline.evidence.engine import Evidence
    from centreline.journeys.timeline import Moment, Timeline

__all__ = ["timeline"]


def timeline(
    customer: Annotated[
        str | None,
        typer.Argument(
            metavar="[CUSTOMER]",
            help="A pseudonym (p_…), the customer’s own id, a telephone number or an e-mail address: "
            "it is keyed and never kept.",
        ),
    ] = None,
    *,
    phone: Annotated[str | None, typer.Option(metavar="NUMBER", help="Find the customer by telephone number.")] = None,
    email: Annotated[str | None, typer.Option(metavar="ADDRESS", help="Find the customer by e-mail address.")] = None,
    workspace: WorkspaceOption = Path(),
    form: FormOption = Form.TEXT,
) -> None:
    """Tell what happened to one customer, in order, across every channel: contacts, legs, events, surveys, articles.

    Example: [bold]centreline timeline p_1f3a9c2b4d5e6f708192[/bold] or [bold]centreline timeline --phone 0911…[/bold]
    """
    from centreline.actions.workspace import FolderWorkspace
    from centreline.cli.made_up import say_if_made_up
    from centreline.cli.terminal import print_json, working
    from centreline.journeys.timeline import timeline as tell

    place = FolderWorkspace.at(workspace)
    evidence = place.evidence_or_stop()
    with working("Looking for the customer"):
        told = tell(evidence, _named(place, evidence, customer, phone, email))
    if form is Form.JSON:
        print_json({"made_up": place.is_made_up, **_document(told)})
        return
    say_if_made_up(place)
    _print(told)


def _named(
    place: "FolderWorkspace", evidence: "Evidence", customer: str | None, phone: str | None, email: str | None
) -> str:
    """Return what the evidence calls the customer."""
    from centreline.journeys.timeline import customers_with_key
    from centreline.kernel.errors import ArgumentInvalid, EvidenceMissing

    given = {name: value for name, value in (("customer", customer), ("phone", phone), ("email", email)) if value}
    if len(given) != 1:
        raise ArgumentInvalid(
            "a timeline is of one customer",
            where="`centreline timeline`",
            fix="name one: `centreline timeline CUSTOMER`, `--phone NUMBER` or `--email ADDRESS`",
        )
    [(of, value)] = given.items()
    for kind in _kinds(of, value):
        column = "customer_id" if kind == "customer" else f"{kind}_key"
        for name in dict.fromkeys((value, place.door.pseudonym(value, of=kind))):
            if found := customers_with_key(evidence, column, name):
                return found[0]
    pseudonym = place.door.pseudonym(value, of=of)
    raise EvidenceMissing(
        f"nobody in the evidence has this {'id' if of == 'customer' else of}; its pseudonym is {pseudonym!r}",
        where="the tables contact and customer",
        fix="`centreline evidence` says for how many contacts the customer is known; "
        "bring the table customer to find people by telephone or e-mail",
    )


def _kinds(of: str, value: str) -> tuple[str, ...]:
    """Return what a value may be: where no customer is called by it, a telephone number or an address is tried."""
    return (of, "email" if "@" in value else "phone") if of == "customer" else (of,)


def _print(told: "Timeline") -> None:
    from centreline.cli.terminal import console, print_table
    from centreline.reports.words import counted

    names = "" if len(told.customers) == 1 else f", known as {', '.join(told.customers)}"
    console.print(f"{told.person}{names}", style="bold", markup=False)
    for sentence in told.merges:
        console.print(f"  {sentence}", markup=False)
    if not told.moments:
        console.print("Nothing that happened to them is in the evidence: they are in the table customer alone.")
        return
    print_table([_row(moment) for moment in told.moments])
    contacts = sum(moment.what == "contact" for moment in told.moments)
    said = f"{counted(contacts, 'contact')}, {counted(len(told.issues), 'issue')}"
    console.print(f"{said} · {told.ledger}", markup=False)


def _row(moment: "Moment") -> dict[str, str]:
    is_contact = moment.what == "contact"
    return {
        "local time": f"{moment.local_at:%Y-%m-%d %H:%M}",
        "what": moment.what if is_contact else f"  {moment.what}",
        "channel": moment.channel or "",
        "queue": moment.queue or "",
        "outcome": moment.outcome,
        "issue": moment.issue or "",
        "why": moment.because,
    }


def _document(told: "Timeline") -> dict[str, object]:
    return {
        "person": told.person,
        "customers": list(told.customers),
        "merges": list(told.merges),
        "ledger": told.ledger,
        "issues": list(told.issues),
        "moments": [
            {
                "at": moment.at.isoformat(),
                "local_at": moment.local_at.isoformat(),
                "what": moment.what,
                "source": moment.source,
                "contact_id": moment.contact_id,
                "channel": moment.channel,
                "queue": moment.queue,
                "outcome": moment.outcome,
                "issue": moment.issue,
                "because": moment.because or None,
            }
            for moment in told.moments
        ],
    }
