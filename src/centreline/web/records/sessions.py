"""Who is signed in by which session."""

from collections.abc import Iterable, Mapping

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from centreline.governance.actor import Actor
from centreline.web.records.models import Person
from centreline.web.records.people import actor_of

__all__ = ["actors_of_sessions"]


def actors_of_sessions(keys: Iterable[str]) -> Mapping[str, Actor]:
    """Return who is signed in by each session that still holds: not expired, not signed out, not shut out.

    Args:
        keys: Keys of sessions, as the database knows them.
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
