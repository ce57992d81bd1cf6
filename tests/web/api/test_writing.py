"""What programs write: against the version they read, within what they may, and never more than was asked for."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def lee(program_of: Callable[..., Any]) -> Any:
    """Return a program of the leader."""
    return program_of("leader")


@pytest.fixture
def board(lee: Any) -> dict[str, Any]:
    """Return a draft with its first card."""
    from centreline.web.records.store import DjangoState

    published = DjangoState().published()
    assert published is not None
    journey = published.blueprint.journeys[0]
    draft = lee.send("post", "drafts", {"journey": journey.id, "title": "From a program"})
    assert draft.status_code == 201, draft.content
    cards = lee.read(f"entries/card?within={draft.json()['key']}").json()
    return {"draft": draft.json(), "card": cards["items"][0], "cards": cards["total"], "stage": journey.stages[0].id}


@pytest.fixture
def note(lee: Any, board: dict[str, Any]) -> dict[str, Any]:
    """Return a note on the board."""
    place = {"draft": board["draft"]["key"], "lane": "idea", "stage": board["stage"]}
    made = lee.send("post", "notes", {**place, "text": "Say it once"})
    assert made.status_code == 201, made.content
    assert made["ETag"] == '"1"'
    return dict(made.json())


def test_a_draft_has_a_card_for_each_touchpoint(board: dict[str, Any]) -> None:
    assert board["cards"] > 1
    assert board["card"]["fields"]["title"]


def test_what_is_read_carries_its_version_and_is_not_sent_twice(lee: Any, note: dict[str, Any]) -> None:
    first = lee.read(f"entries/note/{note['key']}")
    again = lee.read(f"entries/note/{note['key']}", **{"if-none-match": first["ETag"]})

    assert (first.status_code, first["ETag"]) == (200, '"1"')
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("named", [None, "*", "", '"x"', "²", "9" * 39])
def test_nothing_is_written_that_names_no_version(lee: Any, note: dict[str, Any], named: str | None) -> None:
    headers = {} if named is None else {"if-match": named}
    answer = lee.client.patch(
        f"/api/v1/notes/{note['key']}", {"text": "Other"}, content_type="application/json", headers=headers
    )

    assert answer.status_code == 428
    assert answer.json()["where"] == "the header If-Match"
    assert lee.read(f"entries/note/{note['key']}").json()["fields"]["text"] == "Say it once"


def test_a_change_against_the_version_that_was_read_is_written(lee: Any, note: dict[str, Any]) -> None:
    answer = lee.send("patch", f"notes/{note['key']}", {"text": "Say it twice"}, version=1)

    assert (answer.status_code, answer["ETag"]) == (200, '"2"')
    assert answer.json()["fields"]["text"] == "Say it twice"


def test_where_somebody_else_changed_it_all_three_texts_come_back(
    lee: Any, note: dict[str, Any], program_of: Callable[..., Any]
) -> None:
    sasha = program_of("supervisor")
    assert sasha.send("patch", f"notes/{note['key']}", {"text": "Theirs"}, version=1).status_code == 200

    refused = lee.send("patch", f"notes/{note['key']}", {"text": "Mine"}, version=1)

    assert refused.status_code == 412
    told = refused.json()
    texts = [told[side]["text"] for side in ("base", "mine", "theirs")]
    assert texts == ["Say it once", "Mine", "Theirs"]
    assert (told["clashes"], told["version"]) == (["text"], 2)
    assert "sasha" in told["detail"]


def test_two_who_change_different_facts_of_a_card_both_keep_theirs(lee: Any, board: dict[str, Any]) -> None:
    key = board["card"]["key"]
    lee.send("patch", f"cards/{key}", {"facts": {"what": "The one"}}, version=1)

    both = lee.send("patch", f"cards/{key}", {"facts": {"why": "The other"}}, version=1)

    assert both.status_code == 200
    assert (both.json()["fields"]["what"], both.json()["fields"]["why"]) == ("The one", "The other")


def test_a_change_is_taken_back_by_its_version(lee: Any, note: dict[str, Any]) -> None:
    lee.send("patch", f"notes/{note['key']}", {"text": "Wrong"}, version=1)

    assert lee.send("post", f"entries/note/{note['key']}/undo", version=2).status_code == 200

    assert lee.read(f"entries/note/{note['key']}").json()["fields"]["text"] == "Say it once"
    versions = lee.read(f"entries/note/{note['key']}/versions").json()
    assert [one["version"] for one in versions] == [1, 2, 3]


def test_what_is_thrown_away_is_gone_from_the_list(lee: Any, note: dict[str, Any]) -> None:
    assert lee.send("delete", f"notes/{note['key']}", version=1).status_code == 200

    assert lee.read(f"entries/note/{note['key']}").status_code == 404
    assert lee.send("delete", f"notes/{note['key']}", version=2).status_code == 404


def test_a_finding_is_decided_with_its_gates_as_they_stand(lee: Any) -> None:
    found = lee.read("findings?size=1").json()["items"][0]
    about = {"check": found["check"], "element": found["element"]}

    decided = lee.send("post", "decisions", {**about, "lane": "simplify", "because": "Two forms", "owner": "lee"})
    twice = lee.send("post", "decisions", {**about, "lane": "remove", "because": "No form", "owner": "lee"})

    assert decided.status_code == 201, decided.content
    assert twice.status_code == 412
    key = decided.json()["key"]
    later = {"lane": "remove", "because": "No form at all", "owner": "lee"}
    assert lee.send("patch", f"decisions/{key}", later, version=1).json()["version"] == 2


@pytest.mark.parametrize(
    "more",
    [
        {"party": "kestrel"}, {"made_by": "admin"}, {"rank": "zz"}, {"version": 9}, {"key": "k"}, {"within": "w"},
        {"approved": True},
    ],
)  # fmt: skip
def test_what_a_program_may_not_set_is_refused_and_never_set(
    lee: Any, board: dict[str, Any], more: dict[str, Any]
) -> None:
    place = {"draft": board["draft"]["key"], "lane": "idea", "stage": board["stage"], "text": "Mine"}

    answer = lee.send("post", "notes", place | more)

    assert answer.status_code == 422
    [problem] = answer.json()["problems"]
    assert next(iter(more)) in problem["where"]


@pytest.mark.parametrize("fact", ["id", "stage", "rank", "made_by", "nonsense"])
def test_a_card_is_not_moved_by_its_facts(lee: Any, board: dict[str, Any], fact: str) -> None:
    answer = lee.send("patch", f"cards/{board['card']['key']}", {"facts": {fact: "kestrel"}}, version=1)

    assert answer.status_code == 422
    assert lee.read(f"entries/card/{board['card']['key']}").json()["version"] == 1


def test_every_body_refuses_fields_it_does_not_know(lee: Any) -> None:
    schemas = lee.read("openapi.json").json()["components"]["schemas"]
    bodies = {name: one for name, one in schemas.items() if name.endswith(("In", "Fields"))}

    assert len(bodies) > 10
    assert [name for name, one in bodies.items() if one.get("additionalProperties") is not False] == []


def test_a_text_with_a_nul_or_of_a_hundred_thousand_letters_is_refused(lee: Any, note: dict[str, Any]) -> None:
    for text in ("a\x00b", "a" * 100_000, ""):
        assert lee.send("patch", f"notes/{note['key']}", {"text": text}, version=1).status_code == 422


def test_a_partner_finds_nothing_where_another_partner_wrote(
    lee: Any, board: dict[str, Any], program_of: Callable[..., Any]
) -> None:
    kim, viktor = program_of("kestrel"), program_of("vistula")
    place = {"draft": board["draft"]["key"], "lane": "idea", "stage": board["stage"], "text": "Ours alone"}
    key = kim.send("post", "notes", place).json()["key"]

    answers = [
        viktor.read(f"entries/note/{key}"),
        viktor.read(f"entries/note/{key}/versions"),
        viktor.send("patch", f"notes/{key}", {"text": "Mine now"}, version=1),
        viktor.send("post", f"notes/{key}/move", {"lane": "idea", "stage": board["stage"]}, version=1),
        viktor.send("delete", f"notes/{key}", version=1),
        viktor.send("post", f"entries/note/{key}/undo", version=1),
    ]

    assert [one.status_code for one in answers] == [404] * len(answers)
    assert [one for one in answers if b"Ours alone" in one.content or b"kim" in one.content] == []
    assert viktor.read(f"entries/note?within={board['draft']['key']}").json()["total"] == 0
    assert lee.read(f"entries/note/{key}").status_code == 200
