"""A mapping as Ibis expressions over the text of a file: every column read, every problem named."""

from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.contract import Kind
from centreline.evidence.expression import compile_expression
from centreline.evidence.filling import Filling, Mapping
from centreline.evidence.grammar import columns_read
from centreline.evidence.ingest.instants import read_time
from centreline.evidence.ingest.values import read_value
from centreline.kernel.errors import MappingInvalid

__all__ = ["RAW", "TEXTS", "TIMED", "compiled_texts", "compiled_value", "is_plain"]

RAW = "raw_rows"
"""Name of the table of text that `compiled_texts` reads."""

TEXTS = "texts"
"""Name of the table that `compiled_value` reads: one column, under the name of its field."""

TIMED = {Kind.INSTANT, Kind.DAY}


def is_plain(filling: Filling) -> bool:
    """Say whether the text of a field is what stands in one column of the file."""
    return filling.from_ is not None and filling.when is None


def compiled_texts(mapping: Mapping) -> Table | None:
    """Return the text of the fields that need more than one column; the cells come trimmed, empty ones unknown.

    Two steps instead of one: a text is read many times over, and Ibis would write its expression out each time.

    Returns:
        One row for each row of the file, in its order: `skip_` (place of the rule that leaves it out) where there are
        rules, and the text of each such field under its name; None where there are neither. Its table has the columns
        of the file that this takes.
    """
    fillings = {name: filling for name, filling in mapping.columns.items() if not is_plain(filling)}
    if not fillings and not mapping.skip:
        return None
    read = {name for filling in fillings.values() for name in filling.reads}
    read |= {name for rule in mapping.skip for name in columns_read(rule.when, where=mapping.place())}
    # A rule may read no column at all; a table has to have one.
    raw = ibis.table(dict.fromkeys(sorted(read or mapping.reads), "string"), name=RAW)
    cells = {name: raw[name] for name in raw.columns}
    columns: dict[str, Any] = {"skip_": _skip(mapping, cells)} if mapping.skip else {}
    for name, filling in fillings.items():
        columns[name] = _text_of(name, filling, mapping=mapping, cells=cells)
    return raw.select(**columns)


def compiled_value(mapping: Mapping, name: str, *, met: tuple[str, ...] = ()) -> Table:
    """Return the value of one field.

    Args:
        mapping: Says how to read its text.
        name: The field; its text is the one column of the table `TEXTS`.
        met: Formats of time to try first.

    Returns:
        One row for each text: for a time `time` and `ahead`; for any other field `value` and, where there can be any,
        `problem` and `strange` (the word that became "other").
    """
    text = ibis.table({name: "string"}, name=TEXTS)
    filling = mapping.columns[name] if name in mapping.columns else _constant(mapping.constants[name])
    column = mapping.contract.column(name)
    if column.kind in TIMED:
        read = read_time(text[name], filling=filling, mapping=mapping, met=met)
        return text.select(time=read.time, ahead=read.ahead)
    value = read_value(text[name], column=column, filling=filling, mapping=mapping)
    found = {"value": value.value, "problem": value.problem, "strange": value.strange}
    return text.select(**{label: part for label, part in found.items() if part is not None})


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
