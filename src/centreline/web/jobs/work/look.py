"""Look: ask the book of questions in one scope, write the review, and keep both."""

from typing import Any

from django.utils import timezone

from centreline.actions.examine import day_to_look_from, examine_workspace
from centreline.evidence.book import book_of
from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor
from centreline.kernel.identity import content_hash
from centreline.reports.build import build_review
from centreline.reports.gather import gather
from centreline.web.frame.as_read import look_as_read
from centreline.web.frame.centre import ServedWorkspace, workspace
from centreline.web.frame.defining import as_agreed, definitions_state
from centreline.web.jobs.working import Telling, queue
from centreline.web.records.jobs import Job, waiting_job
from centreline.web.records.looks import Look, keep_look
from centreline.web.records.people import every_scope

__all__ = ["do", "is_current", "look_again", "look_for", "look_in", "queue_look"]


def look_for(actor: Actor) -> Look | None:
    """Return what was found last in the rows somebody may see, in their language; None where nobody looked yet."""
    return look_as_read(actor.scope.key)


def is_current(look: Look, *, scope: Scope) -> bool:
    """Say whether intent, evidence and settings are still those that were looked at."""
    place = workspace(scope)
    version = place.evidence.version if place.evidence else ""
    return look.state == (place.blueprint.content_hash, version, _settings_of(place))


def look_again(*, by: str) -> tuple[Job, ...]:
    """Queue a look for every scope that somebody has; each is one job."""
    return tuple(queue_look(name, scope, by=by) for name, scope in every_scope().items())


def queue_look(name: str, scope: Scope, *, by: str) -> Job:
    """Queue a look in one scope; one that waits already sees what is new too, and is returned instead.

    Args:
        name: Whose scope it is, in words.
        scope: Whose rows are looked at.
        by: Who asks.
    """
    given = _named(scope)
    waiting = waiting_job("look", given=given)
    return waiting or queue("look", title=f"Look at the centre as {name} sees it", by=by, given=given)


def do(job: Job, tell: Telling) -> tuple[str, Any]:
    """Look in the scope the job names."""
    scope = _scope_of(job.given)
    found = look_in(scope, tell=tell)
    return f"{found} findings stand", {"findings": found}


def look_in(scope: Scope, *, tell: Telling | None = None) -> int:
    """Look in one scope, keep what was found, and return how many findings stand."""
    with as_agreed():
        return _looked(scope, tell=tell)


def _looked(scope: Scope, *, tell: Telling | None) -> int:
    place = workspace(scope)
    examination = examine_workspace(
        place,
        as_of=day_to_look_from(place, today=timezone.now().date()),
        progress=None
        if tell is None
        else lambda done, total, asks: tell(done=done, total=total, says=asks, unit="questions"),
    )
    review = build_review(
        place.blueprint,
        claims=place.claims,
        examination=examination,
        gathered=gather(place.blueprint, evidence=place.evidence),
        book=None if place.evidence is None else book_of(place.evidence),
        zone=place.zone,
    )
    keep_look(examination, review, scope=scope.key, settings=_settings_of(place), made_at=timezone.now())
    return len(examination.findings)


def _settings_of(place: ServedWorkspace) -> str:
    return place.as_of_the_trail(f"settings {definitions_state()}", lambda: _hash_of_settings(place))


def _hash_of_settings(place: ServedWorkspace) -> str:
    waived = sorted((one.model_dump(mode="json") for one in place.waivers), key=str)
    said = sorted((one.model_dump(mode="json") for one in place.claims.claims), key=str)
    return content_hash([repr(place.settings), waived, said, *filter(None, [definitions_state()])])


def _named(scope: Scope) -> dict[str, Any]:
    partners = None if scope.partners is None else sorted(partner or "" for partner in scope.partners)
    return {
        "reader": scope.reader,
        "partners": partners,
        "sites": None if scope.sites is None else sorted(scope.sites),
        "fewest_people": scope.fewest_people,
    }


def _scope_of(given: Any) -> Scope:
    partners, sites = given["partners"], given["sites"]
    return Scope(
        given["reader"],
        partners=None if partners is None else frozenset(partner or None for partner in partners),
        sites=None if sites is None else frozenset(sites),
        fewest_people=given["fewest_people"],
    )
