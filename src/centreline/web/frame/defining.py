"""What the centre means by its metrics: the definitions it agreed on are in force in every request and every job."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from functools import cache

from django.db import Error as DatabaseError
from django.http import HttpRequest, HttpResponse

from centreline.actions.adopt_definition import agreed_in
from centreline.kernel.errors import ArgumentInvalid, MetricUnknown, PlaceUnusable
from centreline.kernel.identity import content_hash
from centreline.metrics.agreed import with_agreed
from centreline.metrics.book import definitions_in_force, metric_book, published_book
from centreline.metrics.definition import Metric
from centreline.web.records.store import DjangoState

__all__ = ["as_agreed", "as_agreed_or_stop", "definitions_state", "with_own_definitions"]


def with_own_definitions(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let each request see the definitions that are in force when it first asks for one."""

    def answered(request: HttpRequest) -> HttpResponse:
        with as_agreed():
            return respond(request)

    return answered


def as_agreed() -> AbstractContextManager[None]:
    """Return what keeps the definitions of this centre in force, read when the first metric is asked for."""
    return definitions_in_force(cache(_agreed))


def as_agreed_or_stop() -> AbstractContextManager[None]:
    """Return what keeps the definitions of this centre in force, read at once: for a command that asks once.

    Raises:
        PlaceUnusable: the database cannot be read, or is older than this program. To count by other definitions than
            were agreed would be a wrong answer, and no lesser one.
    """
    try:
        own = _agreed()
    except DatabaseError as reason:
        raise PlaceUnusable(
            f"the definitions agreed in the browser cannot be read: {reason}",
            where="the database of this workspace",
            fix="start `centreline serve` once, which brings it up to date, and try again",
        ) from reason
    return definitions_in_force(lambda: own)


def definitions_state() -> str:
    """Return a text that is another one as soon as a definition is; empty where all are as published."""
    own = {metric.id: metric.default.model_dump(mode="json") for metric in metric_book().values() if metric.agreed}
    return content_hash(own)[:12] if own else ""


def _agreed() -> Mapping[str, Metric]:
    own = {}
    for entry in DjangoState().entries("definition"):
        try:
            own[entry.key] = with_agreed(published_book()[entry.key], agreed_in(entry))
        except (
            KeyError,
            MetricUnknown,
            ArgumentInvalid,
        ):  # A newer catalogue publishes it no more: what it says counts.
            continue
    return own
