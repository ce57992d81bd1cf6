import re
from importlib.resources import files

import pytest

from centreline.reports.palette import DARK, LIGHT, SEVERITIES, style_of

TEXT_ON = {
    "paper": ("ink", "muted", "accent", "critical", "high", "medium", "low", "good"),
    "surface": ("ink", "muted", "accent"),
    "raised": ("ink", "muted", "accent", "critical", "high", "medium", "low"),
    "accent_soft": ("ink", "muted", "accent", "critical"),
    "medium_soft": ("ink", "medium"),
    "accent": ("on_mark",),
    "critical": ("on_mark",),
    "high": ("on_mark",),
    "medium": ("on_mark",),
}
"""Which colours are text on which ground in the style sheet."""

GRAPHICS_ON = {"paper": ("edge", "critical", "high", "medium", "low"), "surface": ("edge",), "raised": ("edge",)}


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_measures_it():
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ground", "text"), [(ground, text) for ground, texts in TEXT_ON.items() for text in texts])
def test_text_can_be_read_in_both_themes(colours, ground, text):
    assert contrast(colours[ground], colours[text]) >= 4.5


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ground", "shape"), [(ground, one) for ground, all_ in GRAPHICS_ON.items() for one in all_])
def test_shapes_can_be_told_from_their_ground_in_both_themes(colours, ground, shape):
    assert contrast(colours[ground], colours[shape]) >= 3.0


def test_both_themes_name_the_same_colours():
    assert LIGHT.keys() == DARK.keys()
    assert set(SEVERITIES) <= LIGHT.keys()


def test_the_style_sheet_uses_no_colour_of_its_own():
    sheet = files("centreline.reports").joinpath("templates", "review.css").read_text("utf-8")
    screen = sheet.split("@page{")[0]

    assert re.findall(r"#[0-9a-f]{3,8}\b", screen) == []
    assert {name.replace("-", "_") for name in re.findall(r"var\(--([a-z-]+)\)", sheet)} <= {*LIGHT, "wide"}


def test_a_colour_becomes_a_property_of_the_page():
    assert style_of({"on_mark": "#ffffff", "ink": "#000000"}) == "--on-mark:#ffffff;--ink:#000000"
