"""A review held with a partner: on its own rows, with corrective actions, signed by both sides, and then closed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from page_text import text_of

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]
ACTION = {"what": "Train the new starters", "owner": "Kim", "due": "2026-05-01"}


def started(leader: Client, partner: str = "kestrel") -> str:
    answer = leader.post("/review/start/", {"partner": partner})
    assert answer.status_code == 302
    return str(answer["Location"])


def sign(client: Client, address: str, **given: str) -> Any:
    content = client.get(f"{address}?step=decisions").context["signing"].content
    return client.post(f"{address}sign/", {"content": content, **given})


def test_both_sides_sign_what_stands_and_then_nothing_is_added(client_as: SignIn) -> None:
    leader, kim = client_as("leader"), client_as("kestrel")
    address = started(leader)
    about = kim.get(f"{address}?step=decisions").context["agreements"]["to_correct"][1][0]
    kim.post(f"{address}actions/", {**ACTION, "about": about})

    assert sign(leader, address).status_code == 302
    assert sign(kim, address, remark="Two of five are disputed.").status_code == 302

    printed = text_of(leader, f"{address}?print")
    assert "Nothing is added any more" in printed
    assert "Two of five are disputed." in printed
    assert printed.count("Train the new starters") == 2  # beside the agreement it corrects, and among the actions
    for client in (leader, kim):
        assert client.post(f"{address}actions/", ACTION).status_code == 409
        assert "Assign an action" not in text_of(client, f"{address}?step=decisions")


def test_each_side_is_led_to_the_histories_it_may_read_and_to_no_refusal(client_as: SignIn) -> None:
    leader, kim = client_as("leader"), client_as("kestrel")
    address = started(leader)
    leader.post(f"{address}actions/", {**ACTION, "what": "Read the calls"})
    kim.post(f"{address}actions/", ACTION)

    history = re.compile(r'href="([^"]*/history/action_item/[^"]+)"')
    led = {
        client: history.findall(client.get(f"{address}?step=decisions").content.decode()) for client in (leader, kim)
    }

    assert [len(led[client]) for client in (leader, kim)] == [2, 1]
    assert {client.get(link).status_code for client, links in led.items() for link in links} == {200}


def test_a_sign_off_holds_for_what_was_read_and_for_nothing_that_is_added(client_as: SignIn) -> None:
    leader, kim = client_as("leader"), client_as("kestrel")
    address = started(leader)
    read = leader.get(f"{address}?step=decisions").context["signing"].content
    kim.post(f"{address}actions/", ACTION)

    assert leader.post(f"{address}sign/", {"content": read}).status_code == 409
    sign(leader, address)
    leader.post(f"{address}actions/", {**ACTION, "what": "Another"})
    assert "Signed before something was added" in text_of(kim, f"{address}?step=decisions")
    sign(kim, address)
    assert not leader.get(address).context["closed"]


def test_it_holds_the_partners_own_rows_and_another_partner_learns_nothing_of_it(client_as: SignIn) -> None:
    leader, viktor = client_as("leader"), client_as("vistula")
    address = started(leader)
    entry = leader.get(address).context["entry"]
    frozen = client_as("kestrel").get(f"/api/v1/entries/operating_review/{entry.key}")

    assert frozen.status_code == 200
    assert len(entry.fields["review"]["findings"]) > 5
    assert "vistula" not in frozen.content.decode().lower()
    assert address in leader.get("/review/").content.decode()
    assert address in client_as("kestrel").get("/review/").content.decode()
    assert viktor.get(address).status_code == 404
    assert viktor.post(f"{address}sign/", {"content": "0" * 16}).status_code == 404
    assert address not in viktor.get("/review/").content.decode()


@pytest.mark.parametrize(("role", "answer"), [("kestrel", 403), ("finance", 403), ("executive", 302)])
def test_who_holds_one_with_a_partner(client_as: SignIn, role: str, answer: int) -> None:
    assert client_as(role).post("/review/start/", {"partner": "kestrel"}).status_code == answer


def test_a_partner_that_is_not_there_is_not_found_and_the_centres_own_review_is_signed_by_nobody(
    client_as: SignIn,
) -> None:
    leader = client_as("leader")

    assert leader.post("/review/start/", {"partner": "nobody"}).status_code == 404
    own = str(leader.post("/review/start/")["Location"])
    assert leader.get(own).context["signing"] is None
    assert leader.post(f"{own}sign/", {"content": "0" * 16}).status_code == 409
