"""What a field of the form is chosen from: elements of the model, and metrics, ways of counting, tables and columns."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from pydantic import BaseModel

from centreline.actions.catalogue_elements import WRITTEN_UNDER, elements_of
from centreline.blueprint.data import DataDomain, Threshold
from centreline.blueprint.document import Blueprint
from centreline.blueprint.element import Element
from centreline.blueprint.measure import Measure
from centreline.blueprint.organisation import Role
from centreline.evidence.contracts import CONTRACTS
from centreline.kernel.written.shape import FieldShape
from centreline.metrics.book import metric_book

__all__ = ["Groups", "Options", "groups_of", "is_chosen", "means_of"]

Options = tuple[tuple[str, str], ...]
"""What may be chosen, key and name."""

Groups = tuple[tuple[str, Options], ...]
"""Options under what they belong to; one group with no heading where they belong to nothing."""


def is_chosen(shape: FieldShape, model: type[BaseModel]) -> bool:
    """Say whether a field is chosen from a list: a word, an element, or what a metric or a table is called."""
    return (
        bool(shape.words) or _kind(shape) in {*WRITTEN_UNDER, "touchpoint", "team"} or (model, shape.name) in _BESIDES
    )


def groups_of(
    shape: FieldShape, model: type[BaseModel], *, blueprint: Blueprint, value: Any, beside: Mapping[str, Any]
) -> Groups:
    """Return what may be chosen, and what is chosen already though it is not there: it is shown, not lost.

    Args:
        shape: The field.
        model: What it is a field of.
        blueprint: Whose elements can be named.
        value: What is chosen.
        beside: What is filled in beside it: a way of counting is one of its metric.
    """
    if not is_chosen(shape, model):
        return (("", (("true", _("yes")), ("false", _("no")))),) if shape.takes is bool else ()
    found = _offered(shape, model, blueprint, beside)
    known = {key for _heading, options in found for key, _title in options}
    chosen = value if shape.many else [value]
    lost = tuple((str(one), str(one)) for one in chosen or () if one and one not in known)
    return (*found, ("", lost)) if lost else found


def means_of(shape: FieldShape, model: type[BaseModel]) -> str:
    """Return what a field means to whoever fills in the form: where names are chosen, nobody has to know ids."""
    own = {
        (Measure, "metric"): _("The number that is watched"),
        (Measure, "variant"): _("The way of counting that is meant; none where nobody said which"),
        (Role, "measurement"): _("Metrics on their scorecard"),
    }
    return own.get((model, shape.name)) or (_(shape.description) if shape.description else "")


def _offered(shape: FieldShape, model: type[BaseModel], blueprint: Blueprint, beside: Mapping[str, Any]) -> Groups:
    if (besides := _BESIDES.get((model, shape.name))) is not None:
        return besides(beside)
    if shape.words:
        return (("", tuple((word, _(word.replace("_", " "))) for word in shape.words)),)
    return (("", tuple((one.id, one.title) for one in _elements(_kind(shape), blueprint))),)


def _kind(shape: FieldShape) -> str:
    return (shape.refers_to or "").replace(" ", "_")


def _elements(kind: str, blueprint: Blueprint) -> Iterable[Element]:
    if kind == "touchpoint":
        return (touchpoint for _journey, _stage, touchpoint in blueprint.walk())
    return blueprint.teams if kind == "team" else elements_of(blueprint, kind)


def _metrics(_beside: Mapping[str, Any]) -> Groups:
    return (("", tuple(sorted(((one.id, _(one.title)) for one in metric_book().values()), key=lambda one: one[1]))),)


def _ways(beside: Mapping[str, Any]) -> Groups:
    """Return the ways of counting the metric beside it; those of every metric where none is chosen yet."""
    book = metric_book()
    asked = [book[beside["metric"]]] if beside.get("metric") in book else list(book.values())
    return tuple((_(one.title), tuple((way.id, _(way.title)) for way in one.variants)) for one in asked)


def _tables(_beside: Mapping[str, Any]) -> Groups:
    return (("", tuple((name, name.replace("_", " ")) for name in sorted(CONTRACTS))),)


def _columns(beside: Mapping[str, Any]) -> Groups:
    """Return the columns of the table beside it; those of every table where none is chosen yet."""
    asked = [beside["table"]] if beside.get("table") in CONTRACTS else sorted(CONTRACTS)
    return tuple(
        (name.replace("_", " "), tuple((one.name, one.name.replace("_", " ")) for one in CONTRACTS[name].columns))
        for name in asked
    )


_BESIDES: Mapping[tuple[type[BaseModel], str], Callable[[Mapping[str, Any]], Groups]] = {
    (Measure, "metric"): _metrics,
    (Measure, "variant"): _ways,
    (Role, "measurement"): _metrics,
    (DataDomain, "tables"): _tables,
    (Threshold, "table"): _tables,
    (Threshold, "column"): _columns,
}
"""Fields that name what is no element of the model."""
