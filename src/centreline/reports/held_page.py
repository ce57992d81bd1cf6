"""What is held on a person as a zip: one file for programs and one to read, with what each column means."""

import json
import zipfile
from collections.abc import Sequence
from datetime import datetime
from html import escape
from io import BytesIO
from typing import Any

from centreline.evidence.erasure.held import HeldRows

__all__ = ["held_as_zip"]

ASKED = (
    "Customers are kept under pseudonyms, and what identifies somebody elsewhere (card and account numbers, addresses, "
    "telephone numbers, passwords) was taken out when the records came. Columns about people who work here are left "
    "out: they are theirs."
)


def held_as_zip(held: Sequence[HeldRows], *, centre: str, made_up: bool, at: datetime) -> bytes:
    """Return a zip with held.json and held.html.

    Args:
        held: From `held_on`.
        centre: What people call the centre.
        made_up: Whether nobody ever called there.
        at: When somebody asked.
    """
    said = {"centre": centre, "made_up": made_up, "at": at.isoformat(), "says": ASKED}
    document = {**said, "tables": {one.table: _table(one) for one in held}}
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("held.json", json.dumps(document, ensure_ascii=False, indent=2, default=str))
        archive.writestr("held.html", _page(held, said))
    return written.getvalue()


def _table(one: HeldRows) -> dict[str, Any]:
    return {
        "meaning": one.meaning,
        "columns": one.columns,
        "left_out_about_workers": list(one.left_out),
        "rows_about_workers": one.about_workers,
        "rows": one.rows,
    }


def _page(held: Sequence[HeldRows], said: dict[str, Any]) -> str:
    title = f"What {said['centre']} holds on you" + (" (a made-up centre)" if said["made_up"] else "")
    parts = "".join(map(_section, held)) or "<p>Nothing.</p>"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title></head><body>'
        f"<h1>{escape(title)}</h1><p>{escape(str(said['at'])[:10])}. {escape(ASKED)}</p>{parts}</body></html>\n"
    )


def _section(one: HeldRows) -> str:
    said = f"<h2>{escape(one.table)}</h2><p>{escape(one.meaning)} {len(one.rows):,} rows.</p>"
    if one.about_workers:
        said += f"<p>{one.about_workers:,} rows on people who work here name a contact of yours.</p>"
    filled = [name for name in one.columns if any(row[name] is not None for row in one.rows)]
    meanings = "".join(f"<dt>{escape(name)}</dt><dd>{escape(one.columns[name])}</dd>" for name in filled)
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in filled)
    rows = "".join("<tr>" + "".join(f"<td>{_cell(row[name])}</td>" for name in filled) + "</tr>" for row in one.rows)
    return f"{said}<dl>{meanings}</dl><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(value: object) -> str:
    return "" if value is None else escape(str(value))
