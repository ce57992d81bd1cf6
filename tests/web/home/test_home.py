"""Home: what each role asks first, from its own rows, and honest where nothing is known."""

import html
import re
from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]

FIRST = {
    "executive": "Are outcomes really moving?",
    "leader": "How many customers have to come again?",
    "workforce": "Do we answer in time?",
    "quality": "How good is the work?",
    "supervisor": "Do customers have to come again?",
    "kestrel": "Are we in contract?",
    "people_lead": "Do roles get what they need?",
    "finance": "What does it cost beyond plan?",
    "data_owner": "Is data fresh, complete, trusted?",
    "auditor": "What do we not know?",
}


def shown_to(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


@pytest.mark.parametrize("role", FIRST)
def test_each_role_has_its_three_questions_answered_and_each_goes_on(client_as: SignIn, role: str) -> None:
    page = shown_to(client_as(role))

    assert FIRST[role] in page
    assert len(re.findall(r'class="home-says[^>]*><a href="/[^"]+">[^<]+</a>', page)) == 3


def test_the_answer_to_a_leader_is_the_number_of_the_review(client_as: SignIn) -> None:
    from centreline.web.jobs.work.look import look_for
    from centreline.web.records.models import Person
    from centreline.web.records.people import actor_of

    look = look_for(actor_of(Person.objects.get(username="lee")))
    assert look is not None
    value = next(one.value for one in look.review.numbers if one.metric == "repeat_contact_rate")

    assert f'<a href="/review/#numbers">{value}</a>' in shown_to(client_as("leader"))


def test_says_so_where_nobody_has_decided(client_as: SignIn) -> None:
    assert "Nobody has decided anything yet" in shown_to(client_as("executive"))


def test_a_partner_is_answered_from_its_own_rows(client_as: SignIn) -> None:
    kestrel, vistula = shown_to(client_as("kestrel")), shown_to(client_as("vistula"))

    assert kestrel != vistula
    assert "vistula" not in kestrel.lower().replace("viktor", "")


def test_an_agent_opens_on_their_own_day_and_no_figure_of_the_centre(client_as: SignIn) -> None:
    opened = client_as("agent").get("/", follow=True)

    assert opened.redirect_chain == [("/my-day/", 302)]
    assert "/findings/" not in opened.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_says_what_to_do_where_nobody_has_looked(client_as: SignIn) -> None:
    from centreline.web.records.models import LookRow

    LookRow.objects.all().delete()

    assert "Nobody has looked yet" in shown_to(client_as("leader"))


def test_asks_those_who_have_not_signed_in_to_do_so() -> None:
    assert Client(headers={"host": "localhost"}).get("/").status_code == 302
