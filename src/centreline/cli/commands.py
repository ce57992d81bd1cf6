"""Every command, each in a module of its own."""

import typer

from centreline.cli import (
    blueprint,
    compare,
    demo,
    evidence,
    examine,
    explain,
    ingest,
    init,
    measure,
    review,
    undo,
)

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add every command to the application, in the order a newcomer meets them."""
    app.command("demo")(demo.demo)
    app.command("init")(init.init)
    app.command("ingest")(ingest.ingest)
    app.command("undo")(undo.undo)
    app.command("evidence")(evidence.evidence)
    app.command("examine")(examine.examine)
    app.command("review")(review.review)
    app.command("measure")(measure.measure)
    app.command("compare")(compare.compare)
    app.command("explain")(explain.explain)
    app.add_typer(blueprint.app, name="blueprint")
