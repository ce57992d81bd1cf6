"""The facts of a touchpoint are changed on its card in a draft, reached from its sheet."""

from collections.abc import Callable
from pathlib import Path

from django.test import Client

from centreline.actions.workspace import FolderWorkspace

As = Callable[[str], Client]


def test_the_sheet_opens_the_card_of_a_new_draft_and_then_offers_that_draft(client_as: As, centre: Path) -> None:
    journey, _stage, one = next(FolderWorkspace(centre).blueprint.walk())
    wanda = client_as("workforce")

    opened = wanda.post(f"/touchpoints/{one.id}/change/")
    card = wanda.get(opened.url)
    sheet = wanda.get(f"/touchpoints/{one.id}/")
    [(title, address)] = sheet.context["drafts"]

    assert "/card/" in opened.url
    assert one.title in card.content.decode()
    assert title.startswith(f"{journey.title}: draft of "), "people of each partner read what a draft is called"
    assert address in sheet.content.decode()
    assert wanda.get(address).url == opened.url
    assert wanda.get(f"/touchpoints/{one.id}/in/no-such-draft/").status_code == 404


def test_partners_agents_and_auditors_change_nothing_from_the_sheet(client_as: As, centre: Path) -> None:
    own = next(one for one in FolderWorkspace(centre).blueprint.touchpoints if one.partner == "kestrel")

    for role in ("kestrel", "agent", "auditor"):
        client = client_as(role)
        assert client.post(f"/touchpoints/{own.id}/change/").status_code in {403, 404}
        assert "Change the facts" not in client.get(f"/touchpoints/{own.id}/").content.decode()


def test_a_review_of_the_touchpoint_is_asked_for_from_its_sheet(client_as: As, centre: Path) -> None:
    one = FolderWorkspace(centre).blueprint.touchpoints[0]
    leader = client_as("leader")

    opened = leader.post(f"/touchpoints/{one.id}/change/", {"then": "review"}).url
    form = leader.get(opened)
    asked = leader.post(opened.partition("?")[0], {"asked": ["quinn"], "says": form.context["says"]})
    sheet = leader.get(f"/touchpoints/{one.id}/")

    assert form.context["says"] == f"The touchpoint “{one.title}”"
    assert form.context["says"] in form.content.decode()
    assert asked.status_code == 302
    assert form.context["says"] in client_as("quality").get("/").content.decode()
    assert [address for _title, address in sheet.context["reviews"]] == [opened]
    assert opened in sheet.content.decode()


def test_the_form_tells_nobody_of_a_partner_the_title_of_the_card_an_address_names(client_as: As, centre: Path) -> None:
    other = next(one for one in FolderWorkspace(centre).blueprint.touchpoints if one.partner == "vistula")
    opened = client_as("leader").post(f"/touchpoints/{other.id}/change/", {"then": "review"}).url

    answer = client_as("kestrel").get(opened)

    assert not answer.context["says"]
    for role in ("kestrel", "agent", "auditor"):
        own = next(one for one in FolderWorkspace(centre).blueprint.touchpoints if one.partner == "kestrel")
        assert "Request review" not in client_as(role).get(f"/touchpoints/{own.id}/").content.decode()


def test_a_draft_begun_at_the_touchpoint_of_one_partner_names_it_to_nobody_of_another(
    client_as: As, centre: Path
) -> None:
    model = FolderWorkspace(centre).blueprint
    journey, other = next((one, there) for one, _stage, there in model.walk() if there.partner == "vistula")
    lee, kim = client_as("leader"), client_as("kestrel")

    board = lee.post(f"/touchpoints/{other.id}/change/").url.partition("card/")[0]
    [(title, _address)] = lee.get(f"/touchpoints/{other.id}/").context["drafts"]

    assert title.startswith(f"{journey.title}: draft of ")
    for address in ("/map/", "/", board, f"/search/?q={other.title}"):
        assert f"Draft for {other.title}" not in kim.get(address).content.decode()
    drafts = kim.get("/api/v1/entries/draft?size=200").json()["items"]
    assert title in [one["fields"]["title"] for one in drafts]
    assert not [one for one in drafts if other.title in one["fields"]["title"]]
