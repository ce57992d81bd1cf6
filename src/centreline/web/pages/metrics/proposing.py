"""A metric is defined otherwise: proposed by one, approved by another exactly as read, and then in force."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.actions.adopt_definition import adopt_definition, definition_terms, in_force
from centreline.actions.approve_proposal import approve_proposal, reject_proposal
from centreline.actions.propose_change import propose_change
from centreline.governance.rights import check_may
from centreline.kernel.errors import NotThere
from centreline.metrics.agreed import with_agreed
from centreline.metrics.book import published_book
from centreline.metrics.definition import Metric
from centreline.web.frame.acting import does
from centreline.web.frame.page import page
from centreline.web.frame.versions import version_named
from centreline.web.jobs.work.look import look_again
from centreline.web.pages.metrics.opened import metric_or_none
from centreline.web.pages.metrics.trying import agreed_from
from centreline.web.records.store import DjangoState

__all__ = ["adopt", "approve", "propose", "reject"]


@require_POST
@page(needs="propose_change")
def propose(request: HttpRequest, name: str) -> HttpResponse:
    """Propose another definition, with what reads otherwise."""
    check_may(request.actor, "see_metrics")
    metric, given = _published(name), request.POST
    after = agreed_from(given, metric)
    entry = does(request, propose_change)(
        proposal={
            "subject": f"metric:{metric.id}",
            "title": given.get("title", ""),
            "what": with_agreed(metric, after).default.sentence,
            "because": given.get("because", ""),
            "terms": definition_terms(metric, before=in_force(DjangoState(), metric.id), after=after),
            "expected": given.get("expected", ""),
            "measured_by": metric.id,
            "owner": given.get("owner", "") or request.actor.shown,
        }
    )
    messages.success(request, _("It is proposed. Somebody else who may approve has to read it."))
    return HttpResponseRedirect(f"{reverse('metric_meaning', args=[metric.id])}?proposal={entry.key}")


@require_POST
@page(needs="approve_proposal")
def approve(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Approve a definition exactly as it was read, and put it into force."""
    _check_about(name, key)
    does(request, approve_proposal)(key=key, content=request.POST.get("content", ""))
    return _adopted(request, name, key)


@require_POST
@page(needs="approve_proposal")
def adopt(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Put a definition into force that was approved elsewhere."""
    _check_about(name, key)
    return _adopted(request, name, key)


@require_POST
@page(needs="approve_proposal")
def reject(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Reject a proposed definition with a reason."""
    _check_about(name, key)
    expects = version_named(request.POST.get("version", "")) or 0
    does(request, reject_proposal)(key=key, expects=expects, reason=request.POST.get("reason", ""))
    messages.success(request, _("It is rejected."))
    return HttpResponseRedirect(reverse("metric_meaning", args=[name]))


def _adopted(request: HttpRequest, name: str, key: str) -> HttpResponse:
    does(request, adopt_definition)(proposal=key)
    look_again(by=request.actor.name)
    messages.success(request, _("The definition is in force; findings and review follow with the next look."))
    return HttpResponseRedirect(reverse("metric_meaning", args=[name]))


def _published(name: str) -> Metric:
    return published_book()[metric_or_none(name).id]


def _check_about(name: str, key: str) -> None:
    entry = DjangoState().entry("proposal", key)
    if entry is None or entry.within != f"metric:{_published(name).id}":
        raise NotThere(f"there is no proposal {key!r}", where="this metric", fix="choose one of those it lists")
