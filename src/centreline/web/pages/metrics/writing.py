"""What people write about metrics: what happened on a day, targets, new limits; and taking them back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.annotate_metric import annotate_metric
from centreline.actions.begin_anew import begin_anew
from centreline.actions.follow_metric import follow_metric, unfollow_metric
from centreline.actions.set_target import set_target
from centreline.actions.undo_change import undo_change
from centreline.governance.rights import check_may
from centreline.kernel.errors import ArgumentInvalid, NotThere
from centreline.web.frame.acting import does
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.pages.findings.writing import day_of
from centreline.web.pages.metrics.asked import asked_of
from centreline.web.pages.metrics.opened import metric_or_none
from centreline.web.pages.metrics.views import TYPED_IN

__all__ = ["anew", "annotate", "follow", "target", "undo", "unfollow"]

OF_METRICS = ("annotation", "baseline", "target")
"""Kinds of entries that are taken back from here."""


@require_POST
@page(needs="comment")
def annotate(request: HttpRequest, name: str) -> HttpResponse:
    """Write what happened on a day."""
    check_may(request.actor, "see_metrics")
    given = request.POST
    does(request, annotate_metric)(
        metric=metric_or_none(name).id, on=day_of(given.get("on", "")), text=given.get("text", "")
    )
    messages.success(request, _("It stands on the chart."))
    return _back(request, name)


@require_POST
@page(needs="see_metrics")
def follow(request: HttpRequest, name: str) -> HttpResponse:
    """Let the metric stand on their home page when a point of it stands out."""
    does(request, follow_metric)(metric=metric_or_none(name).id)
    messages.success(request, _("You follow this metric: when a point stands out, it stands on your home page."))
    return _back(request, name)


@require_POST
@page(needs="see_metrics")
def unfollow(request: HttpRequest, name: str) -> HttpResponse:
    """Take the metric off their home page."""
    does(request, unfollow_metric)(metric=metric_or_none(name).id)
    messages.success(request, _("You follow this metric no more."))
    return _back(request, name)


@require_POST
@page(needs="steer_metric")
def target(request: HttpRequest, name: str) -> HttpResponse:
    """Set what is aimed at."""
    metric, given = metric_or_none(name), request.POST
    variant = metric.variant(given.get("variant"))
    least, most = (
        _amount(given.get(end, ""), factor=TYPED_IN.get(variant.unit, 1.0)) for end in ("at_least", "at_most")
    )
    does(request, set_target)(
        metric=metric.id, variant=variant.id, at_least=least, at_most=most, because=given.get("because", "")
    )
    messages.success(request, _("The target stands."))
    return _back(request, name)


@require_POST
@page(needs="steer_metric")
def anew(request: HttpRequest, name: str) -> HttpResponse:
    """Begin the limits anew, for the rows the address names."""
    metric, given = metric_or_none(name), request.POST
    asked = asked_of(request.GET, metric, place=workspace(request.actor.scope))
    variant = metric.variant(given.get("variant"))
    does(request, begin_anew)(
        metric=metric.id,
        variant=variant.id,
        selection=asked.selection,
        on=day_of(given.get("on", "")),
        reason=given.get("reason", ""),
    )
    messages.success(request, _("The limits begin anew on that day."))
    return _back(request, name)


@require_POST
@page(needs="undo_change")
def undo(request: HttpRequest, name: str, kind: str, key: str, version: int) -> HttpResponse:
    """Take back a note, a target or new limits."""
    check_may(request.actor, "see_metrics")
    if kind not in OF_METRICS:
        raise NotThere(f"{kind!r} is not taken back from here", where="the address", fix="open its history")
    does(request, undo_change)(kind=kind, key=key, version=version)
    messages.success(request, _("That is taken back."))
    return _back(request, name)


def _back(request: HttpRequest, name: str) -> HttpResponse:
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return HttpResponseRedirect(f"{reverse('metric', args=[name])}{query}")


def _amount(text: str, *, factor: float) -> float | None:
    typed = text.strip().replace(",", ".").removesuffix("%").strip()
    if not typed:
        return None
    try:
        return float(typed) * factor
    except ValueError:
        raise ArgumentInvalid(
            f"{text!r} is not a number", where="the target in the form", fix="write a number such as 80 or 12.5"
        ) from None
