"""In what two ways of counting one metric differ: as declared, and by how many rows on the same records."""

from collections.abc import Iterator

from centreline.kernel.units import Unit, format_value
from centreline.metrics.answer import Answer
from centreline.metrics.definition import KINDS, Variant

__all__ = ["differences"]

SUMS = frozenset({"mean", "median", "ratio", "total", "total_per_row", "total_per_distinct"})
"""Kinds whose numerator is a sum of a column, or its middle, and no count of rows."""


def differences(variant: Variant, *, than: Variant, answers: tuple[Answer, Answer] | None = None) -> tuple[str, ...]:
    """Return in sentences how a way of counting differs from another.

    Args:
        variant: The one.
        than: The other.
        answers: What each gives on the same records, the one's first; None where one of them gives nothing.

    Returns:
        Declared differences, with the rows that each of them moves where that was counted; empty where both are the
        same.
    """
    if variant.table != than.table or variant.denominator_table != than.denominator_table:
        return (f"It counts {_tables(variant)} instead of {_tables(than)}, so the rows themselves are others.",)
    return tuple(_declared(variant, than, answers))


def _tables(variant: Variant) -> str:
    tables = [name for name in (variant.table, variant.denominator_table) if name]
    return " over ".join(f"the table {name}" for name in tables)


def _declared(variant: Variant, than: Variant, answers: tuple[Answer, Answer] | None) -> Iterator[str]:
    if variant.kind != than.kind:
        yield f"It is counted as {KINDS[variant.kind]}; the other as {KINDS[than.kind]}."
    if variant.where != than.where:
        yield f"Its population is {_code(variant.where)} instead of {_code(than.where)}."
    if (variant.numerator, variant.of, variant.among) != (than.numerator, than.of, than.among):
        moved = _moved(answers, "numerator") if variant.kind not in SUMS else ""
        yield f"Its numerator is {_code(variant.numerator)} instead of {_code(than.numerator)}{moved}."
    if variant.denominator != than.denominator:
        moved = _moved(answers, "denominator") if variant.kind != "ratio" else ""
        yield (f"Its denominator is {_code(variant.denominator)} instead of {_code(than.denominator)}{moved}.")
    moved = _moved(answers, "numerator") if variant.kind not in SUMS else ""
    yield from (f"{one}{moved}." for one in _parameters(variant, than))
    yield from _left_out(variant, than, answers)


def _code(text: str | None) -> str:
    return f"“{text}”" if text else "everything"


def _moved(answers: tuple[Answer, Answer] | None, part: str) -> str:
    """Return by how many rows a part of the fraction is larger or smaller."""
    if answers is None:
        return ""
    own, other = (getattr(answer, part) for answer in answers)
    if own is None or other is None:
        return ""
    apart = own - other
    if apart == 0:
        return f": the same {own:,.0f} on these records"
    return f": {abs(apart):,.0f} {'more' if apart > 0 else 'fewer'} ({own:,.0f} and {other:,.0f})"


def _parameters(variant: Variant, than: Variant) -> Iterator[str]:
    for name in sorted(set(variant.parameters) & set(than.parameters)):
        own, other = variant.parameters[name], than.parameters[name]
        if own != other:
            yield f"Its {_word(name)} is {_aloud(name, own)} instead of {_aloud(name, other)}"


def _word(name: str) -> str:
    return name.rpartition("_")[0].replace("_", " ") if name.endswith(("_ms", "_share", "_days")) else name


def _aloud(name: str, value: float) -> str:
    if name.endswith("_ms"):
        return format_value(value, Unit.MILLISECONDS).replace(".0 s", " s")
    if name.endswith("_share"):
        return format_value(value, Unit.SHARE)
    return f"{value:g} days" if name.endswith("_days") else f"{value:g}"


def _left_out(variant: Variant, than: Variant, answers: tuple[Answer, Answer] | None) -> Iterator[str]:
    own, other = set(variant.reasons), set(than.reasons)
    if own == other:
        return
    counted = f" ({answers[0].left_out:,} and {answers[1].left_out:,} rows)" if answers else ""
    more, fewer = (sorted(reasons) for reasons in (own - other, other - own))
    said = [f"also leaves out contacts or rows {', '.join(more)}"] if more else []
    said += [f"keeps those {', '.join(fewer)}"] if fewer else []
    yield f"It {' and '.join(said)}{counted}."
