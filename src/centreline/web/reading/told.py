"""What people have to know before a customer asks: procedures that changed, models published, events planned."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from centreline.evidence.engine import Evidence
from centreline.evidence.scope import FEWEST_PEOPLE, Scope
from centreline.governance.actor import Actor
from centreline.governance.reading import Reading, reading_of
from centreline.kernel.errors import NotThere
from centreline.kernel.identity import content_hash
from centreline.web.frame.addresses import element_address
from centreline.web.frame.centre import workspace
from centreline.web.frame.spoken import spoken
from centreline.web.records.published import published_versions

__all__ = ["DAYS", "Told", "change_told", "changes_told"]

DAYS = 90
"""Days for which a change counts as new, reckoned from today, or from the last day of the records where they end."""

EVENT_DAYS = 30
"""Days for which customers still ask about an event that has begun."""

ASKED_ABOUT = ("campaign", "launch", "billing", "price_change", "maintenance")
"""Kinds of events that customers ask about; what only the centre itself notices is not told here."""


_BEHIND = re.compile(
    r"(?i)(?:[\w ]+ of )?(?:the organisation|the blueprint|"
    r"(?:site|team|role|partner|capability|data domain|report|intent|decision right|planned cost) ')"
)
"""How a difference begins that is about what stands behind the work: no customer asks about it."""


@dataclass(frozen=True, slots=True)
class Told:
    """One change.

    Attributes:
        change: Names it, and its version: `procedure:refunds:7`.
        says: What changed.
        more: What else to know; a sentence each.
        on: Since when, or from when on.
        url: Where it stands; empty where nowhere.
    """

    change: str
    says: str
    more: tuple[str, ...]
    on: date
    url: str


def changes_told(actor: Actor) -> tuple[Told, ...]:
    """Return what changed lately or will soon, as far as somebody may read it, the newest first."""
    place = workspace(actor.scope)
    last = place.evidence.last_day if place.evidence else None
    today = timezone.localdate()
    newest = min(today, last or today)
    since, lately = newest - timedelta(days=DAYS), newest - timedelta(days=EVENT_DAYS)
    reading = reading_of(place.blueprint, actor)
    found = [*_procedures(reading, since), *_published(reading, since), *_planned(actor, lately)]
    return tuple(sorted(found, key=lambda one: (one.on, *_by_number(one.change)), reverse=True))


def _by_number(change: str) -> tuple[str, int, str]:
    """Return a change as it is sorted: the tenth version of something behind the ninth."""
    what, _colon, version = change.rpartition(":")
    return what, int(version) if version.isdecimal() else 0, version


def change_told(actor: Actor, change: str) -> Told:
    """Return one of the changes somebody is told of.

    Raises:
        NotThere: they are told of none of that name.
    """
    for one in changes_told(actor):
        if one.change == change:
            return one
    raise NotThere("there is no such change", where="the page", fix="reload it; the change may be withdrawn")


def _procedures(reading: Reading, since: date) -> Iterator[Told]:
    for one in reading.blueprint.procedures:
        if one.changed_on is None or one.changed_on < since or not reading.element(("procedure", one.id)):
            continue
        says = _("%(title)s has a new version, %(version)s") if one.version else _("%(title)s has changed")
        steps = tuple(step.does for step in one.steps if not reading.names_others(step.does))
        words = says % {"title": one.title, "version": one.version}
        change = f"procedure:{one.id}:{one.version or one.changed_on.isoformat()}"
        yield Told(change, words, steps, one.changed_on, element_address("procedure", one.id))


def _published(reading: Reading, since: date) -> Iterator[Told]:
    for one in published_versions():
        on = timezone.localdate(one["at"])
        readable = (said for said in one["differences"] if not reading.names_others(said))
        differences = tuple(spoken(said) for said in readable if not _BEHIND.match(said))
        if one["number"] > 1 and on >= since and differences:
            yield Told(f"published:{one['number']}", _published_words(one, reading), differences, on, "")


def _published_words(version: Mapping[str, Any], reading: Reading) -> str:
    """Return what was done and in which version; without the words of whoever did it where they name others."""
    if not version["says"] or reading.names_others(version["says"]):
        return str(_("The operating model has a new version, %(number)s") % {"number": version["number"]})
    told = {"says": version["says"].rstrip("."), "number": version["number"]}
    return str(_("%(says)s (version %(number)s of the operating model)") % told)


def _planned(actor: Actor, since: date) -> Iterator[Told]:
    evidence = workspace(_of_their_party(actor)).evidence
    if evidence is None or not evidence.has("planned_event"):
        return
    for row in _events(evidence):
        on = row["local_at"].date()
        if on >= since and row["title"]:
            name = content_hash([row["source"], row["event_id"], str(on)])[:16]
            yield Told(f"event:{name}", str(row["title"]), (), on, "")


def _events(evidence: Evidence) -> list[dict[str, Any]]:
    table = evidence.table("planned_event")
    asked_about = table.filter(table.kind.isin(ASKED_ABOUT))
    return evidence.rows(asked_about.select("source", "event_id", "title", "local_at"))


def _of_their_party(actor: Actor) -> Scope:
    """Return the scope of what is about nobody: an agent's own rows hold no event, their party's do."""
    if actor.scope.agents is None:
        return actor.scope
    return Scope(actor.name, partners=frozenset({actor.partner}), sites=actor.scope.sites, fewest_people=FEWEST_PEOPLE)
