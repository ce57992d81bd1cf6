"""The facts of a touchpoint are changed on its card in a draft, reached from its sheet."""

from collections.abc import Callable
from pathlib import Path

from django.test import Client

from centreline.actions.workspace import FolderWorkspace

As = Callable[[str], Client]


def test_the_sheet_opens_the_card_of_a_new_draft_and_then_offers_that_draft(client_as: As, centre: Path) -> None:
    one = FolderWorkspace(centre).blueprint.touchpoints[0]
    wanda = client_as("workforce")

    opened = wanda.post(f"/touchpoints/{one.id}/change/")
    card = wanda.get(opened.url)
    sheet = wanda.get(f"/touchpoints/{one.id}/")
    [(title, address)] = sheet.context["drafts"]

    assert "/card/" in opened.url
    assert one.title in card.content.decode()
    assert title == f"Draft for {one.title}"
    assert address in sheet.content.decode()
    assert wanda.get(address).url == opened.url
    assert wanda.get(f"/touchpoints/{one.id}/in/no-such-draft/").status_code == 404


def test_partners_agents_and_auditors_change_nothing_from_the_sheet(client_as: As, centre: Path) -> None:
    own = next(one for one in FolderWorkspace(centre).blueprint.touchpoints if one.partner == "kestrel")

    for role in ("kestrel", "agent", "auditor"):
        client = client_as(role)
        assert client.post(f"/touchpoints/{own.id}/change/").status_code in {403, 404}
        assert "Change the facts" not in client.get(f"/touchpoints/{own.id}/").content.decode()
