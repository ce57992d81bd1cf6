"""A program takes an entry out of a catalogue once nothing names it, and brings it back as it read last."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db

WHY = {"says": "it was switched off, card 4111 1111 1111 1111"}


@pytest.fixture
def fax(program_of: Callable[..., Any]) -> str:
    """Publish a system that nothing names, and return its address."""
    from django.utils import timezone

    from centreline.actions.catalogue_elements import with_change
    from centreline.actions.change_catalogue import change_element, publish_element
    from centreline.web.records.people import actor_named
    from centreline.web.records.store import DjangoState

    lee, state = actor_named("lee"), DjangoState()
    assert lee is not None
    document = {"title": "Old fax", "category": "other"}
    made = change_element.by(state, lee, now=timezone.now())(
        kind="system", key="old-fax", document=document, says="it was never written down"
    )
    content = with_change(state, made).content_hash
    publish_element.by(state, lee, now=timezone.now())(key=made.key, content=content)
    return "catalogues/system/old-fax"


def _version(program: Any, path: str) -> int:
    return int(program.read(path)["ETag"].strip('"'))


def _publish(program: Any, key: str) -> Any:
    read = program.read(f"catalogue-changes/{key}")
    body = {"content": read.json()["content"]}
    return program.send("post", f"catalogue-changes/{key}/publish", body, version=int(read["ETag"].strip('"')))


def test_an_entry_goes_as_a_version_and_comes_back_as_it_read(program_of: Callable[..., Any], fax: str) -> None:
    from centreline.web.records.store import DjangoState

    lee = program_of("leader")
    before = lee.read(fax).json()

    assert lee.send("post", f"{fax}/remove", WHY).status_code == 428
    assert lee.send("post", f"{fax}/remove", WHY, version=1).status_code == 412
    assert lee.send("post", f"{fax}/remove", {}, version=_version(lee, fax)).status_code == 422
    gone = lee.send("post", f"{fax}/remove", WHY, version=_version(lee, fax))
    assert gone.status_code == 201, gone.content
    assert gone.json()["fields"]["says"] == "it was switched off, card [card ••••1111]"
    key = gone.json()["key"]
    read = lee.read(f"catalogue-changes/{key}").json()
    assert any("fax" in one.casefold() for one in read["differences"])
    assert lee.send("post", f"catalogue-changes/{key}/publish", {"content": "x"}, version=1).status_code == 409
    assert lee.send("post", f"catalogue-changes/{key}/restore", WHY, version=1).status_code == 409
    assert lee.read(fax).status_code == 200
    assert _publish(lee, key).json()["fields"]["state"] == "published"
    assert lee.read(fax).status_code == 404

    assert lee.send("post", f"catalogue-changes/{key}/restore", WHY, version=1).status_code == 412
    back = lee.send("post", f"catalogue-changes/{key}/restore", {"says": "it is used"}, version=2)
    assert back.status_code == 201, back.content
    assert _publish(lee, back.json()["key"]).status_code == 200
    assert lee.read(fax).json() == before
    written = [one.act for one in DjangoState().lines() if one.act in {"remove_element", "restore_element"}]
    assert sorted(written[-2:]) == ["remove_element", "restore_element"]


def test_what_is_named_stays_and_a_change_can_be_given_up(program_of: Callable[..., Any], fax: str) -> None:
    lee = program_of("leader")
    used = next(one for one in lee.read("catalogues/role").json()["items"])
    at = f"catalogues/role/{used['key']}"

    assert lee.send("post", f"{at}/remove", WHY, version=_version(lee, at)).status_code == 422
    key = lee.send("post", f"{fax}/remove", WHY, version=_version(lee, fax)).json()["key"]
    given_up = lee.send("post", f"catalogue-changes/{key}/withdraw", version=1)
    assert given_up.json()["fields"]["state"] == "withdrawn"
    assert lee.send("post", f"catalogue-changes/{key}/withdraw", version=2).status_code == 409
    assert lee.read(f"catalogue-changes/{key}").json()["content"] == ""
    assert lee.send("post", "catalogues/nothing/at-all/remove", WHY, version=1).status_code == 404


def test_partners_and_roles_without_the_right_take_nothing_out_and_read_no_change(
    program_of: Callable[..., Any], fax: str
) -> None:
    lee = program_of("leader")
    version = _version(lee, fax)
    key = lee.send("post", f"{fax}/remove", WHY, version=version).json()["key"]
    content = lee.read(f"catalogue-changes/{key}").json()["content"]

    for role in ("kestrel", "vistula", "agent", "auditor"):
        program = program_of(role)
        assert program.send("post", f"{fax}/remove", WHY, version=version).status_code in {403, 404}, role
        read = program.read(f"catalogue-changes/{key}")
        assert read.status_code in {403, 404}, role
        assert "fax" not in read.content.decode()
        for act, body in (("publish", {"content": content}), ("withdraw", None), ("restore", WHY)):
            assert program.send("post", f"catalogue-changes/{key}/{act}", body, version=1).status_code in {403, 404}
    assert lee.read(f"catalogue-changes/{key}").json()["fields"]["state"] == "open"
