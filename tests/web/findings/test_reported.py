"""Findings that people report: under their name, apart from what checks found, and never another partner's."""

from collections.abc import Callable
from pathlib import Path

from django.test import Client

from centreline.actions.workspace import FolderWorkspace
from centreline.web.records.store import DjangoState

As = Callable[[str], Client]
SAYS = "Callers are told to ring back after six."


def test_what_a_person_saw_stands_in_the_register_under_their_name_and_apart(client_as: As, centre: Path) -> None:
    key = FolderWorkspace(centre).blueprint.touchpoints[0].id
    ada, lee = client_as("agent"), client_as("leader")
    before = lee.get("/findings/").context["all"]

    ada.post(f"/reported/touchpoint/{key}/", {"says": SAYS, "seen": "Monday, late shift"})
    register = lee.get("/findings/?state=reported").content.decode()
    sheet = lee.get(f"/touchpoints/{key}/").content.decode()

    assert SAYS in register
    assert "Ada Moreau" in register
    assert "No check has found it" in register
    assert SAYS in sheet
    assert SAYS not in lee.get("/findings/").content.decode()
    assert lee.get("/findings/").context["all"] == before
    [entry] = DjangoState().entries("reported_finding")
    assert lee.post(f"/reported/{entry.key}/close/", {"because": ""}).status_code == 422
    lee.post(f"/reported/{entry.key}/close/", {"because": "Mended on Tuesday."})
    assert "Mended on Tuesday." in lee.get("/findings/?state=reported").content.decode()
    assert lee.post(f"/reported/{entry.key}/close/", {"because": "Again."}).status_code == 409


def test_partners_read_what_their_own_people_reported_alone(client_as: As, centre: Path) -> None:
    every = FolderWorkspace(centre).blueprint.touchpoints
    own = next(one.id for one in every if one.partner == "kestrel")
    others = next(one.id for one in every if one.partner not in (None, "kestrel"))
    kim = client_as("kestrel")

    client_as("leader").post(f"/reported/touchpoint/{own}/", {"says": SAYS})
    kim.post(f"/reported/touchpoint/{own}/", {"says": "The script names an old tariff."})
    read = kim.get("/findings/?state=reported").content.decode() + kim.get(f"/touchpoints/{own}/").content.decode()
    [theirs] = [one for one in DjangoState().entries("reported_finding") if one.made_by == "lee"]

    assert "The script names an old tariff." in read
    assert SAYS not in read
    assert kim.post(f"/reported/touchpoint/{others}/", {"says": SAYS}).status_code == 404
    assert kim.post(f"/reported/{theirs.key}/close/", {"because": "No."}).status_code == 404
    assert client_as("auditor").post(f"/reported/touchpoint/{own}/", {"says": SAYS}).status_code == 403
