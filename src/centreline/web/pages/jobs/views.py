"""Pages of long work: the list, how far one piece is, and stopping it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from centreline.governance.actor import Actor, Role
from centreline.kernel.errors import NotPermitted
from centreline.web.frame.page import page
from centreline.web.frame.tabling import Field, tabled
from centreline.web.jobs.working import queue
from centreline.web.reading.jobs import job_seen_by, jobs_seen_by
from centreline.web.records.jobs import Job, ask_to_cancel
from centreline.web.records.people import names_people_know

__all__ = ["again", "cancel", "every", "one"]

CAN_BE_STARTED_AGAIN = frozenset({"interrupted", "failed", "cancelled"})


@page(needs="see_jobs")
def every(request: HttpRequest) -> HttpResponse:
    """Show the newest jobs: all of them to whoever sees every row, else their own."""
    jobs = jobs_seen_by(request.actor)
    table = tabled(request, "jobs", _fields(request.actor), jobs)
    if table.answer is not None:
        return table.answer
    shown = {
        "jobs": [(one, _may_stop(request.actor, one), _may_start_again(request.actor, one)) for one in table.page],
        "table": table,
        "running": any(not one.has_ended for one in jobs),
    }
    return render(request, "jobs/every.html", shown)


@page(needs="see_jobs")
def one(request: HttpRequest, job_id: str) -> HttpResponse:
    """Show how far a job is."""
    seen = job_seen_by(request.actor, job_id)
    return render(request, "jobs/one.html", _one(request.actor, seen))


@require_POST
@page(needs="see_jobs")
def cancel(request: HttpRequest, job_id: str) -> HttpResponse:
    """Ask a job to stop."""
    seen = job_seen_by(request.actor, job_id)
    if not _may_stop(request.actor, seen):
        raise NotPermitted(
            f"{request.actor.shown!r} may not stop {seen.title!r}",
            where="the job",
            fix=f"ask {_asker(request.actor, seen)}, who asked for it, or an administrator",
        )
    ask_to_cancel(seen.id)
    messages.success(request, _("It was asked to stop; what it had begun is not kept."))
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()})
    return HttpResponseRedirect(back if safe else reverse("job", args=[seen.id]))


@require_POST
@page(needs="see_jobs")
def again(request: HttpRequest, job_id: str) -> HttpResponse:
    """Ask once more for the work of a job that was not finished, for whoever asked for it first."""
    seen = job_seen_by(request.actor, job_id)
    if not _may_start_again(request.actor, seen):
        raise NotPermitted(
            f"{request.actor.shown!r} may not start {seen.title!r} again",
            where="the job",
            fix=f"ask {_asker(request.actor, seen)}, who asked for it, or an administrator, once it has ended",
        )
    asked = queue(seen.kind, title=seen.title, by=seen.by, given=seen.given)
    messages.success(request, _("It is asked for again."))
    return HttpResponseRedirect(reverse("job", args=[asked.id]))


def _asker(actor: Actor, seen: Job) -> str:
    return names_people_know(actor).get(seen.by, seen.by)


def _one(actor: Actor, seen: Job) -> dict[str, object]:
    return {"job": seen, "may_stop": _may_stop(actor, seen), "may_start_again": _may_start_again(actor, seen)}


def _fields(actor: Actor) -> list[Field[Job]]:
    states = {"waiting": _("Waiting"), "running": _("Running"), "done": _("Done"), "failed": _("Failed"),
              "cancelled": _("Cancelled"), "interrupted": _("Interrupted")}  # fmt: skip
    names = names_people_know(actor)
    return [
        Field("title", _("Work"), lambda one: one.title, filter="text", always=True),
        Field("state", _("State"), lambda one: one.state, filter="words", words=states),
        Field("says", _("Says"), lambda one: one.says, filter="text"),
        Field("by", _("Asked for by"), lambda one: one.by, filter="words", words=names, known_as="by_name"),
        Field("asked_at", _("When"), lambda one: one.asked_at),
    ]


def _may_start_again(actor: Actor, found: Job) -> bool:
    own = found.by == actor.name or actor.role is Role.ADMINISTRATOR
    return own and found.state in CAN_BE_STARTED_AGAIN


def _may_stop(actor: Actor, found: Job) -> bool:
    return not found.has_ended and (found.by == actor.name or actor.role is Role.ADMINISTRATOR)
