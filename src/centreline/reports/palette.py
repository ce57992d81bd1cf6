"""Every colour of the review, by what it is for, in light and in dark; the tests measure their contrast."""

from collections.abc import Mapping
from types import MappingProxyType

__all__ = ["DARK", "LIGHT", "SEVERITIES", "style_of"]

SEVERITIES = ("critical", "high", "medium", "low")
"""Weightiest first; each has a colour, a shape and a word, so that none has to be told by colour alone."""

LIGHT: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#ffffff",
        "surface": "#f5f7f8",
        "raised": "#ffffff",
        "ink": "#16202b",
        "muted": "#51606f",
        "line": "#d5dce2",
        "edge": "#74828f",
        "accent": "#0b5a6b",
        "accent_soft": "#e3f0f2",
        "good": "#1f6b45",
        "critical": "#9b1535",
        "critical_soft": "#fbeaee",
        "high": "#a3470a",
        "high_soft": "#fdf0e6",
        "medium": "#735c00",
        "medium_soft": "#faf4dc",
        "low": "#45596b",
        "low_soft": "#eaeff3",
        "on_mark": "#ffffff",
    }
)
"""Colours on white paper; print uses these."""

DARK: Mapping[str, str] = MappingProxyType(
    {
        "paper": "#10151b",
        "surface": "#171e26",
        "raised": "#1c252f",
        "ink": "#e9eef3",
        "muted": "#a7b4c0",
        "line": "#2f3b47",
        "edge": "#7c8b99",
        "accent": "#7fcbdb",
        "accent_soft": "#15323a",
        "good": "#82cfa5",
        "critical": "#ff93a8",
        "critical_soft": "#3a1822",
        "high": "#ffb37a",
        "high_soft": "#382314",
        "medium": "#e3cd6b",
        "medium_soft": "#2f2a12",
        "low": "#adc2d4",
        "low_soft": "#222e39",
        "on_mark": "#10151b",
    }
)
"""The same colours on a dark screen."""


def style_of(colours: Mapping[str, str]) -> str:
    """Return the colours as CSS custom properties, `accent_soft` as `--accent-soft`.

    >>> style_of({"accent_soft": "#e3f0f2"})
    '--accent-soft:#e3f0f2'
    """
    return ";".join(f"--{name.replace('_', '-')}:{colour}" for name, colour in colours.items())
