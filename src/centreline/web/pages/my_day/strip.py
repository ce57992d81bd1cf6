"""A day of a shift as a strip: each activity as long as it lasts, with its letter, and a line where it is now."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from centreline.web.frame.templatetags.centreline_format import clock
from centreline.web.pages.my_day.shown import Activity, Plan

__all__ = ["strip"]

TICKS = 6
"""Hours that are written below the strip at most: a telephone has room for no more."""


def strip(plan: Plan, now: datetime) -> SafeString:
    """Return a day drawn as a strip; empty where it has no activity. Its words are in the list beside it."""
    if not plan.activities:
        return SafeString("")
    first, last = plan.activities[0].begins, max(one.ends for one in plan.activities)
    scale = _Scale(first, last)
    parts = (
        (
            scale(one.begins),
            scale.share(one.ends - one.begins),
            one.category,
            _words(one),
            scale.inside(one),
            _letter(one),
        )
        for one in plan.activities
    )
    return format_html(
        '<svg class="strip" width="100%" height="58" role="img" aria-label="{}">{}{}{}</svg>',
        _("The shift from %(first)s to %(last)s") % {"first": clock(first), "last": clock(last)},
        format_html_join(
            "",
            '<g data-category="{2}"><title>{3}</title><rect x="{0}" width="{1}" y="2" height="34" rx="2"/>'
            '<text x="{4}" y="24">{5}</text></g>',
            parts,
        ),
        format_html_join("", '<text class="hour" x="{}" y="54">{}</text>', _hours(scale, first, last)),
        _now(scale, now) if first <= now < last else "",
    )


class _Scale:
    """Where an instant lies, in hundredths of the width: nothing is stretched, whatever the screen."""

    def __init__(self, first: datetime, last: datetime) -> None:
        self._first = first
        self._span = max(last - first, timedelta(minutes=1))

    def __call__(self, at: datetime) -> str:
        return self.share(at - self._first)

    def share(self, lasts: timedelta) -> str:
        return f"{100 * (lasts / self._span):.2f}%"

    def inside(self, one: Activity) -> str:
        """Return the middle of an activity, where its letter stands."""
        return self.share(one.begins - self._first + (one.ends - one.begins) / 2)


def _now(scale: _Scale, now: datetime) -> SafeString:
    place = scale(now)
    return format_html(
        '<line class="now" x1="{}" x2="{}" y1="0" y2="40"><title>{}</title></line>', place, place, _("now")
    )


def _hours(scale: _Scale, first: datetime, last: datetime) -> Iterator[tuple[str, str]]:
    """Yield full hours with their places; the last quarter of an hour has no room for a word."""
    hours = max(1, round((last - first) / timedelta(hours=1)))
    step = timedelta(hours=-(-hours // TICKS))
    at = timezone.localtime(first).replace(minute=0, second=0, microsecond=0)
    while at < last - timedelta(minutes=15):
        if at >= first:
            yield scale(at), clock(at)
        at += step


def _words(one: Activity) -> str:
    return f"{clock(one.begins)} – {clock(one.ends)} {one.says or one.category}"


def _letter(one: Activity) -> str:
    return (one.says or one.category)[:1].upper()
