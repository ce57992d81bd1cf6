"""The review as one page that needs nothing else: no script, no font, no picture from anywhere."""

from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from centreline.reports import words
from centreline.reports.journey_map import draw_journey, draw_mark
from centreline.reports.palette import DARK, LIGHT, SEVERITIES, style_of
from centreline.reports.review import Review
from centreline.reports.sections.found import MOST_OF_A_KIND
from centreline.reports.sections.journeys import Mark

__all__ = ["as_html"]


def as_html(review: Review) -> str:
    """Return the review as one self-contained, printable HTML page; the same review gives the same bytes."""
    # Imported here: 30 MiB that the pages of the served centre do not need.
    from centreline.reports.charts import draw_chart

    template = _environment().get_template("review.html.jinja")
    return template.render(
        review=review,
        severities=SEVERITIES,
        most=MOST_OF_A_KIND,
        light=Markup(style_of(LIGHT)),
        dark=Markup(style_of(DARK)),
        draw_chart=draw_chart,
        draw_journey=draw_journey,
        badge=_badge,
    )


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("centreline.reports", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters.update(words.FILTERS)
    environment.filters["coded"] = _coded
    return environment


def _coded(text: str) -> Markup:
    """Return escaped text with what stands between backticks set as code, and no number parted from its %."""
    text = text.replace(" %", "\u00a0%")
    plain, *rest = text.split("`")
    if len(rest) % 2:
        return escape(text)
    parts = [escape(plain)]
    for code, after in zip(rest[::2], rest[1::2], strict=True):
        parts += [Markup("<code>{}</code>").format(code), escape(after)]
    return Markup("").join(parts)


def _badge(severity: str) -> Markup:
    return Markup('<svg class="badge" viewBox="-16 -17 32 32" aria-hidden="true">{}</svg>').format(
        draw_mark(Mark(severity, 0))
    )
