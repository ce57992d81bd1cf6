"""Entries of a catalogue made and changed: written as a change first, which somebody publishes or gives up."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Field, Router, Status
from ninja.errors import ValidationError
from pydantic import StringConstraints
from pydantic import ValidationError as DoesNotFit

from centreline.actions.catalogue_elements import class_of, element_in
from centreline.actions.change_catalogue import change_element
from centreline.governance.actor import Actor
from centreline.kernel.errors import EditConflict, EvidenceConflict
from centreline.kernel.written.wording import in_words
from centreline.web.api.operations.catalogues import router as where_they_are_read
from centreline.web.api.shapes import Answer, EntryOut, Given, IfMatch, Key, Text, answered, expected, reads, writes
from centreline.web.frame.acting import does
from centreline.web.frame.addresses import CATALOGUES
from centreline.web.reading.catalogues import check_may_change, shelf_without_findings
from centreline.web.records.published import newest_number
from centreline.web.records.store import DjangoState

__all__ = ["ElementIn", "NewElementIn", "Taken", "add", "change", "router", "taken"]

router = Router(tags=["catalogues"])


class Taken(Answer):
    """What an entry of a catalogue can say."""

    kind: str
    holds: dict[str, Any] = Field(description="JSON Schema of an entry; `x-refers-to` says whose key a field takes.")


class ElementIn(Given):
    """How an entry shall read."""

    fields: dict[str, Any] = Field(
        description="What changes, as /catalogue-kinds says; null takes a field away, and what is not named stays."
    )
    says: Text = Field(min_length=1, max_length=200, description="Why, in a sentence; it stands in the history.")


class NewElementIn(ElementIn):
    """A new entry."""

    key: Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9][a-z0-9_-]*$")] = Field(
        description="By which others name it: small letters, digits and hyphens; it is never changed later."
    )
    fields: dict[str, Any] = Field(description="What it says, as /catalogue-kinds says.")


@router.get("/catalogue-kinds", response=reads(list[Taken]), operation_id="catalogue_kinds", summary="What entries say")
def taken(request: Any) -> list[dict[str, Any]]:  # noqa: ARG001 - ninja's signature; it holds nothing of any centre
    """List the catalogues, and what an entry of each can say, as making and changing one takes it."""
    return [{"kind": kind, "holds": class_of(kind).model_json_schema()} for kind in CATALOGUES]


@where_they_are_read.post(
    "/catalogues/{kind}", response=writes(EntryOut, status=201), operation_id="add_element", summary="Make an entry"
)
def add(request: Any, response: HttpResponse, kind: Key, given: NewElementIn) -> Any:
    """Write down a new entry; it stands in the catalogue once the change that comes back is published."""
    check_may_change(request.actor)
    if any(one.id == given.key for one in shelf_without_findings(request.actor).of_kind(kind)):
        raise EvidenceConflict(
            f"there is {kind.replace('_', ' ')} {given.key!r} already",
            where="key",
            fix="write another key, or change it",
        )
    document = _whole(kind, given.key, given.fields)
    entry = does(request, change_element)(kind=kind, key=given.key, document=document, says=given.says)
    return Status(201, answered(request, response, entry))


@where_they_are_read.patch(
    "/catalogues/{kind}/{key}", response=writes(EntryOut, status=201), operation_id="change_element",
    summary="Change an entry",
)  # fmt: skip
def change(  # noqa: PLR0913, PLR0917 - each is a part of the request
    request: Any, response: HttpResponse, kind: Key, key: Key, given: ElementIn, if_match: IfMatch = ""
) -> Any:
    """Write down how an entry shall read; it reads as before until the change that comes back is published.

    `If-Match` is the ETag of the entry: the number of the published version in which it was read. What others published
    in other fields since is kept.
    """
    check_may_change(request.actor)
    version = expected(if_match)
    shelf_without_findings(request.actor).element(kind, key)
    document = _whole(kind, key, _read_in(version, request.actor, kind, key, given.fields) | given.fields)
    entry = does(request, change_element)(kind=kind, key=key, document=document, says=given.says, base=version)
    return Status(201, answered(request, response, entry))


def _whole(kind: str, key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as its file would hold it.

    Raises:
        ValidationError: fields do not fit; it names each.
    """
    model = class_of(kind)
    if "id" in fields:
        raise _wrong([(("id",), "a key is never changed: leave it out")])
    try:
        element = model.model_validate({**fields, "id": key})
    except DoesNotFit as reason:
        raise _wrong([(one["loc"], "; ".join(in_words(one, model=model))) for one in reason.errors()]) from reason
    document: dict[str, Any] = element.model_dump(mode="json", exclude_defaults=True)
    if unwritable := [way for way, text in _texts(document, ()) if "\x00" in text]:
        raise _wrong([(way, "no text holds the character NUL: leave it out") for way in unwritable])
    document.pop("id")
    return document


def _wrong(problems: list[tuple[tuple[str | int, ...], str]]) -> ValidationError:
    return ValidationError([{"loc": ("body", "fields", *way), "msg": says} for way, says in problems])


def _texts(value: Any, way: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield every text of a document, with where it stands."""
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict | list):
        for step, one in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(one, (*way, step))


def _read_in(version: int, actor: Actor, kind: str, key: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Return an entry as it read in a version, without its key.

    Raises:
        EditConflict: there is no such version, the entry was not in it, or a field was published otherwise since.
    """
    state, newest = DjangoState(), newest_number()
    read, now = (state.published(one) if 0 < one <= newest else None for one in (version, newest))
    before, theirs = ({} if one is None else element_in(one.blueprint, kind, key) for one in (read, now))
    clashes = [one for one in fields if theirs.get(one) not in (before.get(one), fields[one])]
    if clashes or not before:
        seen = shelf_without_findings(actor).sees_costs  # A token that reads no amounts is told none here.
        base, held, mine = ({one: said.get(one) for one in clashes if seen} for said in (before, theirs, fields))
        raise EditConflict(
            "it was published otherwise since it was read",
            where=f"{kind.replace('_', ' ')} {key!r}, version {newest}",
            fix="read the entry again, choose for each field, and send the ETag it comes with",
            base=base,
            mine=mine,
            theirs=held,
            clashes=tuple(clashes),
            version=newest,
        )
    before.pop("id")
    return before
