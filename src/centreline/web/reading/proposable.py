"""What somebody may propose a change of, and what they may see its effect in."""

from django.utils.translation import gettext as _

from centreline.governance.actor import Actor
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.metrics.book import metric_book
from centreline.web.frame.centre import workspace
from centreline.web.frame.templatetags.centreline_words import from_book

__all__ = ["proposable_metrics", "proposable_subjects"]


def proposable_subjects(actor: Actor) -> list[tuple[str, str]]:
    """Return touchpoints and metrics somebody may read, each as kind:id with what people call it."""
    reading = reading_of(workspace(actor.scope).blueprint, actor)
    places = [
        (f"touchpoint:{one.id}", f"{one.title} · {journey.title}")
        for journey in reading.shown.journeys
        for stage in journey.stages
        for one in stage.touchpoints
        if reading.touchpoint(one)
    ]
    metrics = proposable_metrics(actor)
    return places + [(f"metric:{key}", _("Definition of %(metric)s") % {"metric": title}) for key, title in metrics]


def proposable_metrics(actor: Actor) -> list[tuple[str, str]]:
    """Return the metrics somebody may read, by id with what people call them."""
    return [(one.id, from_book(one.title)) for one in metric_book().values()] if may(actor, "see_metrics") else []
