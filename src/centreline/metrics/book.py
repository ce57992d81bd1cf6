"""The book of metrics: every definition in `catalogue/`, read once."""

import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

import yaml

from centreline.kernel.errors import MetricUnknown
from centreline.kernel.identity import nearest
from centreline.metrics.definition import Metric, filled_in

__all__ = ["definitions_in_force", "metric_book", "metric_named", "published_book", "words_of"]

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

INHERITED = ("kind", "table", "unit", "where", "left_out", "seen", "unseen", "needs")
"""What a variant takes from its metric when it does not say otherwise."""


_IN_FORCE: ContextVar[Callable[[], Mapping[str, Metric]] | None] = ContextVar("definitions in force", default=None)


def metric_book() -> Mapping[str, Metric]:
    """Return every metric by its id, in the order of their ids, as this centre has agreed to define it."""
    agreed = _IN_FORCE.get()
    own = agreed() if agreed is not None else {}
    return MappingProxyType({**published_book(), **own}) if own else published_book()


@contextmanager
def definitions_in_force(agreed: Callable[[], Mapping[str, Metric]]) -> Iterator[None]:
    """Let the book hold what a centre has agreed, for as long as this lasts and in this thread alone.

    Args:
        agreed: Returns the metrics that are defined otherwise than published; asked whenever the book is.
    """
    token = _IN_FORCE.set(agreed)
    try:
        yield
    finally:
        _IN_FORCE.reset(token)


@cache
def published_book() -> Mapping[str, Metric]:
    """Return every metric by its id as the catalogue defines it."""
    metrics = [Metric.model_validate(_spread(_read(name))) for name in _definitions()]
    return MappingProxyType({metric.id: metric for metric in sorted(metrics, key=lambda metric: metric.id)})


def metric_named(name: str) -> Metric:
    """Return the metric of that id.

    Raises:
        MetricUnknown: there is none.
    """
    book = metric_book()
    if name not in book:
        labels = {metric.label.lower(): metric.id for metric in book.values() if metric.label}
        likely = labels.get(name.lower()) or nearest(name, book)
        raise MetricUnknown(
            f"there is no metric {name!r}",
            where="the catalogue of metrics",
            fix=f"write {likely!r}" if likely else "list them with `centreline explain`",
        )
    return book[name]


@cache
def words_of(table: str) -> Mapping[str, str]:
    """Return the words the definitions of a table may use, each with the expression it stands for."""
    words = _read("words.yaml")
    return MappingProxyType(words.get(table, {}))


def _definitions() -> list[str]:
    names = [entry.name for entry in files("centreline.metrics").joinpath("catalogue").iterdir()]
    return sorted(name for name in names if name.endswith(".yaml") and name != "words.yaml")


def _read(name: str) -> dict[str, Any]:
    text = files("centreline.metrics").joinpath("catalogue").joinpath(name).read_text("utf-8")
    document: dict[str, Any] = yaml.load(text, Loader=LOADER)
    return document


def _spread(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document with each variant complete: inherited parts filled in, `each` multiplied out."""
    shared = {name: document.pop(name) for name in INHERITED if name in document}
    parameters = document.pop("parameters", {})
    variants = [
        {**shared, **variant, "parameters": {**parameters, **variant.get("parameters", {})}}
        for written in document["variants"]
        for variant in _multiplied(written)
    ]
    return {**document, "variants": variants}


def _multiplied(variant: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the variant once for every value of the parameters under `each`."""
    each = variant.get("each", {})
    for values in itertools.product(*each.values()):
        chosen = dict(zip(each, values, strict=True))
        single = {name: value for name, value in variant.items() if name != "each"}
        named = {name: filled_in(single[name], chosen) for name in ("id", "title")}
        yield {**single, **named, "parameters": {**single.get("parameters", {}), **chosen}}
