"""What every part of a blueprint has: a key people can read, and no field nobody knows."""

import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from centreline.kernel.identity import is_key
from centreline.kernel.written.shape import RefersTo
from centreline.kernel.written.wording import wrong

__all__ = [
    "CapabilityKey",
    "DataDomainKey",
    "Element",
    "Format",
    "Key",
    "Part",
    "PartnerKey",
    "ProcedureKey",
    "RoleKey",
    "SiteKey",
    "SystemKey",
    "TeamKey",
    "TouchpointKey",
]


# A document has tens of thousands of keys; nearly all of them need no second look.
_USUAL_KEY = re.compile(r"[a-z0-9][a-z0-9_-]*").fullmatch


def _check_key(text: str) -> str:
    if _USUAL_KEY(text):
        return text
    if not text:
        raise wrong("the key is blank", fix="write a key such as billing-dispute, or remove the line")
    if not is_key(text):
        example = re.sub(r"[^\w-]+", "-", text.lower()).strip("-_") or "billing-dispute"
        raise wrong(
            f"{text!r} is not a key: keys have lower-case letters, digits, hyphens and underscores",
            fix=f"write {example}, here and wherever it is referred to",
        )
    return text


Key = Annotated[str, AfterValidator(_check_key)]
CapabilityKey: TypeAlias = Annotated[Key, RefersTo("capability")]
DataDomainKey: TypeAlias = Annotated[Key, RefersTo("data domain")]
PartnerKey: TypeAlias = Annotated[Key, RefersTo("partner")]
ProcedureKey: TypeAlias = Annotated[Key, RefersTo("procedure")]
RoleKey: TypeAlias = Annotated[Key, RefersTo("role")]
SiteKey: TypeAlias = Annotated[Key, RefersTo("site")]
SystemKey: TypeAlias = Annotated[Key, RefersTo("system")]
TeamKey: TypeAlias = Annotated[Key, RefersTo("team")]
TouchpointKey: TypeAlias = Annotated[Key, RefersTo("touchpoint")]


def _check_format(given: Any) -> Any:
    if str(given).strip() == "1":
        return 1
    if str(given).strip().isdecimal():
        raise wrong(f"format {given} is newer than this program reads", fix="upgrade Centreline; it reads format 1")
    raise wrong(f"{given!r} is not a format", fix="write `format: 1`")


Format = Annotated[Literal[1], BeforeValidator(_check_format)]


class Part(BaseModel):
    """A piece of a blueprint without a key of its own."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, allow_inf_nan=False)

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, given: Any) -> Any:
        """Take a known field left blank as one that nobody has filled in yet."""
        if isinstance(given, dict) and None in given.values():
            return {name: value for name, value in given.items() if value is not None or name not in cls.model_fields}
        return given


class Element(Part):
    """A piece of a blueprint that others refer to by its key."""

    id: Key = Field(description="Key by which others refer to it, unique in its kind.")
    title: str = Field(min_length=1, description="Name a person reads.")
