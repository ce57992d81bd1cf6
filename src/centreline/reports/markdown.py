"""The review as Markdown: the same content as the page, for a pull request, a wiki or a terminal."""

from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from centreline.reports import words
from centreline.reports.palette import SEVERITIES
from centreline.reports.review import Review
from centreline.reports.sections.found import MOST_OF_A_KIND

__all__ = ["as_markdown"]


def as_markdown(review: Review) -> str:
    """Return the review as Markdown with GitHub's tables; the same review gives the same text."""
    text = (
        _environment().get_template("review.md.jinja").render(review=review, severities=SEVERITIES, most=MOST_OF_A_KIND)
    )
    return f"{text.strip()}\n"


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("centreline.reports", "templates"),
        autoescape=False,
        finalize=_plain,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(words.FILTERS)
    return environment


def _plain(value: Any) -> Any:
    """Return text in which nothing is taken for Markdown or HTML, except what stands between backticks."""
    if isinstance(value, Markup) or not isinstance(value, str):
        return value
    for sign, written in (
        ("\\", "\\\\"),
        ("<", "&lt;"),
        ("|", "\\|"),
        ("*", "\\*"),
        ("[", "\\["),
        ("\r", ""),
        ("\n", " "),
    ):
        value = value.replace(sign, written)
    return value if value.count("`") % 2 == 0 else value.replace("`", "'")
