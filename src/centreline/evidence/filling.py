"""How a file becomes a table of evidence: which column feeds which field, written down in YAML and versioned."""

from functools import cached_property
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from centreline.evidence.contract import Contract
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.grammar import columns_read
from centreline.kernel.identity import content_hash, nearest
from centreline.kernel.written.wording import unknown_key, wrong

__all__ = ["HEADER_WITHIN", "Filling", "Mapping", "RepeatedHour", "Skip", "Zone"]

HEADER_WITHIN = 25
"""Rows among which the header is sought; reports like to put a title above it."""

Unit = Literal["ms", "s", "min", "h", "days", "hms", "mm:ss", "%"]
Otherwise = Literal["other", "reject", "empty", "keep"]
Guard = Literal["redact", "hash"]
Identifier = Literal["customer", "phone", "email", "name", "birth", "postcode", "account"]


def _as_list(given: Any) -> Any:
    return [given] if isinstance(given, str) else given


def _check_zone(name: Any) -> Any:
    if not isinstance(name, str) or name in available_timezones():
        return name
    meant = nearest(name, available_timezones())
    raise wrong(f"there is no time zone {name!r}", fix=f"write {meant}" if meant else "write one such as Europe/Berlin")


def _short_for_from(given: Any) -> Any:
    return {"from": given} if isinstance(given, str) else given


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, given: Any) -> Any:
        if not isinstance(given, dict):
            return given
        known = [field.alias or name for name, field in cls.model_fields.items()]
        if strangers := [name for name in given if name not in {*known, *cls.model_fields}]:
            what, fix = unknown_key(strangers[0], known)
            raise wrong(what, fix=fix)
        return {name: value for name, value in given.items() if value is not None}


class Zone(_Part):
    """The column of the file that names each row's zone."""

    column: str = Field(min_length=1, description="Column of the file with IANA names.")


class RepeatedHour(_Part):
    """The column of the file that says which of two hours is meant where clocks went back."""

    column: str = Field(min_length=1, description="Column of the file.")
    first: Texts = Field(description="Its words for the first of the two hours, in summer time.")
    second: Texts = Field(description="Its words for the second, in winter time.")


class Skip(_Part):
    """Rows that the source says are none."""

    when: str = Field(description="Condition over the columns of the file.")
    because: str = Field(min_length=1, description="Why these rows do not count.")


class Filling(_Part):
    """How one field of the table is filled.

    One of `from`, `join` and `expression` says where the value comes from; the others say how to read it.
    """

    from_: str | None = Field(default=None, alias="from", description="Column of the file.")
    join: Annotated[tuple[str, ...] | None, BeforeValidator(_as_list)] = Field(
        default=None, description="Columns of the file that are put together; empty when one of them is."
    )
    with_: str = Field(default="-", alias="with", description="What stands between the columns of `join`.")
    expression: str | None = Field(default=None, description="Expression over the columns of the file.")
    empty: Texts | None = Field(default=None, description="Words that mean “no value” in this column.")
    format: Texts = Field(default=(), description="Formats of a date or time, %d/%m/%Y %H:%M, tried in order.")
    unit: Unit | None = Field(default=None, description="Unit the file counts in.")
    is_: Identifier | None = Field(
        default=None,
        alias="is",
        description="What names the customer there: the same telephone number is one customer however it is written.",
    )
    guard: Guard | None = Field(
        default=None,
        description="Kept with more care than its field asks: `redact` takes out card numbers, e-mail addresses, "
        "telephone numbers and the like wherever they stand; `hash` puts a pseudonym in the place of the whole value, "
        "by which it can still be counted and joined.",
    )
    next_day_if_before: str | None = Field(
        default=None,
        description="A field that is never later than this one: where it is, midnight came in between, and this one "
        "belongs to the next day.",
    )
    values: dict[str, str] = Field(default_factory=dict, description="The file's words, and ours.")
    otherwise: Otherwise | None = Field(default=None, description="What becomes of a word or value nobody foresaw.")
    when: str | None = Field(default=None, description="Condition; the field stays empty where it does not hold.")

    @model_validator(mode="after")
    def _has_one_origin(self) -> Self:
        if sum(origin is not None for origin in (self.from_, self.join, self.expression)) != 1:
            raise wrong(
                "it is not clear where the value comes from", fix="write one of `from`, `join` and `expression`"
            )
        return self

    @cached_property
    def reads(self) -> frozenset[str]:
        """Columns of the file it needs."""
        texts = [text for text in (self.expression, self.when) if text is not None]
        named = {name for text in texts for name in columns_read(text, where="a mapping")}
        return frozenset(named | set(self.join or ()) | ({self.from_} if self.from_ else set()))


class Mapping(_Part):
    """How the files of one source fill one table."""

    mapping: str = Field(min_length=1, description="Name of the mapping.")
    version: int = Field(ge=1, description="Goes up whenever the mapping reads the same file differently.")
    table: str = Field(description="The contract it fills.")
    about: str | None = Field(default=None, description="Whose files these are, and how to get them.")
    zone: Annotated[Zone | str | None, AfterValidator(_check_zone)] = Field(
        default=None, description="IANA zone of the file's times, or the column that names it."
    )
    date_order: Literal["ymd", "dmy", "mdy"] | None = Field(
        default=None, description="Order of dates that are not written 2026-01-31."
    )
    decimal: Literal[".", ","] = Field(default=".", description="The decimal mark.")
    thousands: Literal[".", ",", " ", "'"] | None = Field(default=None, description="What groups digits by three.")
    repeated_hour: Literal["first", "second", "reject"] | RepeatedHour | None = Field(
        default=None,
        description="Which hour is meant when clocks go back and a time comes twice, or the column that says.",
    )
    encoding: str | None = Field(default=None, description="Encoding of the file where it is not Unicode: cp1252.")
    delimiter: Literal[",", ";", "\t", "|", "tab"] | None = Field(
        default=None, description="What separates columns; read from the header where it is left out."
    )
    header_row: Annotated[int, Field(ge=1, le=HEADER_WITHIN)] | None = Field(
        default=None, description="Row that names the columns, from 1; found by their names where it is left out."
    )
    sheet: str | None = Field(default=None, description="The worksheet, where there are several.")
    records: str | None = Field(default=None, description="Path to the list of records in a JSON file: data.tickets.")
    empty: Texts = Field(default=("",), description="Words that mean “no value” in every column.")
    constants: dict[str, str] = Field(default_factory=dict, description="Fields that are the same in every row.")
    columns: dict[str, Annotated[Filling, BeforeValidator(_short_for_from)]] = Field(
        min_length=1, description="Fields, and how each is filled."
    )
    skip: tuple[Skip, ...] = Field(default=(), description="Rows that are none.")

    @property
    def contract(self) -> Contract:
        """The contract it fills."""
        return CONTRACTS[self.table]

    @cached_property
    def hash(self) -> str:
        """Hash of all that says how a file is read."""
        return content_hash(self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"about"}))

    @cached_property
    def reads(self) -> frozenset[str]:
        """Columns of the file it needs."""
        named = {name for filling in self.columns.values() for name in filling.reads}
        named |= {name for skip in self.skip for name in columns_read(skip.when, where="a mapping")}
        named |= {part.column for part in (self.zone, self.repeated_hour) if isinstance(part, Zone | RepeatedHour)}
        return frozenset(named)

    def place(self, *path: str) -> str:
        """Return how messages name a place in the mapping."""
        return ", ".join([f"mapping {self.mapping!r}", *([".".join(path)] if path else [])])
