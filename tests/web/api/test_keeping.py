"""Programs keep drafts: renamed, discarded, brought back, and brought up to what was published since."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db


def test_programs_keep_drafts(program_of: Callable[..., Any]) -> None:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    lee, kim = program_of("leader"), program_of("kestrel")
    made = lee.send("post", "drafts", {"journey": newest.blueprint.journeys[0].id, "title": "First"}).json()
    key = made["key"]

    named = lee.send("post", f"drafts/{key}/name", {"title": "Second"}, version=1)
    assert (named["ETag"], named.json()["fields"]["title"]) == ('"2"', "Second")
    assert lee.send("post", f"drafts/{key}/name", {"title": "Third"}).status_code == 428
    assert kim.send("post", f"drafts/{key}/name", {"title": "Ours"}, version=2).status_code == 403
    stands = lee.read(f"drafts/{key}/since").json()
    assert stands == {"base": newest.number, "newest": newest.number, "clashes": []}
    assert kim.read(f"drafts/{key}/since").status_code == 403
    assert lee.send("post", f"drafts/{key}/bring-up", {"to": newest.number + 1}, version=2).status_code == 409
    assert lee.send("post", f"drafts/{key}/bring-up/back").status_code == 404
    assert kim.send("delete", f"drafts/{key}", version=2).status_code == 403
    assert lee.send("delete", f"drafts/{key}", version=2).status_code == 200
    assert lee.read(f"drafts/{key}/since").status_code == 404
    assert lee.send("post", f"drafts/{key}/back").json()["fields"]["title"] == "Second"


def test_programs_close_no_change_that_is_not_theirs_or_not_published(program_of: Callable[..., Any]) -> None:
    lee, ada = program_of("leader"), program_of("agent")
    closing = {"outcome": "keep", "learned": "It holds."}

    assert lee.send("post", "proposals/none-such/close", closing, version=1).status_code == 404
    assert ada.send("post", "proposals/none-such/close", closing, version=1).status_code == 403
    assert lee.send("post", "proposals/none-such/close", {**closing, "outcome": "win"}, version=1).status_code == 422
    assert lee.send("post", "proposals/none-such/reopen", version=1).status_code == 404
