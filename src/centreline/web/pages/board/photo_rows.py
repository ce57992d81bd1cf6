"""The list beside the picture of a wall: which note would go where, and what somebody made of that."""

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from centreline.actions.write_note import MOST_LINES
from centreline.governance.kinds.note import Colour, Lane

__all__ = ["proposed", "rows_sent"]

ALIKE = 0.85
"""Share of letters in which what was read is like the name of a lane or stage, from which on it is taken for it."""

MOST_READ = 150
"""Notes of one picture that are proposed."""

BLANK, BLANK_ONLY = 3, 8
"""Empty rows to write what the machine missed, and where it found nothing."""

SORT_OF = {Lane.CUSTOMER_PAIN: Colour.PAIN, Lane.EMPLOYEE_PAIN: Colour.PAIN, Lane.IDEA: Colour.IDEA}
"""Which sort a note is by its lane; a fact in every other."""


def proposed(found: Mapping[str, Any], *, lanes: Mapping[str, str], stages: Mapping[str, str]) -> dict[str, Any]:
    """Return what the page shows: the rows, and the size and frames of the picture where it was read.

    A note that says what a lane or stage is called is taken for a heading: it is left out, and what hangs nearest to it
    is proposed for that lane or stage.

    Args:
        found: What was read, as the work keeps it; nothing where it was not.
        lanes: What each lane is called, by its key.
        stages: What each stage is called, by its key.
    """
    notes = [{**note, "text": " ".join(note["text"].split())} for note in found.get("notes", ())][:MOST_READ]
    heads = [(note, _alike(note["text"], lanes), _alike(note["text"], stages)) for note in notes]
    rows = []
    for note, lane, stage in heads:
        across = {key: _middle(head, "left", "width") for head, _lane, key in heads if key}
        down = {key: _middle(head, "top", "height") for head, key, _stage in heads if key}
        rows.append(
            {
                **note,
                "lane": _nearest(down, _middle(note, "top", "height")) or str(Lane.IDEA),
                "stage": _nearest(across, _middle(note, "left", "width")) or next(iter(stages)),
                "take": not (lane or stage),
                "sure_words": _sure_words()[note["sure"]],
            }
        )
    rows += [{"text": "", "lane": str(Lane.IDEA), "stage": next(iter(stages)), "take": True, "blank": True}] * (
        BLANK if rows else BLANK_ONLY
    )
    numbered = [{**row, "n": number} for number, row in enumerate(rows, start=1)]
    shown = {"rows": numbered, "lanes": lanes.items(), "stages": stages.items(), "found": len(notes)}
    return shown | {"most": MOST_LINES, "frames": _frames(found, numbered[: len(notes)])}


def rows_sent(sent: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the notes that somebody left ticked and that say something, as a sheet would hold them."""
    rows = []
    for number in range(1, MOST_LINES + 1):
        text = " ".join(sent.get(f"text-{number}", "").split())
        if text and sent.get(f"take-{number}"):
            lane = sent.get(f"lane-{number}", "")
            colour = next((str(sort) for key, sort in SORT_OF.items() if key == lane), str(Colour.FACT))
            rows.append({"text": text, "lane": lane, "stage": sent.get(f"stage-{number}", ""), "colour": colour})
    return rows


def _sure_words() -> dict[str, str]:
    return {"well": _("Read clearly"), "partly": _("Partly guessed"), "badly": _("Mostly guessed")}


def _alike(text: str, known: Mapping[str, str]) -> str:
    """Return the key of what is called nearly so; empty where nothing is."""
    said = text.casefold().replace(" ", "")
    shares = {
        key: SequenceMatcher(None, said, title.casefold().replace(" ", "")).ratio() for key, title in known.items()
    }
    best = max(shares, key=lambda key: shares[key], default="")
    return best if shares.get(best, 0.0) >= ALIKE else ""


def _middle(note: Mapping[str, Any], edge: str, size: str) -> float:
    return float(note[edge]) + float(note[size]) / 2


def _nearest(places: Mapping[str, float], at: float) -> str:
    return min(places, key=lambda key: abs(places[key] - at), default="")


def _frames(found: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return the frames as an SVG holds them, in points of the picture and written without a sign between thousands."""
    if not rows:
        return None
    width, height = int(found["width"]), int(found["height"])
    letters = max(width, height) // 40
    drawn = []
    for row in rows:
        left, top = row["left"] * width, row["top"] * height
        frame = {"n": str(row["n"]), "x": f"{left:.0f}", "y": f"{top:.0f}"}
        frame |= {"width": f"{row['width'] * width:.0f}", "height": f"{row['height'] * height:.0f}"}
        label = {"label_x": f"{max(left - letters * 0.9, letters * 0.9):.0f}", "label_y": f"{max(top, letters):.0f}"}
        drawn.append(frame | label | {"take": row["take"]})
    return {"box": f"0 0 {width} {height}", "letters": f"{letters}", "round": f"{letters * 0.9:.0f}", "drawn": drawn}
