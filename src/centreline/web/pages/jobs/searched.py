"""Long work somebody may see, for the search."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.searching import Hit, Searched, answers_to
from centreline.web.reading.jobs import jobs_seen_by

__all__ = ["SEARCHED"]


def _jobs(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    for one in jobs_seen_by(actor):
        if answers_to(words, one.title, one.says):
            yield Hit(one.title, reverse("job", args=[one.id]), by=one.by)


SEARCHED = (Searched(gettext_lazy("Jobs"), "see_jobs", _jobs),)
