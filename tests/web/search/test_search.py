"""Search: what is found, by whom, and what never is."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from centreline.metrics.book import metric_book
from centreline.web.frame.centre import workspace
from centreline.web.reading.findings import seen_by
from centreline.web.records.people import actor_named

pytestmark = pytest.mark.django_db


def links_in(answer: Any) -> list[str]:
    main = answer.content.decode().split("<main", 1)[-1].split("</main>", 1)[0]
    return re.findall(r'<a href="([^"]+)"', main)


def listed(client: Client, words: str) -> Any:
    return client.get("/search/", {"q": words}, headers={"HX-Request": "true"})


def test_a_metric_is_found_by_its_short_name(client_as: Callable[[str], Client]) -> None:
    label = metric_book()["first_contact_resolution"].label

    answer = client_as("leader").get("/search/", {"q": label})

    assert "/metrics/first_contact_resolution/" in links_in(answer)


def test_every_touchpoint_of_the_centre_is_found_by_its_name(client_as: Callable[[str], Client]) -> None:
    client, lee = client_as("leader"), actor_named("lee")
    assert lee is not None

    for journey, _, touchpoint in workspace(lee.scope).blueprint.walk():
        assert f"/map/journeys/{journey.id}/" in links_in(client.get("/search/", {"q": touchpoint.title}))


def test_as_many_findings_as_a_count_by_hand(client_as: Callable[[str], Client]) -> None:
    lee = actor_named("lee")
    assert lee is not None
    seen = seen_by(lee)
    assert seen is not None
    check = seen.findings[0].check

    links = links_in(client_as("leader").get("/search/", {"q": check.lower()}))

    found = [link for link in links if link.startswith(f"/findings/{check}/")]
    assert len(found) == min(50, sum(one.check == check for one in seen.findings)) > 0


@pytest.mark.parametrize(
    ("role", "words", "where"),
    [
        ("people_lead", "hiring", "/answers/funnel/"),
        ("people_lead", "leavers", "/answers/attrition/"),
        ("supervisor", "coaching", "/answers/coaching/"),
        ("supervisor", "feedback", "/heard/"),
        ("workforce", "adherence", "/answers/who-is-out/"),
        ("finance", "budget", "/answers/cost/"),
        ("kestrel", "in contract", "/"),
        ("auditor", "audit", "/trail/"),
        ("agent", "my shift", "/my-day/"),
    ],
)
def test_their_own_work_is_found_in_words_people_say(
    client_as: Callable[[str], Client], role: str, words: str, where: str
) -> None:
    assert where in links_in(client_as(role).get("/search/", {"q": words}))


def test_the_questions_of_another_role_are_not_found(client_as: Callable[[str], Client]) -> None:
    assert "/answers/funnel/" not in links_in(client_as("leader").get("/search/", {"q": "hiring"}))


def test_every_word_has_to_stand_in_it(client_as: Callable[[str], Client]) -> None:
    assert links_in(client_as("leader").get("/search/", {"q": "resolution xyzzy"})) == []


def test_the_list_of_the_palette_is_a_part_without_the_frame(client_as: Callable[[str], Client]) -> None:
    text = listed(client_as("leader"), "resolution").content.decode()

    assert "<html" not in text
    assert re.match(r"\s*<h3>", text)
    assert '<a href="/metrics/first_contact_resolution/"' in text


def test_nothing_found_is_said(client_as: Callable[[str], Client]) -> None:
    client = client_as("leader")

    assert "Nothing that you may see" in listed(client, "xyzzy").content.decode()
    assert "Nothing found" in client.get("/search/", {"q": "xyzzy"}).content.decode()


@pytest.mark.parametrize(
    "words", ["", "   ", "\x00", "%", "'; DROP TABLE", "x" * 5_000, "<script>alert(1)</script>", "﷽"]
)
def test_whatever_is_typed_is_answered(client_as: Callable[[str], Client], words: str) -> None:
    for answer in (listed(client_as("leader"), words), client_as("leader").get("/search/", {"q": words})):
        assert answer.status_code == 200
        assert b"<script>alert" not in answer.content


@pytest.mark.parametrize(("role", "other"), [("kestrel", "vistula"), ("vistula", "kestrel")])
def test_a_partner_finds_nothing_of_another(client_as: Callable[[str], Client], role: str, other: str) -> None:
    client = client_as(role)

    assert links_in(client.get("/search/", {"q": other})) == []
    for words in ("a", "partner", "service", "team", "e", "krakow", "porto"):
        found = "".join(client.get("/search/", {"q": words}).content.decode().split("<main", 1)[1:])
        assert other not in found.casefold()


def test_a_partner_finds_no_touchpoint_that_another_serves(client_as: Callable[[str], Client]) -> None:
    kim = actor_named("kim")
    assert kim is not None
    touchpoints = workspace(kim.scope).blueprint.touchpoints
    anothers = {one.title for one in touchpoints if one.partner not in (None, "kestrel")}
    theirs = {one.title for one in touchpoints if one.partner in (None, "kestrel")}
    assert anothers

    client = client_as("kestrel")

    for title in anothers - theirs:
        assert '<a href="/map/' not in listed(client, title).content.decode()


def test_an_agent_finds_no_finding_and_no_metric(client_as: Callable[[str], Client]) -> None:
    links = links_in(client_as("agent").get("/search/", {"q": "e"}))

    assert links
    assert [link for link in links if link.startswith(("/findings/", "/metrics/", "/people/"))] == []


def test_people_are_found_by_an_administrator_only(client_as: Callable[[str], Client]) -> None:
    assert "/people/one/finn/" in links_in(client_as("administrator").get("/search/", {"q": "castellano"}))
    assert links_in(client_as("leader").get("/search/", {"q": "castellano"})) == []


def test_whoever_has_not_signed_in_searches_nothing(db: None) -> None:
    answer = Client(headers={"host": "localhost"}).get("/search/", {"q": "a"})

    assert answer.status_code == 302


def written_down(by: str) -> dict[str, str]:
    """Have somebody write one of each thing that people write, and return what is searched for and where it leads."""
    from datetime import UTC, date, datetime

    from centreline.governance.kinds import body_of
    from centreline.governance.step import Step
    from centreline.web.records.store import DjangoState

    actor, state = actor_named(by), DjangoState()
    assert actor is not None
    step = Step(state, actor, datetime(2026, 4, 2, tzinfo=UTC), "written_by_a_test")
    blueprint = workspace(actor.scope).blueprint
    journey, _stage, touchpoint = next(
        one for one in blueprint.walk() if actor.partner is None or one[2].partner == actor.partner
    )
    draft_fields = {"journey": journey.id, "base": 1, "title": "zqdraft of spring"}
    note_fields = {
        "lane": "idea",
        "stage": journey.stages[0].id,
        "rank": "i",
        "text": "zqnote ¿por qué?",
        "party": actor.partner,
    }
    with state.one_step():
        draft = step.make("draft", body_of("draft", draft_fields))
        step.make("note", body_of("note", note_fields), within=draft.key)
        thread = f"touchpoint:{touchpoint.id}:{actor.partner or ''}"
        step.make("comment", body_of("comment", {"text": "zqremark here"}), within=thread)
        found = {"zqdraft": f"/map/{draft.key}/", "zqnote qué": f"/map/{draft.key}/",
                 "zqremark": f"/touchpoints/{touchpoint.id}/"}  # fmt: skip
        if actor.partner is None:
            looked_at = datetime(2026, 4, 2, tzinfo=UTC)
            review_fields = {"title": "zqreview of spring", "as_of": date(2026, 4, 1), "looked_at": looked_at,
                             "review": {}, "assurance": {}}  # fmt: skip
            review = step.make("operating_review", body_of("operating_review", review_fields), within=actor.scope.key)
            action = {"what": "zqaction", "owner": "Lee", "due": "2026-05-01"}
            decision = {"what": "zqdecision", "outcome": "approve", "owner": "Lee"}
            step.make("action_item", body_of("action_item", action), within=review.key)
            step.make("review_decision", body_of("review_decision", decision), within=review.key)
            found |= {"zqreview": f"/review/{review.key}/"}
            found |= dict.fromkeys(("zqaction", "zqdecision"), f"/review/{review.key}/?step=decisions")
    return found


def test_what_people_wrote_is_found_where_it_stands(client_as: Callable[[str], Client]) -> None:
    client, written = client_as("leader"), written_down("lee")

    assert {words: links_in(client.get("/search/", {"q": words})) for words in written} == {
        words: [address] for words, address in written.items()
    }


def test_what_one_partner_wrote_is_found_by_their_own_people_alone(client_as: Callable[[str], Client]) -> None:
    written = written_down("viktor")
    kim, viktor = client_as("kestrel"), client_as("vistula")

    assert {words for words in written if links_in(kim.get("/search/", {"q": words}))} <= {"zqdraft"}
    assert [words for words in written if not links_in(viktor.get("/search/", {"q": words}))] == []
    assert links_in(client_as("agent").get("/search/", {"q": "zqreview"})) == []


def test_imports_jobs_help_and_explained_words_are_found(client_as: Callable[[str], Client]) -> None:
    from centreline.web.records.jobs import new_job

    job = new_job("look", title="zqwork", by="lee", given={})
    lee, kim, ada = client_as("leader"), client_as("kestrel"), client_as("agent")
    known = workspace(actor_named("lee").scope).lake.imports()[0].origin.file  # type: ignore[union-attr]  # lee is there

    assert f"/jobs/{job.id}/" in links_in(lee.get("/search/", {"q": "zqwork"}))
    assert links_in(kim.get("/search/", {"q": "zqwork"})) == []
    assert [one for one in links_in(lee.get("/search/", {"q": known})) if one.startswith("/imports/?file=")]
    assert [one for one in links_in(kim.get("/search/", {"q": known})) if one.startswith("/imports/")] == []
    assert "/help/?page=%2Freview%2F" in links_in(lee.get("/search/", {"q": "operating review frozen"}))
    assert "/help/?page=%2Freview%2F" not in links_in(ada.get("/search/", {"q": "operating review frozen"}))
    assert [one for one in links_in(lee.get("/search/", {"q": "EVI001"})) if "/glossary/" in one]
