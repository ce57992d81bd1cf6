"""A mapping as Ibis expressions over the text of a file: every column read, every problem named."""

from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.contract import Column, Kind
from centreline.evidence.expression import compile_expression
from centreline.evidence.filling import Filling, Mapping, Zone
from centreline.evidence.ingest.instants import read_time
from centreline.evidence.ingest.values import read_value
from centreline.kernel.errors import MappingInvalid

__all__ = ["RAW", "TEXTS", "TIMED", "compiled_texts", "compiled_values"]

RAW = "raw_rows"
"""Name of the table of text that `compiled_texts` reads."""

TEXTS = "texts"
"""Name of the table that `compiled_values` reads."""

TIMED = {Kind.INSTANT, Kind.DAY}


def compiled_texts(mapping: Mapping) -> Table:
    """Return the text that fills each field; the cells come trimmed, and without the words that mean “no value”.

    Two steps instead of one: a text is read many times over, and Ibis would write its expression out each time.

    Returns:
        One row for each row of the file, in its order: `skip_` (place of the rule that leaves it out), `zone_` where a
        column names it, and the text of each field under its name.
    """
    raw = ibis.table(dict.fromkeys(sorted(mapping.reads), "string"), name=RAW)
    cells = {name: raw[name] for name in raw.columns}
    columns: dict[str, Any] = {"skip_": _skip(mapping, cells)}
    if isinstance(mapping.zone, Zone):
        columns["zone_"] = cells[mapping.zone.column]
    for name, filling in mapping.columns.items():
        columns[name] = _text_of(name, filling, mapping=mapping, cells=cells)
    return raw.select(**columns, **{name: ibis.literal(text) for name, text in mapping.constants.items()})


def compiled_values(mapping: Mapping, *, met: dict[str, tuple[str, ...]]) -> Table:
    """Return the value of each field.

    Args:
        mapping: Says how to read each text.
        met: Formats of time to try first, by field.

    Returns:
        One row for each row of `compiled_texts`: for each time `time_…` and `ahead_…`; for each other field its value
        and, where there can be any, `problem_…` and `strange_…` (the word that became "other").
    """
    fillings = mapping.columns | {name: _constant(text) for name, text in mapping.constants.items()}
    kinds = {"skip_": "int64", **({"zone_": "string"} if isinstance(mapping.zone, Zone) else {})}
    texts = ibis.table({**kinds, **dict.fromkeys(fillings, "string")}, name=TEXTS)
    columns: dict[str, Any] = {name: texts[name] for name in kinds}
    for name, filling in fillings.items():
        column = mapping.contract.column(name)
        columns |= _read(texts[name], filling, column=column, mapping=mapping, met=met.get(name, ()))
    return texts.select(**columns)


def _constant(text: str) -> Filling:
    # Constants are written in our own units.
    return Filling.model_validate({"expression": repr(text), "unit": "ms"})


def _skip(mapping: Mapping, cells: dict[str, Any]) -> Any:
    rules = [
        (_condition(rule.when, cells, where=mapping.place(f"skip[{place}].when")), place)
        for place, rule in enumerate(mapping.skip)
    ]
    return ibis.cases(*rules, else_=ibis.null("int64")) if rules else ibis.null("int64")


def _condition(text: str, cells: dict[str, Any], *, where: str) -> Any:
    value = compile_expression(text, columns=cells, where=where)
    if not value.type().is_boolean():
        raise MappingInvalid(f"{text!r} is no condition", where=where, fix="write a comparison: outcome == 'AGENT'")
    return value.fill_null(False)


def _text_of(name: str, filling: Filling, *, mapping: Mapping, cells: dict[str, Any]) -> Any:
    if filling.from_ is not None:
        text = cells[filling.from_]
    elif filling.join is not None:
        text, *others = [cells[part] for part in filling.join]
        for other in others:
            text = text + filling.with_ + other
    else:
        where = mapping.place(f"columns.{name}.expression")
        text = compile_expression(filling.expression or "", columns=cells, where=where).cast("string")
    text = _without(text, ("", *(filling.empty or ())))
    if filling.when is None:
        return text
    holds = _condition(filling.when, cells, where=mapping.place(f"columns.{name}.when"))
    return ibis.ifelse(holds, text, ibis.null("string"))


def _without(text: Any, words: tuple[str, ...]) -> Any:
    return ibis.ifelse(text.isin(list(words)), ibis.null("string"), text)


def _read(text: Any, filling: Filling, *, column: Column, mapping: Mapping, met: tuple[str, ...]) -> dict[str, Any]:
    name = column.name
    if column.kind in TIMED:
        read = read_time(text, filling=filling, mapping=mapping, met=met)
        return {f"time_{name}": read.time, f"ahead_{name}": read.ahead}
    value = read_value(text, column=column, filling=filling, mapping=mapping)
    found = {name: value.value, f"problem_{name}": value.problem, f"strange_{name}": value.strange}
    return {label: part for label, part in found.items() if part is not None}
