"""Whether a mapping fits the contract it is to fill: every misfit at once, each with what to write instead."""

from collections.abc import Iterable, Iterator

from centreline.evidence.contract import Column, Contract, Kind
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.filling import Filling, Mapping
from centreline.evidence.grammar import columns_read
from centreline.evidence.privacy.treatment import Treatment, treatment_of
from centreline.kernel.errors import ExpressionRefused
from centreline.kernel.identity import nearest

__all__ = ["misfits"]

Misfit = tuple[tuple[str | int, ...], str, str]
"""Where in the mapping, what is wrong, and what to write instead."""

NAMED_FORMATS = ("epoch_s", "epoch_ms", "excel", "excel_1904")
"""Formats that are no pattern: seconds and milliseconds since 1970, and serial days of a workbook."""

OTHERWISE = {
    Kind.CHOICE: ("other", "reject", "empty"),
    Kind.TEXT: ("keep", "reject", "empty"),
}
"""What may become of a word nobody foresaw, the default first; every other kind takes reject or empty."""


def misfits(mapping: Mapping) -> Iterator[Misfit]:
    """Yield everything in a mapping that its contract does not allow."""
    if mapping.table not in CONTRACTS:
        yield ("table",), f"there is no table {mapping.table!r}", _instead(mapping.table, CONTRACTS)
        return
    yield from _misfits_of_file(mapping)
    yield from _misfits_of_names(mapping, mapping.contract)
    yield from _misfits_of_order(mapping)
    for name, filling in mapping.columns.items():
        if name in _names(mapping.contract):
            yield from _misfits_of_filling(("columns", name), filling, mapping.contract.column(name), mapping.contract)
    for place, skip in enumerate(mapping.skip):
        yield from _misfits_of_text(("skip", place, "when"), skip.when)


def _misfits_of_file(mapping: Mapping) -> Iterator[Misfit]:
    try:
        # Decoding, since a look-up also knows base64 and others that are no encodings of text.
        b"x".decode(mapping.encoding or "utf-8", "ignore")
    except (LookupError, ValueError):
        yield ("encoding",), f"there is no encoding {mapping.encoding!r}", "write one such as utf-8 or cp1252"
    if mapping.decimal == mapping.thousands:
        what = f"{mapping.decimal!r} cannot be both the decimal mark and what groups digits"
        yield ("thousands",), what, "write the other one, or leave it out"


def _misfits_of_names(mapping: Mapping, contract: Contract) -> Iterator[Misfit]:
    known = _names(contract)
    for block, names in (("columns", mapping.columns), ("constants", mapping.constants)):
        for name in names:
            if name not in known:
                yield (block, name), f"the table {contract.name} has no column {name!r}", _instead(name, known)
    for name in sorted(mapping.columns.keys() & mapping.constants.keys()):
        yield ("constants", name), f"{name!r} is filled twice", "keep it under `columns` or under `constants`"
    for column in contract.columns:
        if column.required and column.name not in mapping.columns and column.name not in mapping.constants:
            what = f"nothing fills {column.name!r}, without which no row of {contract.name} can stand"
            yield ("columns",), what, f"add `{column.name}:`, from a column of the file or as a constant"
    for name, word in mapping.constants.items():
        if name in known and contract.column(name).kind is Kind.CHOICE and word not in _words(contract.column(name)):
            yield ("constants", name), f"{word!r} is no word of {name}", _instead(word, _words(contract.column(name)))


def _misfits_of_filling(
    where: tuple[str | int, ...], filling: Filling, column: Column, contract: Contract
) -> Iterator[Misfit]:
    for name in ("expression", "when"):
        if (text := getattr(filling, name)) is not None:
            yield from _misfits_of_text((*where, name), text)
    if filling.format and column.kind not in {Kind.INSTANT, Kind.DAY}:
        yield (*where, "format"), f"{column.name} is no date or time", "remove `format`"
    for text in filling.format:
        if "%" not in text and text not in NAMED_FORMATS:
            what = f"the format {text!r} names no part of a date"
            yield (*where, "format"), what, f"write it as %d/%m/%Y %H:%M, or one of {', '.join(NAMED_FORMATS)}"
    yield from _misfits_of_door(where, filling, column, contract)
    yield from _misfits_of_unit(where, filling, column)
    if column.kind is Kind.CHOICE:
        for word, ours in filling.values.items():
            if ours not in _words(column):
                yield (*where, "values", word), f"{ours!r} is no word of {column.name}", _instead(ours, _words(column))
    allowed = OTHERWISE.get(column.kind, ("reject", "empty"))
    if filling.otherwise is not None and filling.otherwise not in allowed:
        what = f"`otherwise: {filling.otherwise}` means nothing for {column.name}"
        yield (*where, "otherwise"), what, f"write one of {', '.join(allowed)}"


def _misfits_of_door(
    where: tuple[str | int, ...], filling: Filling, column: Column, contract: Contract
) -> Iterator[Misfit]:
    if filling.is_ is not None and treatment_of(contract, column.name) is not Treatment.PSEUDONYM:
        yield (*where, "is"), f"{column.name} names no customer", "remove `is`"
    if filling.guard is not None and column.kind is not Kind.TEXT:
        yield (*where, "guard"), f"{column.name} holds no words that could name somebody", "remove `guard`"


def _misfits_of_order(mapping: Mapping) -> Iterator[Misfit]:
    instants = [column.name for column in mapping.contract.all_columns if column.kind is Kind.INSTANT]
    above: list[str] = []
    for name, filling in mapping.columns.items():
        before, where = filling.next_day_if_before, ("columns", name, "next_day_if_before")
        if before is not None and name not in instants:
            yield where, f"{name} is no instant", "remove `next_day_if_before`"
        elif before is not None and before not in above:
            what = f"{before!r} is no instant that is filled above {name}"
            yield where, what, "name an instant, and write it above this one"
        if name in instants:
            above.append(name)


def _misfits_of_unit(where: tuple[str | int, ...], filling: Filling, column: Column) -> Iterator[Misfit]:
    if column.kind is Kind.MILLISECONDS and filling.unit in {None, "%"}:
        what = f"it is not written in which unit the file counts {column.name}"
        yield where, what, "add `unit: s`, or ms, min, h, days, hms (1:02:03) or mm:ss"
    if column.kind is Kind.SHARE and filling.unit not in {None, "%"}:
        yield (*where, "unit"), f"{column.name} is a share, 0 to 1", "write `unit: %` for 0 to 100, or remove `unit`"
    if column.kind not in {Kind.MILLISECONDS, Kind.SHARE} and filling.unit is not None:
        yield (*where, "unit"), f"{column.name} has no unit", "remove `unit`"


def _misfits_of_text(where: tuple[str | int, ...], text: str) -> Iterator[Misfit]:
    try:
        columns_read(text, where="a mapping")
    except ExpressionRefused as refused:
        yield where, refused.what, refused.fix


def _names(contract: Contract) -> list[str]:
    return [column.name for column in contract.all_columns if not column.derived]


def _words(column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*column.choices, "other"]))


def _instead(name: str, known: Iterable[str]) -> str:
    known = list(known)
    meant = nearest(name, known)
    return f"write {meant!r}" if meant else f"write one of {', '.join(known)}"
