"""`centreline blueprint`: check, compare and describe the written operating model."""

from pathlib import Path
from typing import Annotated

import typer

from centreline.cli.options import Form, FormOption

__all__ = ["KINDS", "app"]

KINDS = {
    "journeys": "journey", "touchpoints": "touchpoint", "roles": "role", "teams": "team", "partners": "partner",
    "procedures": "procedure", "systems": "system", "capabilities": "capability", "data_domains": "data domain",
    "reports": "report", "intents": "intent", "decision_rights": "decision right", "planned_costs": "planned cost",
}  # fmt: skip
"""The kinds of parts a blueprint is counted by, each with the word for one of them."""

app = typer.Typer(no_args_is_help=True, help="Check, compare and describe the written operating model.")

Folder = Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder of YAML files, or a workspace that has one.")]


@app.command("check")
def check(folder: Folder = Path(), *, form: FormOption = Form.TEXT) -> None:
    """Read a blueprint and its claims, and say everything that is wrong with them at once.

    Example: [bold]centreline blueprint check my-centre[/bold]
    """
    from centreline.blueprint.files import load_blueprint, load_claims
    from centreline.cli.terminal import console, print_json
    from centreline.reports.words import counted

    place = _blueprint_folder(folder)
    blueprint = load_blueprint(place)
    claims_folder = place.parent / "claims"
    claims = load_claims(claims_folder, blueprint=blueprint).claims
    counts = {kind: len(getattr(blueprint, kind)) for kind in KINDS}
    if form is Form.JSON:
        hashed = {"title": blueprint.title, "version": blueprint.version, "content_hash": blueprint.content_hash}
        print_json({**hashed, "counts": counts, "claims": len(claims)})
        return
    console.print(f"[bold]{blueprint.title}[/bold] holds together.")
    console.print(" · ".join(counted(count, KINDS[kind]) for kind, count in counts.items()))
    console.print(f"{counted(len(claims), 'claim')} · content {blueprint.content_hash[:12]}")


@app.command("diff")
def diff(
    old: Annotated[Path, typer.Argument(metavar="OLD", help="Folder of the older version.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="Folder of the newer version.")],
    *,
    form: FormOption = Form.TEXT,
) -> None:
    """Say in sentences what changed from one version of a blueprint to another.

    Example: [bold]centreline blueprint diff last-month/blueprint my-centre/blueprint[/bold]
    """
    from dataclasses import asdict

    from centreline.blueprint.diff import differences
    from centreline.blueprint.files import load_blueprint
    from centreline.cli.terminal import console, print_json

    before, after = (load_blueprint(_blueprint_folder(folder)) for folder in (old, new))
    found = differences(before, after)
    if form is Form.JSON:
        print_json(
            {
                "old": before.content_hash,
                "new": after.content_hash,
                "differences": [asdict(one) for one in found],
            }
        )
        return
    for one in found:
        console.print(f"· {one.says}", markup=False)
    console.print(f"{len(found):,} differences." if found else "The two say the same.")


@app.command("schema")
def schema(
    *,
    claims: Annotated[bool, typer.Option("--claims", help="The schema of claims, not of the blueprint.")] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write it here.", show_default="standard output")
    ] = None,
) -> None:
    """Print the JSON Schema that lets an editor complete and check what you write.

    Example: [bold]centreline blueprint schema --out blueprint.schema.json[/bold]
    """
    import json

    from centreline.blueprint.schema import claims_json_schema, json_schema
    from centreline.cli.terminal import console, print_json

    document = claims_json_schema() if claims else json_schema()
    if out is None:
        print_json(document)
        return
    out.write_text(json.dumps(document, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    console.print(f"Wrote {out}.")


def _blueprint_folder(folder: Path) -> Path:
    return folder / "blueprint" if (folder / "blueprint").is_dir() else folder
