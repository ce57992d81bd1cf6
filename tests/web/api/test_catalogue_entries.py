"""A program makes and changes entries of a catalogue: as changes, against what it read, and within what it may."""

from collections.abc import Callable
from typing import Any

import pytest

from centreline.web.frame.telling import HEADER

pytestmark = pytest.mark.django_db

FAX = {"title": "Old fax", "category": "other"}
WHY = {"says": "it was never written down"}


@pytest.fixture
def lee(program_of: Callable[..., Any]) -> Any:
    """Return a program of the leader."""
    return program_of("leader")


@pytest.fixture
def system(lee: Any) -> str:
    """Return the address of a system that stands in the catalogue."""
    return f"catalogues/system/{lee.read('catalogues/system').json()['items'][0]['key']}"


def _version(program: Any, path: str) -> int:
    return int(program.read(path)["ETag"].strip('"'))


def _publish(program: Any, written: Any) -> None:
    assert written.status_code == 201, written.content
    key = written.json()["key"]
    content = program.read(f"catalogue-changes/{key}").json()["content"]
    published = program.send("post", f"catalogue-changes/{key}/publish", {"content": content}, version=1)
    assert published.status_code == 200, published.content


def _problems(answer: Any) -> dict[str, str]:
    assert answer.status_code == 422, answer.content
    return {one["where"]: one["what"] for one in answer.json()["problems"]}


def test_an_entry_is_made_read_published_and_changed(lee: Any) -> None:
    from centreline.web.records.store import DjangoState

    made = lee.send("post", "catalogues/system", {"key": "old-fax", "fields": FAX, **WHY})
    assert (made["ETag"], made.json()["kind"], made.json()["fields"]["state"]) == ('"1"', "catalogue_change", "open")
    assert lee.read("catalogues/system/old-fax").status_code == 404, "nothing stands before it is published"
    _publish(lee, made)
    read = lee.read("catalogues/system/old-fax").json()
    assert (read["title"], read["document"]) == ("Old fax", FAX)

    at = _version(lee, "catalogues/system/old-fax")
    sent = {"fields": {"title": "Fax", "works_well": False}, **WHY}
    _publish(lee, lee.send("patch", "catalogues/system/old-fax", sent, version=at))
    assert lee.read("catalogues/system/old-fax").json()["document"] == FAX | {"title": "Fax", "works_well": False}
    sent = {"fields": {"works_well": None}, **WHY}
    gone = lee.send("patch", "catalogues/system/old-fax", sent, version=at + 1)
    assert gone.json()["fields"]["document"] == {"id": "old-fax", **FAX, "title": "Fax"}
    given_up = lee.send("post", f"catalogue-changes/{gone.json()['key']}/withdraw", version=1)
    assert given_up.json()["fields"]["state"] == "withdrawn"
    assert [one.act for one in DjangoState().lines() if one.act == "change_element"] == ["change_element"] * 3


def test_a_change_names_the_version_it_was_read_in_and_overwrites_nothing(lee: Any, system: str) -> None:
    sent = {"fields": {"title": "Mine"}, **WHY}
    at = _version(lee, system)

    assert lee.send("patch", system, sent).status_code == 428
    assert lee.send("patch", system, sent, version=at + 7).status_code == 412
    _publish(lee, lee.send("patch", system, {"fields": {"title": "Theirs"}, **WHY}, version=at))
    clash = lee.send("patch", system, sent, version=at)
    assert clash.status_code == 412
    told = clash.json()
    assert (told["mine"], told["theirs"], told["clashes"]) == ({"title": "Mine"}, {"title": "Theirs"}, ["title"])
    assert told["version"] == at + 1
    assert lee.send("patch", system, {"fields": {"works_well": True}, **WHY}, version=at).status_code in {201, 422}
    assert lee.read(system).json()["title"] == "Theirs"


@pytest.mark.parametrize("name", ["id", "partner", "state", "made_by", "published_as"])
def test_nothing_is_written_that_an_entry_does_not_say(lee: Any, system: str, name: str) -> None:
    at = _version(lee, system)

    inside = lee.send("patch", system, {"fields": {name: "x"}, **WHY}, version=at)
    beside = lee.send("patch", system, {"fields": {}, name: "x", **WHY}, version=at)
    new = lee.send("post", "catalogues/system", {"key": "old-fax", "fields": FAX | {name: "x"}, **WHY})

    assert [*_problems(inside)] == [*_problems(new)] == [f"body.fields.{name}"]
    assert any(name in where for where in _problems(beside))


def test_what_does_not_fit_is_named_field_by_field(lee: Any, system: str) -> None:
    at = _version(lee, system)
    wrong = {"title": "", "category": "fax", "integrations": [{"to": "Not A Key"}]}

    told = _problems(lee.send("patch", system, {"fields": wrong, **WHY}, version=at))
    assert {*told} == {"body.fields.title", "body.fields.category", "body.fields.integrations.0.to"}
    assert "write" in told["body.fields.category"]
    unknown = lee.send("patch", system, {"fields": {"owner": "nobody-at-all"}, **WHY}, version=at)
    assert "nobody-at-all" in str(_problems(unknown))
    measures = [{"metric": "service_level", "variant": "resolved"}]
    sent = {"key": "weekly", "fields": {"title": "Weekly", "measures": measures}, **WHY}
    told = _problems(lee.send("post", "catalogues/report", sent))
    assert [*told] == ["report 'weekly', measures.0.variant"]
    assert _problems(lee.send("patch", system, {"fields": {"title": "a\x00b"}, **WHY}, version=at))
    assert lee.send("patch", system, {"fields": {}, **WHY}, version=at).status_code == 422, "nothing differs"
    assert lee.send("patch", system, {"fields": {"title": "x"}, "says": " "}, version=at).status_code == 422
    assert _problems(lee.send("post", "catalogues/system", {"key": "Old Fax", "fields": FAX, **WHY}))
    twice = lee.send("post", "catalogues/system", {"key": system.rsplit("/", 1)[1], "fields": FAX, **WHY})
    assert (twice.status_code, twice.json()["where"]) == (409, "key")
    assert lee.send("post", "catalogues/nothing", {"key": "old-fax", "fields": FAX, **WHY}).status_code == 404
    assert lee.send("patch", "catalogues/system/nothing", {"fields": FAX, **WHY}, version=at).status_code == 404


def test_a_card_number_in_an_entry_is_kept_nowhere_and_its_writer_is_told(lee: Any) -> None:
    sent = {"key": "old-fax", "fields": FAX | {"title": "Fax 4111 1111 1111 1111"}, **WHY}

    made = lee.send("post", "catalogues/system", sent)

    assert "4111 1111" not in made.content.decode()
    assert made[HEADER] == "card"
    assert "4111 1111" not in lee.read(f"catalogue-changes/{made.json()['key']}").content.decode()


def test_what_entries_can_say_is_described_for_every_catalogue(lee: Any) -> None:
    kinds = {one["kind"]: one["holds"] for one in lee.read("catalogue-kinds").json()}

    assert [*kinds] == lee.read("catalogues").json()
    assert "x-refers-to" in str(kinds["system"])
    assert {"title", "category", "owner"} <= {*kinds["system"]["properties"]}


def test_partners_and_roles_and_tokens_without_the_right_write_nothing(
    program_of: Callable[..., Any], lee: Any, system: str
) -> None:
    from centreline.web.records.store import DjangoState

    at = _version(lee, system)
    narrow = program_of("leader", scopes={"see_catalogues"})

    for program in (*map(program_of, ("kestrel", "vistula", "agent", "auditor")), narrow):
        made = program.send("post", "catalogues/system", {"key": "old-fax", "fields": FAX, **WHY})
        for version in (None, at, at + 1):
            changed = program.send("patch", system, {"fields": {"title": "Theirs"}, **WHY}, version=version)
            assert changed.status_code == 403
        assert made.status_code == 403
        seen = program.read(system)
        assert seen.status_code in {200, 404}
        assert seen.status_code == 404 or seen.json()["document"] is None
    assert DjangoState().entries("catalogue_change") == ()
