"""Every touchpoint in one table: where it stands, who answers for it, what is written and what was found."""

from collections import Counter
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from centreline.blueprint.journey import Touchpoint
from centreline.governance.actor import Actor
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.reports.names import Names
from centreline.web.frame.centre import workspace
from centreline.web.frame.page import page
from centreline.web.frame.tabling import Field, tabled
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.jobs.work.look import look_for
from centreline.web.pages.touchpoints.facts import facts_of

__all__ = ["every"]

FACTS = 12


@dataclass(frozen=True, slots=True)
class _Row:
    touchpoint: Touchpoint
    journey: str
    stage: str
    owner: str
    served_by: str
    facts: int
    found: int | None

    @property
    def automation(self) -> str:
        return str(self.touchpoint.automation)

    @property
    def channels(self) -> str:
        return ", ".join(from_book(channel.replace("_", " ")) for channel in self.touchpoint.channels)


@page(needs="see_map")
def every(request: HttpRequest) -> HttpResponse:
    """Show every touchpoint this person may read."""
    rows = _rows(request.actor)
    examined = any(row.found is not None for row in rows)
    table = tabled(request, "touchpoints", _fields(examined=examined), rows)
    return table.answer or render(request, "touchpoints/every.html", {"table": table, "examined": examined})


def _rows(actor: Actor) -> list[_Row]:
    place = workspace(actor.scope)
    reading = reading_of(place.blueprint, actor)
    names, found = Names(reading.shown), _found(actor)
    rows = []
    for journey, stage, one in reading.shown.walk():
        if reading.touchpoint(one):
            title = next(each.title for each in journey.stages if each.id == stage)
            facts = facts_of(one, reading=reading, names=names)
            partner = names.partner(one.partner) if one.partner else place.blueprint.organisation.name
            complete = sum(fact.complete for fact in facts)
            owner = names.role(one.owner) or ""
            here = None if found is None else found[f"touchpoint:{one.id}"]
            rows.append(_Row(one, journey.title, title, owner, partner, complete, here))
    return rows


def _found(actor: Actor) -> Counter[str] | None:
    look = look_for(actor) if may(actor, "see_findings") else None
    if look is None:
        return None
    reading = reading_of(workspace(actor.scope).blueprint, actor)
    return Counter(one.element for one in look.examination.findings if reading.finding(one))


def _fields(*, examined: bool) -> list[Field[_Row]]:
    fields: list[Field[_Row]] = [
        Field("title", _("Touchpoint"), lambda row: row.touchpoint.title, filter="text", always=True),
        Field("journey", _("Journey"), lambda row: row.journey, filter="words"),
        Field("stage", _("Stage"), lambda row: row.stage, filter="words"),
        Field("channels", _("Channels"), lambda row: row.channels, filter="text"),
        Field("owner", _("Answers for it"), lambda row: row.owner, filter="words"),
        Field("served_by", _("Served by"), lambda row: row.served_by, filter="words"),
        Field(
            "automation", _("Automation"), lambda row: str(row.touchpoint.automation), filter="words", at_first=False
        ),
        Field("facts", _("Facts written, of 12"), lambda row: row.facts, number=True),
        Field("key", _("Key"), lambda row: row.touchpoint.id, at_first=False),
    ]
    if examined:
        fields.append(Field("found", _("Findings"), lambda row: row.found, number=True, total=True))
    return fields
