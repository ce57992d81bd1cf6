"""What words mean: those of the operating model, the metrics, and the questions that are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import BaseModel

from centreline.blueprint.claim import Claim
from centreline.blueprint.document import Blueprint
from centreline.findings.catalogue import check_book
from centreline.governance.actor import Actor
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.kernel.written.shape import fields_of, kind_of
from centreline.metrics.book import metric_book
from centreline.web.frame.centre import workspace
from centreline.web.records.store import DjangoState

__all__ = ["GROUPS", "Term", "group_words", "terms"]

GROUPS = ("centre", "model", "metric", "check")


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means.

    Attributes:
        group: centre, model, metric or check.
        word: The word.
        means: In a sentence.
        more: What belongs to it, or how it misleads.
        url: Where more about it stands; may be empty.
        key: Of the entry, where the centre wrote it itself; may be empty.
    """

    group: str
    word: str
    means: str
    more: tuple[str, ...] = ()
    url: str = ""
    key: str = ""

    def has(self, words: list[str]) -> bool:
        """Say whether every word stands in it."""
        text = f"{self.word} {self.means} {' '.join(self.more)}".casefold()
        return all(word in text for word in words)


def terms(actor: Actor) -> tuple[Term, ...]:
    """Return every term somebody may read, by group, each group in the order of the alphabet."""
    return (*_of_the_centre(actor), *_of_the_model(), *_metrics(actor), *_checks())


def group_words() -> dict[str, str]:
    """Return what each group of terms is called."""
    return {
        "centre": _("Words of this centre"),
        "model": _("Words of the operating model"),
        "metric": _("Metrics"),
        "check": _("Questions asked"),
    }


def _of_the_centre(actor: Actor) -> list[Term]:
    """Return what the centre wrote itself; to people of a partner nothing that names another one."""
    reading = reading_of(workspace(actor.scope).blueprint, actor)
    found = [
        Term("centre", said["word"], said["means"], _also(said["also"]),
             key=entry.key)
        for entry in DjangoState().entries("term")
        for said in (entry.fields,)
    ]  # fmt: skip
    readable = [one for one in found if not reading.names_others(" ".join((one.word, one.means, *one.more)))]
    return sorted(readable, key=lambda one: one.word.casefold())


def _also(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(_("Also called: %(word)s") % {"word": one} for one in names)


@cache
def _of_the_model() -> tuple[Term, ...]:
    models: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [Blueprint, Claim]
    while waiting:
        model = waiting.pop()
        if models.setdefault(kind_of(model), model) is model:
            parts = {shape.part for shape in fields_of(model).values() if shape.part is not None}
            waiting += sorted(parts - set(models.values()), key=lambda one: one.__name__)
    return tuple(
        Term("model", word, (model.__doc__ or "").split("\n\n")[0].strip(), _fields(model))
        for word, model in sorted(models.items())
    )


def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    return tuple(f"{one.name.replace('_', ' ')}: {one.description}" for one in fields_of(model).values())


def _metrics(actor: Actor) -> list[Term]:
    opens = may(actor, "see_metrics")
    found = sorted(metric_book().values(), key=lambda one: one.title.casefold())
    return [
        Term("metric", f"{one.title} ({one.label})" if one.label else one.title, one.question, one.traps,
             reverse("metric", args=[one.id]) if opens else "")
        for one in found
    ]  # fmt: skip


def _checks() -> list[Term]:
    return [
        Term("check", f"{one.id} {one.name.replace('_', ' ')}", one.question, (one.why,))
        for one in check_book().values()
    ]
