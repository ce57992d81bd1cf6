"""Imports, for the search of those who see every row."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from centreline.governance.actor import Actor
from centreline.web.frame.centre import workspace
from centreline.web.frame.searching import Hit, Searched, answers_to

__all__ = ["SEARCHED"]


def _imports(actor: Actor, words: tuple[str, ...]) -> Iterator[Hit]:
    """Yield imports by file, table, mapping and key, the newest first; the list of them holds them alone."""
    if not actor.scope.sees_every_row:
        return
    for one in reversed(workspace(actor.scope).lake.imports()):
        if answers_to(words, one.origin.file, one.table, one.origin.mapping, one.id):
            yield Hit(
                one.origin.file, f"{reverse('imports')}?{urlencode({'file': one.origin.file})}#imports", one.table
            )


SEARCHED = (Searched(gettext_lazy("Imports"), "see_imports", _imports),)
