"""A series as a small drawing without letters: its line, its limits, and the points that stand out."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from centreline.metrics.course import Course, Spot

__all__ = ["course_drawn", "sparkline"]

POINTS = 24
"""Points that are shown, the newest last."""

WIDTH, HEIGHT = 240.0, 40.0


def course_drawn(course: Course, *, label: str, spots: Sequence[Spot] | None = None) -> SafeString:
    """Return how a metric moved, drawn small, with the limits of its newest stretch.

    Args:
        course: How it moved.
        label: What it shows, for those who hear it.
        spots: Those that are drawn; all of the course where None.
    """
    newest = course.stretches[-1] if course.stretches else None
    limits = None
    if newest and newest.low is not None and newest.mean is not None and newest.high is not None:
        limits = (newest.low, newest.mean, newest.high)
    drawn = course.spots if spots is None else spots
    points = [(spot.value, bool(spot.signals)) for spot in drawn if spot.value is not None]
    return sparkline(points, limits=limits, label=label)


def sparkline(
    points: Sequence[tuple[float, bool]], *, limits: tuple[float, float, float] | None, label: str
) -> SafeString:
    """Return a series drawn small; empty where fewer than two points are there.

    Args:
        points: Values and whether each stands out, the newest last.
        limits: Lower limit, mean and upper limit; None where there are none.
        label: What it shows, for those who hear it.
    """
    seen = points[-POINTS:]
    if len(seen) < 2:
        return SafeString("")
    values = [value for value, _ in seen] + list(limits or ())
    down = _Down(min(values), max(values))
    places = [(WIDTH * at / (len(seen) - 1), down(value), signal) for at, (value, signal) in enumerate(seen)]
    dots = ((f"{across:.1f}", f"{below:.1f}") for across, below, signal in places if signal)
    return format_html(
        '<svg class="sparkline" viewBox="0 0 240 40" preserveAspectRatio="none" role="img" aria-label="{}">'
        '{}<polyline class="line" points="{}"/>{}</svg>',
        label,
        _limits(limits, down=down),
        " ".join(f"{across:.1f},{below:.1f}" for across, below, _ in places),
        format_html_join("", '<circle class="signal" cx="{}" cy="{}" r="3"/>', dots),
    )


@dataclass(frozen=True, slots=True)
class _Down:
    """Where a value lies, counted from the top of the drawing."""

    low: float
    high: float

    def __call__(self, value: float) -> float:
        """Return the distance from the top."""
        span = self.high - self.low
        return HEIGHT / 2 if span == 0 else 2 + (HEIGHT - 4) * (self.high - value) / span


def _limits(limits: tuple[float, float, float] | None, *, down: _Down) -> SafeString:
    if limits is None:
        return SafeString("")
    low, mean, high = limits
    lines = (("limit", high), ("mean", mean), ("limit", low))
    return format_html_join(
        "",
        '<line class="{}" x1="0" x2="240" y1="{}" y2="{}"/>',
        ((kind, f"{down(value):.1f}", f"{down(value):.1f}") for kind, value in lines),
    )
