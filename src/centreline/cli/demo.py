"""`centreline demo`: a made-up centre to look at."""

import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from centreline.cli.options import Form, FormOption

if TYPE_CHECKING:
    from centreline.web.records.people import KnownPerson

__all__ = ["demo"]

PORT = 8400


def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where; an earlier demo there is replaced.")] = Path(
        "demo"
    ),
    *,
    contacts: Annotated[int, typer.Option(min=1_000, max=100_000_000, help="How many contacts it has.")] = 20_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed and size give the same centre.")] = 7,
    faultless: Annotated[bool, typer.Option("--faultless", help="Plant no faults.")] = False,
    people: Annotated[bool, typer.Option("--people", help="Add somebody for each role, to sign in with.")] = False,
    form: FormOption = Form.TEXT,
) -> None:
    """Make up a centre with planted faults, bring its records, examine it, and write the review.

    Example: [bold]centreline demo my-demo --contacts 50000[/bold]
    """
    from centreline.actions.demonstrate import make_demo
    from centreline.cli.examine import examine_with_progress, print_examination
    from centreline.cli.review import Ending, write_review
    from centreline.cli.terminal import console, print_json, telling
    from centreline.samples.faults import FAULTS

    faults = () if faultless else tuple(FAULTS)
    with telling() as tell:
        place = make_demo(folder, contacts=contacts, seed=seed, faults=faults, now=datetime.now(UTC), tell=tell)
    examination = examine_with_progress(place, as_of=None)
    review, answer_key = folder / "review.html", folder / "answer-key.yaml"
    write_review(place, examination, files={review: Ending.HTML})
    password = secrets.token_urlsafe(9)
    known = _people_for(folder, password=password) if people else ()
    if form is Form.JSON:
        planted = None if faultless else str(answer_key)
        found = len(examination.findings)
        print_json({"workspace": str(folder), "review": str(review), "answer_key": planted, "findings": found})
        return
    print_examination(examination, name=place.name)
    console.print(f"\n[bold]This centre is made up.[/bold] Planted faults: {answer_key if faults else 'none'}")
    console.print(f"The review: [bold]{review.resolve()}[/bold]")
    console.print(f"Look further: `centreline compare service_level -w {folder}`", markup=False)
    console.print(f"In the browser: `centreline serve {folder}`, then http://127.0.0.1:{PORT}/", markup=False)
    if known:
        console.print(f"Sign in as one of these, with the password {password}", markup=False)
        for person in known:
            console.print(f"  {person.name:<8} {person.role.replace('_', ' '):<16} {person.title}", markup=False)


def _people_for(folder: Path, *, password: str) -> "Sequence[KnownPerson]":
    """Add somebody for each role: the centre is made up, and so are they."""
    from centreline.web.site.serving import Server, open_django

    open_django(Server(folder, "127.0.0.1", PORT, 1))
    from centreline.evidence.scope import Scope
    from centreline.web.frame.centre import workspace
    from centreline.web.jobs.setting_up import ready_database, take_over_files
    from centreline.web.records.demo_people import add_demo_people

    ready_database()
    take_over_files()
    return add_demo_people(workspace(Scope.whole_centre("the demo")).evidence, password=password)
