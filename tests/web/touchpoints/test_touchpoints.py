"""The sheet of a touchpoint: facts, both sides of each question, evidence, and whose words a partner reads."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
OTHERS = {"kestrel": ("vistula",), "vistula": ("kestrel",)}
OWN = {"kestrel": "ask-about-a-tariff", "vistula": "write-to-us"}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def model() -> Any:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    return newest.blueprint


def claims_of(touchpoint: str) -> list[Any]:
    from centreline.web.records.store import DjangoState

    return [one.body for one in DjangoState().entries("claim", within=touchpoint)]


def answer_it(client: Client, touchpoint: str, **said: str) -> Any:
    given = {"question": "measured", "answer": "no", "how": "workshop", "who": "", "on": "", "remark": ""} | said
    return client.post(f"/touchpoints/{touchpoint}/answer/", given, follow=True)


def test_every_touchpoint_has_a_sheet_for_whoever_leads(client_as: ClientAs) -> None:
    client = client_as("leader")

    for one in model().touchpoints:
        answer = client.get(f"/touchpoints/{one.id}/")
        assert answer.status_code == 200
        assert one.title in words(answer)


def test_the_ring_counts_the_facts_that_are_complete(client_as: ClientAs) -> None:
    from centreline.web.reading.boards.cells import complete

    counted = {}
    for one in model().touchpoints:
        shown = client_as("leader").get(f"/touchpoints/{one.id}/").context
        counted[one.id] = shown["complete"]
        assert shown["complete"] == sum(not fact.missing for fact in shown["facts"]) <= len(shown["facts"]) == 12
        # The board asks for the same facts in its own way: both call a touchpoint complete, or neither does.
        assert (shown["complete"] == 12) == complete(one.model_dump(mode="json"))

    assert len(set(counted.values())) > 1


def test_who_has_which_part_is_what_the_model_says_and_silence_is_said(client_as: ClientAs) -> None:
    whole, silent = model(), False

    for one in whole.touchpoints:
        answer = client_as("leader").get(f"/touchpoints/{one.id}/")
        responsible, accountable, consulted, informed = answer.context["parts"]
        rights = [right for right in whole.decision_rights if not right.touchpoints or one.id in right.touchpoints]
        assert len(responsible.roles) == len(set(one.handled_by))
        assert len(accountable.roles) == (one.owner is not None)
        assert len(consulted.roles) == len({role for right in rights for role in right.consulted})
        assert len(informed.roles) == len({role for right in rights for role in right.informed})
        missing = any(not part.roles for part in answer.context["parts"])
        silent |= missing
        assert ("Nobody is written down" in words(answer)) is missing

    assert silent


def test_the_head_names_who_answers_for_the_whole_journey(client_as: ClientAs) -> None:
    titles = {one.id: one.title for one in model().roles}

    for journey, _stage, one in model().walk():
        answer = client_as("leader").get(f"/touchpoints/{one.id}/")
        assert answer.context["executive"] == titles.get(journey.owner, "")
        assert ("Nobody answers for the journey" in words(answer)) is (journey.owner is None)


def test_a_fact_nobody_wrote_says_so(client_as: ClientAs) -> None:
    ownerless = next(one for one in model().touchpoints if one.owner is None)

    said = words(client_as("leader").get(f"/touchpoints/{ownerless.id}/"))

    assert "Not written yet: one owner" in said
    assert "Nobody answers for it" in said


def test_every_claim_stands_under_its_question_with_who_said_it(client_as: ClientAs) -> None:
    asked = client_as("leader").get("/touchpoints/make-a-complaint/").context["asked"]
    claims = claims_of("make-a-complaint")

    assert len(asked) == 12
    assert sum(len(row.answers) for row in asked) == len(claims) > 12
    for claim in claims:
        row = next(one for one in asked if one.question == claim.question)
        assert (claim.who, claim.answer) in {(one.claim.who, one.claim.answer) for one in row.answers}


def test_answers_of_centre_and_partner_that_contradict_stand_side_by_side(client_as: ClientAs) -> None:
    answer_it(client_as("leader"), "ask-about-a-tariff", question="consistent", answer="no", who="the owner")

    answer = client_as("leader").get("/touchpoints/ask-about-a-tariff/")

    row = next(one for one in answer.context["asked"] if one.question == "consistent")
    assert row.contradicted
    assert {one.claim.partner for one in row.centre} == {None}
    assert {one.claim.partner for one in row.partners} == {"kestrel"}
    assert "Answers contradict" in words(answer)


@pytest.mark.parametrize("role", ["leader", "quality"])
def test_an_answer_is_hearsay_until_records_speak_to_it(client_as: ClientAs, role: str) -> None:
    asked = client_as(role).get("/touchpoints/bill-question/").context["asked"]
    consistent = next(one for one in asked if one.question == "consistent")
    removed = next(one for one in asked if one.question == "remove")

    # The made-up centre was told to be consistent there, and one of its teams takes much longer.
    assert {one.evidence for one in consistent.answers} == {"measured"}
    assert {one.evidence for one in removed.answers} == {"hearsay"}


def test_records_that_few_people_made_speak_to_an_answer_without_their_figures(client_as: ClientAs) -> None:
    against = {}
    for role in ("leader", "quality"):
        asked = client_as(role).get("/touchpoints/bill-question/").context["asked"]
        [against[role]] = next(one for one in asked if one.question == "consistent").against

    # Four people work in each of the two teams: who sees people reads how long each takes, the leader only that.
    assert re.search(r"in the records the median contact takes .* \d+ m", against["quality"])
    assert against["leader"].startswith("Said to be alike everywhere: “Understand a bill”. Its figures are not shown")
    assert not re.search(r"\d+ m|\(n", against["leader"])


def test_claims_without_any_evidence_carry_a_banner_until_somebody_has_seen_the_work(client_as: ClientAs) -> None:
    client = client_as("leader")
    assert "Claim without evidence" in words(client.get("/touchpoints/sign-up/"))

    answer_it(client, "sign-up", how="document")

    assert "Claim without evidence" not in words(client.get("/touchpoints/sign-up/"))


def test_a_touchpoint_nobody_spoke_about_has_no_banner_and_says_so(client_as: ClientAs) -> None:
    said = words(client_as("leader").get("/touchpoints/get-a-copy/"))

    assert said.count("Nobody has answered") == 12
    assert "Claim without evidence" not in said


def test_evidence_is_what_the_newest_look_found_there(client_as: ClientAs) -> None:
    from centreline.web.jobs.work.look import look_for
    from centreline.web.records.people import actor_named

    lee = actor_named("lee")
    assert lee is not None
    look = look_for(lee)
    assert look is not None
    here = {one.says for one in look.examination.findings if one.element == "touchpoint:bill-question"}
    contacts = next(
        card.contacts for picture in look.review.journeys for card in picture.cards if card.id == "bill-question"
    )

    answer = client_as("leader").get("/touchpoints/bill-question/")

    assert here <= {one.says for one, _word, _url in answer.context["findings"]}
    assert contacts == answer.context["found"].contacts > 0
    assert f"Contacts recognised here {contacts}" in words(answer)


def test_an_agent_answers_but_reads_no_findings(client_as: ClientAs) -> None:
    client = client_as("agent")
    answer = client.get("/touchpoints/bill-question/")

    assert answer.context["findings"] == []
    assert "Findings are read by those who lead" in words(answer)
    assert answer_it(client, "bill-question").status_code == 200


def test_an_auditor_reads_and_does_not_answer(client_as: ClientAs) -> None:
    client = client_as("auditor")

    assert "Write it down" not in words(client.get("/touchpoints/bill-question/"))
    refused = answer_it(client, "bill-question")
    assert refused.status_code == 403
    assert "leader" in words(refused)


def test_whoever_answers_can_take_it_back_and_others_cannot(client_as: ClientAs) -> None:
    before = len(claims_of("bill-question"))
    client = client_as("quality")
    answer_it(client, "bill-question", remark="counted every Monday")
    asked = client.get("/touchpoints/bill-question/").context["asked"]
    mine = next(one for row in asked for one in row.answers if one.claim.remark == "counted every Monday" and one.undo)

    assert client_as("supervisor").post(mine.undo).status_code == 404
    assert len(claims_of("bill-question")) == before + 1
    assert client.post(mine.undo, follow=True).status_code == 200
    assert len(claims_of("bill-question")) == before


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"answer": "perhaps"}, "answer"), ({"on": "yesterday"}, "is not a day"), ({"on": "2999-01-01"}, "yet to come")],
)
def test_an_answer_that_does_not_fit_says_what_to_mend(client_as: ClientAs, wrong: dict[str, str], says: str) -> None:
    before = len(claims_of("bill-question"))

    answer = answer_it(client_as("leader"), "bill-question", **wrong)

    assert answer.status_code == 422
    assert says in words(answer)
    assert len(claims_of("bill-question")) == before


def test_what_people_write_is_text_and_never_markup(client_as: ClientAs) -> None:
    client = client_as("leader")
    answer_it(client, "bill-question", who="<b>Ana</b>", remark="<script>alert(1)</script>")
    client.post("/touchpoints/bill-question/comment/", {"text": "<img src=x onerror=alert(1)>"})

    page = client.get("/touchpoints/bill-question/").content.decode()

    assert "<script>alert" not in page
    assert "<b>Ana" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "&lt;img src=x" in page


def test_remarks_are_read_by_the_centre_and_by_the_partner_that_wrote_them(client_as: ClientAs) -> None:
    client_as("kestrel").post("/touchpoints/ask-about-a-tariff/comment/", {"text": "canary of the partner"})
    client_as("leader").post("/touchpoints/ask-about-a-tariff/comment/", {"text": "canary of the centre"})

    leader = words(client_as("leader").get("/touchpoints/ask-about-a-tariff/"))
    kestrel = words(client_as("kestrel").get("/touchpoints/ask-about-a-tariff/"))

    assert "canary of the partner" in leader
    assert "canary of the centre" in leader
    assert "canary of the partner" in kestrel
    assert "canary of the centre" not in kestrel
    assert client_as("leader").post("/touchpoints/bill-question/comment/", {"text": " "}).status_code == 422


@pytest.mark.parametrize("who", ["kestrel", "vistula"])
def test_a_partner_opens_what_it_serves_and_nothing_of_another(client_as: ClientAs, who: str) -> None:
    client, opened = client_as(who), {}
    scope = {key for one in model().partners if one.id == who for key in one.scope}

    for one in model().touchpoints:
        answer = client.get(f"/touchpoints/{one.id}/")
        opened[one.id] = answer.status_code
        for other in OTHERS[who]:
            assert other not in answer.content.decode().lower()

    theirs = {one.id for one in model().touchpoints if one.partner == who or (one.partner is None and one.id in scope)}
    assert {key for key, status in opened.items() if status == 200} == theirs != set()
    assert set(opened.values()) == {200, 404}


@pytest.mark.parametrize("who", ["kestrel", "vistula"])
def test_a_partner_hears_the_centre_and_itself_and_never_another_partner(client_as: ClientAs, who: str) -> None:
    [other] = OTHERS[who]
    key, leader = OWN[who], client_as("leader")
    answer_it(leader, key, remark="canary of the centre")
    answer_it(leader, key, partner=other, remark="canary of another")
    answer_it(leader, key, remark=f"{other.upper()} does it better, a canary")
    answer_it(client_as(who), key, partner=other, remark="canary of its own")

    said = words(client_as(who).get(f"/touchpoints/{key}/"))

    assert "canary of the centre" in said
    assert "canary of its own" in said
    assert "canary of another" not in said
    assert "does it better" not in said
    everything = words(leader.get(f"/touchpoints/{key}/"))
    assert all(f"canary of {whose}" in everything for whose in ("the centre", "another", "its own"))


@pytest.mark.parametrize("who", ["kestrel", "vistula"])
def test_a_partner_writes_nothing_on_the_sheet_of_another(client_as: ClientAs, who: str) -> None:
    [other] = OTHERS[who]
    key = OWN[other]
    before = len(claims_of(key))
    answer_it(client_as(other), key)
    asked = client_as(other).get(f"/touchpoints/{key}/").context["asked"]
    undo = next(one.undo for row in asked for one in row.answers if one.undo)

    assert answer_it(client_as(who), key).status_code == 404
    assert client_as(who).post(f"/touchpoints/{key}/comment/", {"text": "hello"}).status_code == 404
    assert client_as(who).post(undo).status_code == 404
    assert client_as(who).post(undo.replace(key, OWN[who])).status_code == 404
    assert len(claims_of(key)) == before + 1


def test_a_touchpoint_that_is_in_no_journey_is_not_there(client_as: ClientAs) -> None:
    assert client_as("leader").get("/touchpoints/happiness/").status_code == 404


def test_whoever_has_not_signed_in_is_asked_to(db: None) -> None:
    answer = Client(headers={"host": "localhost"}).get("/touchpoints/bill-question/")

    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_the_sheet_asks_the_database_a_bounded_number_of_times(
    client_as: ClientAs, django_assert_max_num_queries: Any
) -> None:
    client = client_as("leader")
    client.get("/touchpoints/bill-question/")

    with django_assert_max_num_queries(18):
        assert client.get("/touchpoints/bill-question/").status_code == 200


def test_the_gates_before_a_machine_are_told_to_the_centre_only(client_as: ClientAs) -> None:
    from centreline.findings.gates import GATES

    leader = client_as("leader").get("/touchpoints/ask-about-a-tariff/")

    assert [one.gate for one in leader.context["gates"]] == list(GATES)
    assert "Gates before a machine" in words(leader)
    assert client_as("kestrel").get("/touchpoints/ask-about-a-tariff/").context["gates"] == ()


def test_answers_that_were_taken_over_together_are_one_line_of_the_history(client_as: ClientAs) -> None:
    history = client_as("leader").get("/touchpoints/make-a-complaint/").context["history"]

    assert [one.says for one in history] == [f"wrote down {len(claims_of('make-a-complaint'))} answers and remarks"]


def test_cards_of_a_published_journey_open_the_sheet(client_as: ClientAs) -> None:
    journey = model().journeys[0].id
    page = client_as("leader").get(f"/map/journeys/{journey}/").content.decode()

    assert all(f'href="/touchpoints/{one.id}/"' in page for one in touchpoints_of(journey))


def touchpoints_of(journey: str) -> list[Any]:
    return [touchpoint for one, _stage, touchpoint in model().walk() if one.id == journey]
