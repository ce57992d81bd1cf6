"""Text as values: one Ibis expression for each kind of column, and whether the text could not be read.

Nothing is guessed: a number has the decimal mark the mapping names, and digits are grouped only where it says how.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import ibis

from centreline.evidence.contract import Column, Kind
from centreline.evidence.filling import Filling, Mapping
from centreline.evidence.fitting import OTHERWISE

__all__ = ["Read", "as_whole", "read_value"]

TRUE = ("true", "t", "yes", "y", "1", "ja", "oui", "si", "sí", "sim")
FALSE = ("false", "f", "no", "n", "0", "nein", "non", "não", "nej")

MILLISECONDS = {"ms": 1, "s": 1_000, "min": 60_000, "h": 3_600_000, "days": 86_400_000}
LARGEST_WHOLE = 9e15
"""Below 2 to the 53rd every whole number has its own float."""

HMS = r"^(\d{1,6}):([0-5]?\d):([0-5]?\d)(?:[.,](\d{1,6}))?$"
MMSS = r"^(\d{1,6}):([0-5]?\d)(?:[.,](\d{1,6}))?$"
NUMBER = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"
WHOLE = r"^[+-]?\d{1,18}(\.0*)?$"


@dataclass(frozen=True, slots=True)
class Read:
    """What a text became.

    Attributes:
        value: The value; unknown where the text is empty or cannot be read.
        problem: A word of `problems` where the text cannot stand, else unknown; None where every text can.
        strange: The text itself where a word nobody foresaw became "other", else unknown; None where none does.
    """

    value: Any
    problem: Any | None = None
    strange: Any | None = None


def read_value(text: Any, *, column: Column, filling: Filling, mapping: Mapping) -> Read:
    """Return the text of a column as its value; times and days are read by `instants` instead."""
    reader = _READERS[column.kind]
    read = reader(text, column=column, filling=filling, mapping=mapping)
    if filling.otherwise == "empty" and read.problem is not None:
        return Read(ibis.ifelse(read.problem.isnull(), read.value, ibis.null()))
    return read


def _text(text: Any, *, column: Column, filling: Filling, mapping: Mapping) -> Read:  # noqa: ARG001 - all kinds alike
    if not filling.values:
        return Read(text)
    known = text.isin(list(filling.values))
    value = _translated(text, filling.values)
    if filling.otherwise in {"reject", "empty"}:
        return Read(value, _problem("unknown_word", text.notnull() & ~known))
    return Read(ibis.coalesce(value, text))


def _choice(text: Any, *, column: Column, filling: Filling, mapping: Mapping) -> Read:  # noqa: ARG001 - all kinds alike
    otherwise = filling.otherwise or OTHERWISE[Kind.CHOICE][0]
    own = text.lower().replace(" ", "_").replace("-", "_")
    own = ibis.ifelse(own.isin([*column.choices, "other"]), own, ibis.null("string"))
    value = ibis.coalesce(_translated(text, filling.values), own) if filling.values else own
    is_strange = text.notnull() & value.isnull()
    if otherwise == "other":
        other = ibis.ifelse(is_strange, "other", value)
        return Read(other, strange=ibis.ifelse(is_strange, text, ibis.null("string")))
    return Read(value, _problem("unknown_word", is_strange))


def _flag(text: Any, *, column: Column, filling: Filling, mapping: Mapping) -> Read:  # noqa: ARG001 - all kinds alike
    word = _translated(text, filling.values) if filling.values else text
    word = word.lower()
    value = ibis.cases((word.isin(TRUE), True), (word.isin(FALSE), False), else_=ibis.null("boolean"))
    return Read(value, _problem("unknown_word", text.notnull() & value.isnull()))


def _whole(text: Any, *, column: Column, filling: Filling, mapping: Mapping) -> Read:  # noqa: ARG001 - all kinds alike
    plain = _plain(_values(text, filling), mapping)
    digits = ibis.ifelse(plain.re_search(WHOLE), plain.re_replace(r"\.0*$", ""), ibis.null("string"))
    value = digits.try_cast("int64")
    return Read(value, _problem("unreadable_number", text.notnull() & value.isnull()))


def _number(text: Any, *, column: Column, filling: Filling, mapping: Mapping) -> Read:  # noqa: ARG001 - all kinds alike
    value = _as_number(_plain(_values(text, filling), mapping))
    return Read(value, _problem("unreadable_number", text.notnull() & value.isnull()))


def _share(text: Any, *, column: Column, filling: Filling, mapping: Mapping) -> Read:  # noqa: ARG001 - all kinds alike
    said = _values(text, filling)
    has_sign = said.endswith("%")
    number = _as_number(_plain(said.re_replace(r"\s*%$", ""), mapping))
    value = ibis.ifelse(has_sign | (filling.unit == "%"), number / 100, number)
    problem = ibis.cases(
        (text.notnull() & value.isnull(), "unreadable_number"),
        ((value < 0) | (value > 1), "no_share"),
        else_=ibis.null("string"),
    )
    return Read(value, problem)


def _milliseconds(text: Any, *, column: Column, filling: Filling, mapping: Mapping) -> Read:  # noqa: ARG001 - all kinds alike
    said = _values(text, filling)
    if filling.unit in MILLISECONDS:
        value = as_whole(_as_number(_plain(said, mapping)) * MILLISECONDS[filling.unit])
    else:
        value = _from_parts(said, HMS if filling.unit == "hms" else MMSS)
    problem = ibis.cases(
        (text.notnull() & value.isnull(), "unreadable_duration"),
        (value < 0, "negative"),
        else_=ibis.null("string"),
    )
    return Read(value, problem)


def as_whole(number: Any) -> Any:
    """Return the number rounded; unknown where it is beyond what a fraction counts exactly, 285 years in µs."""
    return ibis.ifelse(number.abs() < LARGEST_WHOLE, number, ibis.null("float64")).round().cast("int64")


def _from_parts(text: Any, pattern: str) -> Any:
    count = pattern.count("(") - pattern.count("(?:")
    parts = [text.re_extract(pattern, place).try_cast("int64") for place in range(1, count)]
    value = sum((part * 60**power for power, part in enumerate(reversed(parts))), ibis.literal(0)) * 1_000
    fraction = ("0." + text.re_extract(pattern, count) + "0").try_cast("float64")
    return ibis.ifelse(text.re_search(pattern), value + (fraction * 1_000).round().cast("int64"), ibis.null("int64"))


def _values(text: Any, filling: Filling) -> Any:
    return ibis.coalesce(_translated(text, filling.values), text) if filling.values else text


def _translated(text: Any, values: dict[str, str]) -> Any:
    return text.cases(*((word, ours) for word, ours in values.items()), else_=ibis.null("string"))


def _plain(text: Any, mapping: Mapping) -> Any:
    """Return the number with a point and without groups; unknown where groups are not of three digits."""
    group, mark = mapping.thousands, mapping.decimal
    if group is not None:
        # Exports write the space between groups in three ways: plain, no-break and narrow no-break.
        gap = r"[ \x{00A0}\x{202F}]" if group == " " else f"[{group}]"
        grouped = rf"^[+-]?\d{{1,3}}({gap}\d{{3}})+([{mark}]\d+)?$"
        text = ibis.ifelse(text.re_search(grouped), text.re_replace(gap, ""), text)
    if mark == ",":
        return ibis.ifelse(text.contains("."), ibis.null("string"), text.replace(",", "."))
    return text


def _as_number(plain: Any) -> Any:
    return ibis.ifelse(plain.re_search(NUMBER), plain, ibis.null("string")).try_cast("float64")


def _problem(word: str, where: Any) -> Any:
    return ibis.ifelse(where, word, ibis.null("string"))


_READERS: dict[Kind, Callable[..., Read]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.FLAG: _flag,
    Kind.WHOLE: _whole,
    Kind.NUMBER: _number,
    Kind.SHARE: _share,
    Kind.MILLISECONDS: _milliseconds,
}
