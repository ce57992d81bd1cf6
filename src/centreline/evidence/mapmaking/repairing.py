"""Repairs that a change of the mapping makes for all rows alike: which there are, and the mapping that comes of one."""

from collections.abc import Callable
from typing import Any

from centreline.evidence.contract import Column, Contract, Kind
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.instants import are_recognised
from centreline.evidence.mapmaking.written import mapping_of
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["TRANSLATE", "ZONE", "repaired", "repairs_for"]

ZONE, TRANSLATE = "zone", "translate"
"""Repairs that need a word besides: the zone that is meant, the word of ours that stands for one of theirs."""

UNITS = ("ms", "s", "min", "h", "days", "hms", "mm:ss")

BY_PROBLEM: dict[str, tuple[str, ...]] = {
    "unreadable_number": ("decimal_comma", "decimal_point", "empty"),
    "unreadable_duration": (*(f"unit:{unit}" for unit in UNITS), "decimal_comma", "decimal_point", "empty"),
    "negative": ("empty",),
    "no_share": ("unit:%", "empty"),
    "unknown_word": (TRANSLATE, "other", "empty"),
    "unreadable_time": ("day_first", "month_first", "empty"),
    "never_was": (ZONE, "empty"),
    "came_twice": ("first_hour", "second_hour", ZONE),
    "unknown_zone": (ZONE,),
    "missing": ("leave_out",),
}
"""Kinds of errors, and the repairs of each that may help, the likeliest first."""

Document = dict[str, Any]
Change = Callable[[Document, str], None]


def repairs_for(mapping: Mapping, column: str, problem: str) -> tuple[str, ...]:
    """Return the repairs of an error that would change how the mapping reads; none where only the source can.

    Args:
        mapping: Through which the file was read.
        column: Field the error is about; empty where it is about the row.
        problem: Which kind of error, as `ErrorGroup` names it.
    """
    field = _field(mapping.contract, column)
    return tuple(one for one in BY_PROBLEM.get(problem, ()) if _helps(mapping, field, one))


def repaired(mapping: Mapping, column: str, repair: str, *, word: str = "", theirs: str = "") -> Mapping:
    """Return the mapping with one repair made.

    Args:
        mapping: The mapping.
        column: Field the error is about.
        repair: One of those `repairs_for` returns.
        word: The zone, or the word of ours, where the repair needs one.
        theirs: The word of the file that it stands for.

    Raises:
        ArgumentInvalid: there is no such repair, or a word is missing.
        MappingInvalid: the mapping would not hold together.
    """
    document = mapping.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    needs = {ZONE: word, TRANSLATE: word and theirs}
    if not needs.get(repair, True):
        raise ArgumentInvalid("a word is missing", where="the repair", fix="say which word is meant")
    if repair == ZONE:
        document["zone"] = word
    elif repair == "leave_out":
        name = mapping.columns[column].from_ if column in mapping.columns else None
        skip = {"when": f"coalesce(column({name!r}), '') == ''", "because": f"{name} is empty"}
        document["skip"] = [*document.get("skip", ()), skip]
    elif repair in WHOLE_FILE:
        key, value = WHOLE_FILE[repair]
        document[key] = value
        named = document["columns"].get(column, {})
        if key == "date_order" and named.get("format"):
            del named["format"]  # It alone is read where it is named; the order of day and month would say nothing.
        if repair.startswith("decimal") and document.get("thousands") == value:
            document["thousands"] = {",": ".", ".": ","}[value]
    else:
        filling = document["columns"].get(column)
        if filling is None:
            raise ArgumentInvalid(f"nothing fills {column!r}", where="the repair", fix="change the mapping")
        _change(filling, repair, word=word, theirs=theirs)
    return mapping_of(document)


WHOLE_FILE = {
    "decimal_comma": ("decimal", ","),
    "decimal_point": ("decimal", "."),
    "day_first": ("date_order", "dmy"),
    "month_first": ("date_order", "mdy"),
    "first_hour": ("repeated_hour", "first"),
    "second_hour": ("repeated_hour", "second"),
}
"""Repairs that say something of the file as a whole: the key of the mapping and its value."""


def _change(filling: Document, repair: str, *, word: str, theirs: str) -> None:
    if repair.startswith("unit:"):
        filling["unit"] = repair.removeprefix("unit:")
    elif repair == TRANSLATE:
        filling["values"] = {**filling.get("values", {}), theirs: word}
    elif repair in {"other", "empty"}:
        filling["otherwise"] = repair
    else:
        raise ArgumentInvalid(f"there is no repair {repair!r}", where="the repair", fix="choose one that is offered")


def _helps(mapping: Mapping, field: Column | None, repair: str) -> bool:
    filling = mapping.columns.get(field.name) if field is not None else None
    if repair in WHOLE_FILE:
        key, value = WHOLE_FILE[repair]
        if key == "date_order" and filling is not None and filling.format:
            return are_recognised(filling.format)
        return bool(getattr(mapping, key) != value)
    if field is None or filling is None:
        return repair == ZONE
    helps = {
        ZONE: True,
        "leave_out": filling.from_ is not None,
        "empty": not field.required and filling.otherwise != "empty",
        TRANSLATE: field.kind is Kind.CHOICE,
        "other": field.kind is Kind.CHOICE,
    }
    return helps.get(repair, filling.unit != repair.removeprefix("unit:"))


def _field(contract: Contract, name: str) -> Column | None:
    return next((one for one in contract.all_columns if one.name == name), None)
