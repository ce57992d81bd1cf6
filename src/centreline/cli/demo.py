"""`centreline demo`: a made-up centre to look at."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from centreline.cli.options import Form, FormOption

__all__ = ["demo"]


def demo(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where; an earlier demo there is replaced.")] = Path(
        "demo"
    ),
    *,
    contacts: Annotated[int, typer.Option(min=1_000, max=100_000_000, help="How many contacts it has.")] = 20_000,
    seed: Annotated[int, typer.Option(min=0, help="The same seed and size give the same centre.")] = 7,
    faultless: Annotated[bool, typer.Option("--faultless", help="Plant no faults.")] = False,
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
    if form is Form.JSON:
        planted = None if faultless else str(answer_key)
        found = len(examination.findings)
        print_json({"workspace": str(folder), "review": str(review), "answer_key": planted, "findings": found})
        return
    print_examination(examination, name=place.name)
    console.print(f"\n[bold]This centre is made up.[/bold] Planted faults: {answer_key if faults else 'none'}")
    console.print(f"The review: [bold]{review.resolve()}[/bold]")
    console.print(f"Look further: `centreline compare service_level -w {folder}`", markup=False)
