"""What stands behind a line of an answer of Home: as many rows as the line says, to those who may read them."""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client, RequestFactory

from centreline.governance.actor import Actor, Role, scope_for
from centreline.kernel.errors import NotThere
from centreline.web.pages.home.lines_counted import COUNTED
from centreline.web.pages.home.lines_judged import JUDGED
from centreline.web.pages.home.rows import rows

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]


def lines_of(client: Client, slug: str) -> list[tuple[list[str], str]]:
    """Return the cells of each line of an answer, and the address its first link leads to."""
    page = client.get(f"/answers/{slug}/").content.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    found = []
    for line in body.split("<tr>")[1:]:
        cells = [html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", line)]
        link = re.search(r'href="([^"]+)"', line)
        found.append((cells, html.unescape(link[1]) if link else ""))
    return found


def behind(client: Client, address: str) -> Any:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.context


def column(shown: Any, head: str) -> list[str]:
    place = shown["heads"].index(head)
    return [str(row[place]) for row in shown["rows"]]


@pytest.mark.parametrize(
    ("role", "slug", "place"),
    [("supervisor", "which-behaviour", 2), ("people_lead", "funnel", 1), ("people_lead", "attrition", 4)],
)
def test_as_many_rows_stand_behind_a_line_as_it_says(client_as: SignIn, role: str, slug: str, place: int) -> None:
    client = client_as(role)
    lines = lines_of(client, slug)[:3]

    assert lines
    for cells, address in lines:
        assert behind(client, address)["all"] == int(cells[place].replace(",", ""))


def test_the_judgements_behind_who_needs_somebody_are_those_that_were_counted(client_as: SignIn) -> None:
    client = client_as("supervisor")
    (agent, behaviour, said, _last), address = lines_of(client, "who-needs-me")[0]
    lost, n = map(int, said.split(" of "))

    shown = behind(client, address)
    points = column(shown, "Points")
    assert (len(points), sum(one != "100.0%" for one in points)) == (n, lost)
    assert shown["named"] == f"{agent} · {behaviour}"
    contact = next(one.url for row in shown["rows"] for one in row if getattr(one, "url", ""))
    facts = {name: cells for name, _means, cells in behind(client, contact)["facts"]}
    assert facts["agent"] == (agent,)
    assert "customer_id" not in facts  # who the customer is, is nobody's to read here
    assert behaviour in client.get(contact).content.decode()  # what was judged of it stands below


def test_judgements_around_a_session_stand_on_the_side_on_which_they_were_counted(client_as: SignIn) -> None:
    client = client_as("supervisor")
    (_agent, _item, _on, before, after), address = lines_of(client, "coaching")[0]

    sides = column(behind(client, address), "Coaching")
    counted = [int(re.findall(r"of (\d+)", one)[0]) for one in (before, after)]
    assert [sides.count("before"), sides.count("after")] == counted


def test_what_was_booked_on_a_line_adds_up(client_as: SignIn) -> None:
    client = client_as("finance")
    cells, address = lines_of(client, "cost")[0]

    amounts = [float(one.replace(",", "")) for one in column(behind(client, address), "Amount")]
    assert f"{sum(amounts):,.2f} EUR" == cells[1]


@pytest.mark.parametrize(
    ("role", "slug"),
    [("quality", "review-next"), ("quality", "agreement"), ("workforce", "short"), ("workforce", "who-is-out"),
     ("finance", "how-sure"), ("data_owner", "data"), ("data_owner", "changed"), ("data_owner", "missing")],
)  # fmt: skip
def test_every_line_opens_to_something(client_as: SignIn, role: str, slug: str) -> None:
    client = client_as(role)
    addresses = [address for _cells, address in lines_of(client, slug)]

    assert addresses
    assert all(addresses)
    for address in dict.fromkeys(addresses[:2]):
        assert client.get(address).status_code == 200


def test_home_leads_straight_to_the_rows_of_the_line_it_names(client_as: SignIn) -> None:
    client = client_as("supervisor")

    first = next(one.first for one in client.get("/").context["answers"] if one.first)
    assert first.says.startswith("agent-")
    assert client.get(first.url).context["rows"]
    unseen = next(one.first for one in client_as("quality").get("/").context["answers"] if one.first)
    said, shown = re.match(r"(\d+) of", unseen.says), client_as("quality").get(unseen.url).context
    assert said is not None
    assert shown["all"] == int(said[1])


def test_rows_are_shown_of_ones_own_questions_alone(client_as: SignIn) -> None:
    address = "/answers/who-needs-me/rows/?agent=agent-0000&item=listens-and-asks"

    assert client_as("leader").get(address).status_code == 404
    supervisor = client_as("supervisor")
    assert supervisor.get("/answers/who-needs-me/rows/?agent=agent-0000").status_code == 404  # names no line
    gone = supervisor.get("/answers/who-needs-me/rows/?agent=nobody&item=nothing")
    assert (gone.status_code, "Nothing is held any more" in gone.content.decode()) == (200, True)


@pytest.mark.parametrize("role", ["workforce", "quality", "supervisor", "people_lead"])
def test_no_row_about_one_person_is_shown_to_the_people_of_a_partner(db: None, client_as: SignIn, role: str) -> None:
    client_as("leader")
    pat = Actor("pat", Role(role), scope_for(Role(role), name="pat", partner="kestrel"), partner="kestrel")
    of_people = [slug for slug, line in (JUDGED | COUNTED).items() if line.of_people]

    for slug in of_people:
        asked = RequestFactory().get(f"/answers/{slug}/rows/?agent=agent-0000&item=x&on=2026-03-31&stage=x&team=x")
        asked.actor = pat
        with pytest.raises(NotThere):
            rows(asked, slug)
