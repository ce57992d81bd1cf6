"""What stands for a state that pages show: it changes whenever the state does, and says nothing about it."""

from django.db.models import Count, Max, Sum

from centreline.web.records.models import EntryRow, JobRow, LookRow, PublishedRow, TrailEnd

__all__ = ["fingerprint_of_draft", "fingerprint_of_everything", "fingerprint_of_jobs", "fingerprint_of_look"]


def fingerprint_of_everything() -> tuple[object, ...]:
    """Return what changes whenever an entry, a job, a look or a published version does: three short queries."""
    jobs = JobRow.objects.aggregate(count=Count("pk"), done=Sum("done"), began=Max("started_at"), ended=Max("ended_at"))
    newest = LookRow.objects.aggregate(look=Max("pk"))
    return (TrailEnd.objects.values_list("number", flat=True).first(), *jobs.values(), newest["look"])


def fingerprint_of_draft(draft: str) -> str:
    """Return what changes whenever the draft, or a card or note in it, does."""
    inside = EntryRow.objects.filter(within=draft).aggregate(count=Count("pk"), versions=Sum("version"))
    own = EntryRow.objects.filter(kind="draft", key=draft).values_list("version", flat=True).first()
    return f"{own or 0}.{inside['count']}.{inside['versions'] or 0}"


def fingerprint_of_jobs(by: str) -> str:
    """Return what changes whenever a job that somebody asked for goes on or ends."""
    rows = JobRow.objects.filter(by=by).aggregate(
        count=Count("pk"), done=Sum("done"), began=Count("started_at"), ended=Count("ended_at")
    )
    return ".".join(str(value or 0) for value in rows.values())


def fingerprint_of_look(scope: str) -> str:
    """Return what changes whenever somebody looked anew in a scope, or published."""
    look = LookRow.objects.filter(scope=scope).aggregate(newest=Max("pk"))["newest"]
    return f"{look or 0}.{PublishedRow.objects.aggregate(newest=Max('number'))['newest'] or 0}"
