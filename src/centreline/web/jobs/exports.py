"""Tables too long to wait for: made by the worker from the same address, and kept for a day for whoever asked."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django_tasks import task

from centreline.web.frame.served import folder
from centreline.web.jobs.working import queue
from centreline.web.records.exports import EXPORT_KEPT_FOR, forget_export

__all__ = ["export_later", "forget_when_over", "forget_when_time_is_over"]


def export_later(request: HttpRequest, name: str) -> HttpResponse:
    """Queue the export an address asks for, and lead to the page that says how far it is.

    Args:
        request: Who asks, and for which rows.
        name: What the table is called.
    """
    given = {"path": request.path, "query": request.GET.urlencode(), "language": get_language() or "en"}
    asked = queue("export", title=_("Take out %(name)s") % {"name": name}, by=request.actor.name, given=given)
    return HttpResponseRedirect(reverse("export", args=[asked.id]))


def forget_when_time_is_over(job_id: str) -> None:
    """Have the worker delete the file of a job once its time is over."""
    forget_when_over.using(run_after=timezone.now() + EXPORT_KEPT_FOR).enqueue(job_id)


@task()
def forget_when_over(job_id: str) -> None:
    """Delete the file of a job."""
    forget_export(job_id, workspace=folder())
