"""Entries of a catalogue taken out and brought back: written as a change first, then published or withdrawn."""

from typing import Any

from django.db import transaction
from django.http import HttpResponse
from ninja import Field, Router, Status

from centreline.actions.catalogue_elements import WRITTEN_UNDER, with_change
from centreline.actions.change_catalogue import publish_element, remove_element, restore_element, withdraw_element
from centreline.actions.publish_draft import mirror_blueprint
from centreline.blueprint.diff import differences
from centreline.governance.entry import Entry, conflict_with
from centreline.governance.rights import check_may
from centreline.kernel.errors import BlueprintInvalid, EditConflict, EvidenceConflict, NotThere, Stopped
from centreline.web.api.shapes import EntryOut, Given, IfMatch, Key, Text, answered, expected, reads, writes
from centreline.web.frame.acting import does
from centreline.web.frame.served import folder
from centreline.web.jobs.work.look import look_again
from centreline.web.reading.catalogues import shelf_without_findings
from centreline.web.records.published import newest_number
from centreline.web.records.store import DjangoState

__all__ = ["ChangeOut", "PublishIn", "WhyIn", "publish", "read", "remove", "restore", "router", "withdraw"]

router = Router(tags=["catalogues"])


class WhyIn(Given):
    """Why an entry goes or comes back."""

    says: Text = Field(min_length=1, max_length=200, description="In a sentence; it stands in the history.")


class PublishIn(Given):
    """What is approved."""

    content: Text = Field(max_length=200, description="`content` of the change as it was read.")
    says: Text = Field("", max_length=200, description="Why; what its writer said where empty.")


class ChangeOut(EntryOut):
    """A change of an entry, and what publishing it would change."""

    differences: list[str] = Field([], description="What publishing it would change; empty once it is decided.")
    content: str = Field("", description="Goes into `content` to publish exactly this; empty where it cannot be.")
    refused: str = Field("", description="Why it cannot be published; empty where nothing is in the way.")


@router.post(
    "/catalogues/{kind}/{key}/remove", response=writes(EntryOut, status=201), operation_id="remove_element",
    summary="Take an entry out",
)  # fmt: skip
def remove(  # noqa: PLR0913, PLR0917 - each is a part of the request
    request: Any, response: HttpResponse, kind: Key, key: Key, given: WhyIn, if_match: IfMatch = ""
) -> Any:
    """Write down that an entry shall be taken out, once nothing names it; it stands until the change is published.

    `If-Match` is the ETag of the entry: the number of the published version in which it was read.
    """
    check_may(request.actor, "edit_board")
    version = expected(if_match)
    shelf_without_findings(request.actor).element(kind, key)
    _check_reads_as_in(version, kind, key)
    entry = does(request, remove_element)(kind=kind, key=key, says=given.says)
    return Status(201, answered(request, response, entry))


@router.get(
    "/catalogue-changes/{key}",
    response=reads(ChangeOut),
    operation_id="catalogue_change",
    summary="A change",
)
def read(request: Any, response: HttpResponse, key: Key) -> Any:
    """Read what publishing a change would change, and the content hash that its approval names."""
    held = _held(request, key, needs="edit_board")
    whole = answered(request, response, held).model_dump()
    return {**whole, **(_looked_at(held) if held.fields["state"] == "open" else {})}


@router.post(
    "/catalogue-changes/{key}/publish", response=writes(EntryOut), operation_id="publish_element", summary="Publish it"
)
def publish(request: Any, response: HttpResponse, key: Key, given: PublishIn, if_match: IfMatch = "") -> EntryOut:
    """Publish a change as the next version of the operating model, exactly as it was read."""
    held = _expected(_held(request, key, needs="publish_blueprint"), if_match)
    version = does(request, publish_element)(key=held.key, content=given.content, says=given.says)
    transaction.on_commit(lambda: mirror_blueprint(version.blueprint, folder()))
    look_again(by=request.actor.name)
    return answered(request, response, _held(request, key, needs="publish_blueprint"))


@router.post(
    "/catalogue-changes/{key}/withdraw",
    response=writes(EntryOut),
    operation_id="withdraw_element",
    summary="Give it up",
)
def withdraw(request: Any, response: HttpResponse, key: Key, if_match: IfMatch = "") -> EntryOut:
    """Give a change up; it stays readable."""
    held = _expected(_held(request, key, needs="edit_board"), if_match)
    return answered(request, response, does(request, withdraw_element)(key=held.key))


@router.post(
    "/catalogue-changes/{key}/restore", response=writes(EntryOut, status=201), operation_id="restore_element",
    summary="Bring an entry back",
)  # fmt: skip
def restore(request: Any, response: HttpResponse, key: Key, given: WhyIn, if_match: IfMatch = "") -> Any:
    """Write down that the entry a published change took out shall stand again as it read last."""
    held = _expected(_held(request, key, needs="edit_board"), if_match)
    entry = does(request, restore_element)(key=held.key, says=given.says)
    return Status(201, answered(request, response, entry))


def _held(request: Any, key: str, *, needs: str) -> Entry:
    """Return a change; the catalogues are the centre's, and a partner is told of none."""
    check_may(request.actor, needs)
    held = DjangoState().entry("catalogue_change", key)
    if held is None or request.actor.partner is not None:
        raise NotThere("there is no such change", where="the catalogues", fix="read the entry's history")
    return held


def _expected(held: Entry, if_match: str) -> Entry:
    """Return a change once it is the version that was read."""
    if held.version != expected(if_match):
        raise conflict_with(held, base={}, mine={}, clashes=("state",))
    return held


def _looked_at(held: Entry) -> dict[str, Any]:
    state = DjangoState()
    newest = state.published()
    try:
        after = with_change(state, held)
    except (BlueprintInvalid, EvidenceConflict, NotThere) as reason:
        return {"refused": _sentence(reason)}
    changed = [one.says for one in differences(newest.blueprint, after)] if newest else []
    return {"differences": changed, "content": after.content_hash}


def _sentence(reason: Stopped) -> str:
    return f"{reason.what}; where: {reason.where}; {reason.fix}"


def _check_reads_as_in(version: int, kind: str, key: str) -> None:
    """Stop whoever read an entry otherwise than it stands now.

    Raises:
        EditConflict: it was published otherwise since, or there is no such version.
    """
    state, newest = DjangoState(), newest_number()
    read, now = (state.published(one) if 0 < one <= newest else None for one in (version, newest))
    if read is None or now is None or _element(read.blueprint, kind, key) != _element(now.blueprint, kind, key):
        raise EditConflict(
            "it was published otherwise since it was read",
            where=f"{kind.replace('_', ' ')} {key!r}, version {newest}",
            fix="read the entry again, and send the ETag it comes with",
            version=newest,
        )


def _element(blueprint: Any, kind: str, key: str) -> Any:
    return next((one for one in getattr(blueprint, WRITTEN_UNDER[kind]) if one.id == key), None)
