"""What was written about a metric, in the order in which people wrote it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from centreline.web.frame.page import page
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.pages.catalogues.drawer import history_shown
from centreline.web.pages.metrics.opened import metric_or_none
from centreline.web.reading.histories import histories_about

__all__ = ["history"]

WRITTEN = ("annotation", "baseline", "definition", "target")
"""Kinds of entries that are about one metric."""


@page(needs="see_metrics")
def history(request: HttpRequest, name: str) -> HttpResponse:
    """Show who set targets and limits, wrote on the chart and adopted definitions, when, and what stood before."""
    metric = metric_or_none(name)
    found = histories_about(request.actor, WRITTEN, keys=[metric.id], within=[metric.id])
    back = reverse("metric", args=[metric.id])
    return history_shown(request, found, about=from_book(metric.title), back=back)
