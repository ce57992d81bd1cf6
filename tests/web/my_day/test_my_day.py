"""My day: what an agent is told, sees of themselves and says; and what of it others may know."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
CHANGE = "procedure:how-to-bill-question:6"


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode().split("<main", 1)[1]))


def entries(kind: str) -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries(kind)


def said(client: Client, text: str = "The fee is missing.", about: str = "procedure:how-to-bill-question") -> Any:
    client.post("/my-day/feedback/", {"about": about, "text": text})
    return entries("feedback")[-1]


def more_agents(count: int) -> None:
    from centreline.governance.actor import Role
    from centreline.web.records.people import add_person

    for number in range(count):
        add_person(f"agent{number}", role=Role.AGENT, password="x", agent=f"agent-9{number}")


def test_a_change_is_told_until_it_is_confirmed_and_a_second_time_changes_nothing(client_as: ClientAs) -> None:
    agent = client_as("agent")
    before = words(agent.get("/my-day/"))

    for _ in range(2):
        agent.post("/my-day/confirm/", {"change": CHANGE})

    assert "I know this : " in before
    assert "You know this" not in before
    assert [one.within for one in entries("confirmation")] == [CHANGE]
    assert "You know this" in words(agent.get("/my-day/"))


def test_events_are_told_that_customers_ask_about_and_no_others(client_as: ClientAs) -> None:
    page = words(client_as("agent").get("/my-day/"))

    assert "Yearly notice of network charges" in page
    assert not [title for title in ("Planning review", "Epiphany", "Saint Brigid") if title in page]


def test_a_change_nobody_told_of_cannot_be_confirmed(client_as: ClientAs) -> None:
    answer = client_as("agent").post("/my-day/confirm/", {"change": "procedure:made-up:1"})

    assert answer.status_code == 404
    assert entries("confirmation") == ()


def test_leaders_see_how_many_know_a_change_and_no_name(client_as: ClientAs) -> None:
    client_as("agent").post("/my-day/confirm/", {"change": CHANGE})

    few = words(client_as("leader").get("/heard/"))
    more_agents(4)
    enough = words(client_as("leader").get("/heard/"))

    assert "There are fewer than five agents" in few
    assert "1 of 1" not in few
    assert "1 of 5" in enough
    assert "ada" not in enough.lower().split()


def test_supervisors_count_a_team_of_any_size(client_as: ClientAs) -> None:
    client_as("agent").post("/my-day/confirm/", {"change": CHANGE})

    assert "1 of 1" in words(client_as("supervisor").get("/heard/"))


def test_feedback_is_answered_and_whoever_gave_it_reads_what_became_of_it(client_as: ClientAs) -> None:
    agent, leader = client_as("agent"), client_as("leader")
    given = said(agent)

    asked = words(leader.get("/heard/"))
    answer = {"expects": given.version, "outcome": "will_change", "answer": "The fee is added on Monday."}
    leader.post(f"/heard/{given.key}/answer/", answer)

    assert "The fee is missing." in asked
    assert "somebody who talks with customers" in asked
    assert "Will be changed" in words(agent.get("/my-day/"))
    assert "The fee is added on Monday." in words(agent.get("/my-day/"))


def test_an_answer_without_words_or_to_what_was_answered_meanwhile_is_refused(client_as: ClientAs) -> None:
    given, leader = said(client_as("agent")), client_as("leader")
    address = f"/heard/{given.key}/answer/"

    assert leader.post(address, {"expects": 1, "outcome": "changed", "answer": " "}).status_code == 422
    assert leader.post(address, {"expects": 1, "outcome": "changed", "answer": "Done."}).status_code == 302
    assert leader.post(address, {"expects": 1, "outcome": "stays", "answer": "No."}).status_code == 412
    assert entries("feedback")[-1].fields["answer"] == "Done."


def test_feedback_on_a_procedure_stands_on_the_sheets_that_use_it(client_as: ClientAs) -> None:
    said(client_as("agent"), "Nobody says what a =HYPERLINK is. <b>")

    sheet = client_as("leader").get("/touchpoints/bill-question/")

    assert "Nobody says what a =HYPERLINK is. &lt;b&gt;" in sheet.content.decode()


@pytest.mark.parametrize("partner", ["kestrel", "vistula"])
def test_a_partner_reads_and_answers_nothing_that_the_centres_people_said(client_as: ClientAs, partner: str) -> None:
    given, client = said(client_as("agent"), "canary-4711"), client_as(partner)

    answer = {"expects": 1, "outcome": "stays", "answer": "x"}
    assert client.post(f"/heard/{given.key}/answer/", answer).status_code == 404
    for address in ("/heard/", f"/history/feedback/{given.key}/", "/touchpoints/bill-question/"):
        assert "canary-4711" not in client.get(address).content.decode()


def test_who_said_or_confirmed_what_is_read_by_few(client_as: ClientAs) -> None:
    agent = client_as("agent")
    agent.post("/my-day/confirm/", {"change": CHANGE})
    address = f"/history/confirmation/{entries('confirmation')[0].key}/"

    assert [client_as(role).get(address).status_code for role in ("leader", "finance", "kestrel")] == [404] * 3
    assert [client_as(role).get(address).status_code for role in ("agent", "supervisor", "auditor")] == [200] * 3


def test_own_figures_stand_against_ones_own_past_and_say_where_it_is_too_early(client_as: ClientAs) -> None:
    page = words(client_as("agent").get("/my-day/"))

    assert re.search(r"Average handle time .* week of .*, n = \d+", page)
    assert "Too early" in page
    assert "The last day that is held is" in page


def test_each_own_figure_says_how_it_is_counted_and_leads_to_the_records_behind_it(client_as: ClientAs) -> None:
    agent = client_as("agent")
    page, held = (agent.get(one).content.decode() for one in ("/my-day/", "/my-day/held/"))

    assert "Talk, hold and after-contact work, for each contact a person took." in page
    leads = re.findall(r'href="/my-day/held/#([^"]+)"', page)
    assert len(leads) == page.count('class="own"') == 5
    assert all(f'id="{one}"' in held for one in leads)


def test_a_day_is_written_for_people(client_as: ClientAs) -> None:
    page = words(client_as("agent").get("/my-day/"))

    assert "Head of billing" in page
    assert re.search(r"Points were lost at: [a-z ]+ \(\d+%\)", page)
    assert not re.search(
        r"\d:\d\d:\d\d|Europe/|[a-z]-of-[a-z]|listens-and-asks", page
    )  # the top of the page says the zone


def test_rows_are_taken_out_as_a_table_too_and_it_is_said_when_they_leave(client_as: ClientAs) -> None:
    agent = client_as("agent")

    taken = agent.get("/my-day/held/evaluation/?format=csv")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="evaluation.csv"'
    lines = taken.content.decode("utf-8-sig").strip().splitlines()
    assert len(lines) - 1 == len(json.loads(agent.get("/my-day/held/evaluation/").content)["rows"])
    assert "each leaves after 13 months" in words(agent.get("/my-day/held/"))


def test_an_agent_takes_out_every_row_about_them_and_no_customer(client_as: ClientAs) -> None:
    agent = client_as("agent")

    listed = words(agent.get("/my-day/held/"))
    taken = json.loads(agent.get("/my-day/held/contact/").content)

    assert f"{len(taken['rows'])} rows" in listed
    assert {row["agent"] for row in taken["rows"]} == {taken["about"]}
    assert not any("customer_id" in row for row in taken["rows"])
    assert agent.get("/my-day/held/cost/").status_code == 404


@pytest.mark.parametrize("role", ["leader", "supervisor", "kestrel", "auditor"])
def test_nobody_else_opens_the_day_of_an_agent(client_as: ClientAs, role: str) -> None:
    client = client_as(role)

    for address in ("/my-day/", "/my-day/held/", "/my-day/held/contact/"):
        assert client.get(address).status_code == 403
