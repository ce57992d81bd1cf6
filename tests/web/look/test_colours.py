"""Every colour of the pages, measured as WCAG measures them, in light, dark and high contrast."""

import re
from pathlib import Path

import pytest

from centreline.reports import palette

STATIC = Path(__file__).parents[3] / "src/centreline/web/static"
TOKENS = (STATIC / "css/tokens.css").read_text("utf-8")
SHEETS = [path for path in sorted((STATIC / "css").glob("*.css")) if path.name not in ("tokens.css", "print.css")]
GROUNDS = ("paper", "canvas", "surface", "raised")
WEIGHTS = ("critical", "high", "medium", "low", "good", "accent")
TEXT_ON = dict.fromkeys(GROUNDS, ("ink", "muted", "accent", "critical", "high", "medium", "low", "good"))
TEXT_ON |= {f"{kind}-soft": ("ink", kind) for kind in WEIGHTS}
TEXT_ON |= dict.fromkeys(WEIGHTS, ("on-mark",))
TEXT_ON |= {"accent-strong": ("on-mark",), "heat-1": ("ink",), "heat-2": ("ink",), "heat-3": ("ink",)}
TEXT_ON |= {
    "heat-4": ("on-mark",),
    "heat-5": ("on-mark",),
    "ink": ("paper",),
    "accent-soft": ("ink", "muted", "accent"),
}
DRAWN_ON = dict.fromkeys(GROUNDS, ("edge", "focus", "series-1", "series-2", "series-3", "series-4"))
PAIRS = [(ground, text) for ground, texts in TEXT_ON.items() for text in texts]


def themes() -> dict[str, dict[str, str]]:
    first, contrast = TOKENS.split('[data-theme="contrast"]')
    both = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", first)
    dark = {name: night for name, _, night in both}
    high = dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6});", contrast))
    return {"light": {name: day for name, day, _ in both}, "dark": dark, "contrast": dark | high}


THEMES = themes()


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("theme", "least"), [("light", 4.5), ("dark", 4.5), ("contrast", 7.0)])
def test_text_can_be_read_on_every_ground_it_stands_on(theme, least):
    colours = THEMES[theme]

    measured = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}

    assert {pair: ratio for pair, ratio in measured.items() if ratio < least} == {}


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_edges_and_lines_can_be_told_from_their_ground(theme):
    colours = THEMES[theme]

    measured = {
        (ground, one): contrast(colours[ground], colours[one]) for ground in DRAWN_ON for one in DRAWN_ON[ground]
    }

    assert {pair: ratio for pair, ratio in measured.items() if ratio < 3.0} == {}


def test_pages_and_the_printed_review_have_the_same_colours():
    printed = {"light": palette.LIGHT, "dark": palette.DARK}

    different = {
        (theme, name): (THEMES[theme].get(name.replace("_", "-")), colour)
        for theme, colours in printed.items()
        for name, colour in colours.items()
        if THEMES[theme].get(name.replace("_", "-")) != colour
    }

    assert different == {}


def test_high_contrast_overrides_every_colour_that_text_or_meaning_has():
    own = set(re.findall(r"--([a-z0-9-]+): #", TOKENS.split('[data-theme="contrast"]')[1]))

    assert set(THEMES["light"]) - own == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_has_a_colour_of_its_own(sheet):
    assert re.findall(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(", sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_property_a_sheet_names_is_written_down(sheet):
    named = set(re.findall(r"var\(--([a-z0-9-]+)\)", sheet.read_text("utf-8")))

    assert named - set(re.findall(r"--([a-z0-9-]+):", TOKENS)) == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_knows_left_from_right(sheet):
    words = re.sub(r'\[dir="rtl"\][^}]*\}|background-position:[^;]*;', "", sheet.read_text("utf-8"))

    assert (
        re.findall(
            r"(?<![a-z-])(?:(?:margin|padding|border)-(?:left|right)|left|right|text-align: (?:left|right))(?=:)", words
        )
        == []
    )
