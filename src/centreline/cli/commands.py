"""Every command, each in a module of its own."""

import typer

from centreline.cli import (
    access,
    accounts,
    blueprint,
    compact,
    compare,
    copy_to,
    demo,
    erase,
    evidence,
    examine,
    explain,
    export,
    hold,
    ingest,
    init,
    ledger,
    measure,
    recognise,
    retention,
    review,
    serve,
    timeline,
    token,
    trail,
    undo,
)
from centreline.cli.in_force import as_agreed_there

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add every command to the application, in the order a newcomer meets them."""
    app.command("demo")(demo.demo)
    app.command("init")(init.init)
    app.command("recognise")(recognise.recognise)
    app.command("ingest")(ingest.ingest)
    app.command("undo")(undo.undo)
    app.command("evidence")(evidence.evidence)
    app.command("compact")(compact.compact)
    app.command("copy-to")(copy_to.copy_to)
    app.command("examine")(as_agreed_there(examine.examine))
    app.command("review")(as_agreed_there(review.review))
    app.command("serve")(serve.serve)
    app.add_typer(accounts.app, name="people")
    app.add_typer(token.app, name="token")
    app.add_typer(trail.app, name="trail")
    app.command("measure")(as_agreed_there(measure.measure))
    app.command("compare")(as_agreed_there(compare.compare))
    app.command("explain")(as_agreed_there(explain.explain))
    app.command("timeline")(timeline.timeline)
    app.add_typer(ledger.app, name="ledger")
    app.add_typer(export.app, name="export")
    app.add_typer(blueprint.app, name="blueprint")
    app.command("access")(access.access)
    app.add_typer(erase.app, name="erase")
    app.add_typer(hold.app, name="hold")
    app.command("retention")(retention.retention)
