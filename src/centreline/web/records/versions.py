"""What stands for a state that pages show: it changes whenever the state does, and says nothing about it."""

from collections.abc import Iterable, Mapping

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import Count, Max, Sum
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from centreline.governance.actor import Actor
from centreline.web.records.models import EntryRow, JobRow, LookRow, Person, PublishedRow, TrailEnd
from centreline.web.records.people import actor_of

__all__ = ["actors_of_sessions", "mark_of_everything", "version_of_draft", "version_of_jobs", "version_of_look"]


def mark_of_everything() -> tuple[object, ...]:
    """Return what changes whenever an entry, a job, a look or a published version does: three short queries."""
    jobs = JobRow.objects.aggregate(count=Count("pk"), done=Sum("done"), began=Max("started_at"), ended=Max("ended_at"))
    newest = LookRow.objects.aggregate(look=Max("pk"))
    return (TrailEnd.objects.values_list("number", flat=True).first(), *jobs.values(), newest["look"])


def version_of_draft(draft: str) -> str:
    """Return what changes whenever the draft, or a card or note in it, does."""
    inside = EntryRow.objects.filter(within=draft).aggregate(count=Count("pk"), versions=Sum("version"))
    own = EntryRow.objects.filter(kind="draft", key=draft).values_list("version", flat=True).first()
    return f"{own or 0}.{inside['count']}.{inside['versions'] or 0}"


def version_of_jobs(by: str) -> str:
    """Return what changes whenever a job that somebody asked for goes on or ends."""
    rows = JobRow.objects.filter(by=by).aggregate(
        count=Count("pk"), done=Sum("done"), began=Count("started_at"), ended=Count("ended_at")
    )
    return ".".join(str(value or 0) for value in rows.values())


def version_of_look(scope: str) -> str:
    """Return what changes whenever somebody looked anew in a scope, or published."""
    look = LookRow.objects.filter(scope=scope).aggregate(newest=Max("pk"))["newest"]
    return f"{look or 0}.{PublishedRow.objects.aggregate(newest=Max('number'))['newest'] or 0}"


def actors_of_sessions(keys: Iterable[str]) -> Mapping[str, Actor]:
    """Return who is signed in by each session that still holds: not expired, not signed out, not shut out.

    Args:
        keys: What the cookies of the sessions say.
    """
    rows = Session.objects.filter(session_key__in=list(keys), expire_date__gt=timezone.now())
    told = {row.session_key: row.get_decoded() for row in rows}
    people = {
        str(row.pk): row for row in Person.objects.filter(pk__in={said.get(SESSION_KEY) for said in told.values()})
    }
    found: dict[str, Actor] = {}
    for key, said in told.items():
        person = people.get(said.get(SESSION_KEY, ""))
        if person and constant_time_compare(said.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()):
            actor = actor_of(person)
            found |= {key: actor} if actor else {}
    return found
