"""A sheet of notes that is pasted on a board: headings name lane, stage and text, and each row goes into its cell."""

import csv
import io
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from centreline.governance.kinds.note import Colour, Lane
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["rows_of_sheet"]

SEPARATORS = ("\t", ";", ",")
HEADINGS = {"text": ("text", "note"), "lane": ("lane",), "stage": ("stage",), "colour": ("sort", "colour")}
"""What a column may be called, besides what it is called in the language of the page."""


def rows_of_sheet(
    text: str, *, lanes: Mapping[str, str], stages: Mapping[str, str], sorts: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the notes of a sheet, each with lane, stage, text and sort; nothing where it is no sheet but a list.

    Args:
        text: What was pasted: a first row of headings with text and lane or stage, separated by tabs, ; or commas.
        lanes: What each lane is called, by its key.
        stages: What each stage is called, by its key.
        sorts: What each sort of note is called, by its key.

    Raises:
        ArgumentInvalid: a row names a lane, a stage or a sort that there is not.
    """
    first = text.strip().partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    header, *lines = csv.reader(io.StringIO(text.strip()), delimiter=separator) if separator in first else [[]]
    columns = [_column(heading) for heading in header]
    if "text" not in columns or not {"lane", "stage"} & set(columns):
        return []
    rows = [(at, dict(zip(columns, line, strict=False))) for at, line in enumerate(lines, start=2)]
    first_stage = next(iter(stages), "")
    return [
        {
            "lane": _named(row.get("lane", ""), lanes, at=at, what="lane") or str(Lane.IDEA),
            "stage": _named(row.get("stage", ""), stages, at=at, what="stage") or first_stage,
            "colour": _named(row.get("colour", ""), sorts, at=at, what="sort") or str(Colour.FACT),
            "text": row["text"].strip(),
        }
        for at, row in rows
        if row.get("text", "").strip()
    ]


def _column(heading: str) -> str:
    said = heading.strip().casefold()
    ours = {"text": _("Note"), "lane": _("Lane"), "stage": _("Stage"), "colour": _("Sort")}
    return next((key for key, names in HEADINGS.items() if said in (*names, ours[key].casefold())), "")


def _named(said: str, known: Mapping[str, str], *, at: int, what: str) -> str:
    word = said.strip().casefold()
    if not word:
        return ""
    found = next((key for key, title in known.items() if word in (key.casefold(), title.casefold())), None)
    if found is None:
        raise ArgumentInvalid(
            f"row {at}: no {what} is called {said.strip()[:60]!r}",
            where="what was pasted",
            fix=f"write one of: {', '.join(known.values())}",
        )
    return found
