"""Since when a finding stands, and the board on which leaders decide, narrowed and kept as a view."""

import json
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from centreline.findings.finding import Finding

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
MARCH = datetime(2026, 3, 1, 9, tzinfo=UTC)


def finding(element: str) -> Finding:
    return Finding(check="OWN001", element=element, says="Nobody answers for it.", weight=0.5)


def test_what_is_found_again_keeps_its_first_day_and_what_went_and_came_back_begins_anew() -> None:
    from centreline.web.records.sightings import keep_sightings, sighted_in

    bill, move = finding("touchpoint:bill"), finding("touchpoint:move")
    for days, found in enumerate([(bill, move), (bill,), (bill, move)]):
        keep_sightings(found, scope="somebody", at=MARCH + timedelta(days=days))

    assert sighted_in("somebody") == {
        "OWN001 touchpoint:bill": MARCH,  # found by all three looks
        "OWN001 touchpoint:move": MARCH + timedelta(days=2),  # the second look did not find it
    }
    assert sighted_in("somebody else") == {}


def test_every_row_of_the_register_has_a_day_a_weight_and_a_way_to_its_evidence(client_as: ClientAs) -> None:
    leader = client_as("leader")
    page = leader.get("/findings/?sort=first_seen")
    rows = page.context["page"].object_list

    assert rows
    assert {row.first_seen is None for row in rows} == {False}
    text = page.content.decode()
    for row in rows:
        assert f"{row.address}#evidence" in text
        assert f"weight {row.finding.weight:.2f}" in text
    told = leader.get("/api/v1/findings?size=5").json()["items"]
    assert all(one["first_seen"] for one in told)
    lines: list[dict[str, Any]] = json.loads(leader.get("/findings/rows?format=json").content)
    assert all(line["first_seen"] for line in lines)


def test_the_board_is_narrowed_and_keeps_what_it_shows_as_a_view(client_as: ClientAs) -> None:
    leader = client_as("leader")
    waiting = leader.get("/decide/").context["waiting"]
    for row, owner in zip(waiting, ("Lee", "Kim"), strict=False):
        given = {"lane": "simplify", "owner": owner, "because": "Two ways do one thing"}
        leader.post(f"{row.address}decide/", given)

    narrowed = leader.get("/decide/?owner=Kim")
    cards = [card for lane in narrowed.context["lanes"] for card in lane["cards"]]
    assert [card["entry"].fields["owner"] for card in cards] == ["Kim"]
    assert not any(lane["cards"] for lane in leader.get("/decide/?late=yes").context["lanes"])
    leader.post("/views/decide/save/", {"name": "Of Kim", "next": "/decide/?owner=Kim"})
    assert re.search(r'href="\?owner=Kim"[^>]*>Of Kim', leader.get("/decide/").content.decode())
