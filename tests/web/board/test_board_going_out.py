"""A board as a file: BPMN and a picture, for those who may export, as far as they may read it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def test_a_journey_and_a_draft_go_out_as_bpmn_and_as_a_picture(client_as: ClientAs) -> None:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    journey, _, theirs = next(
        place for place in newest.blueprint.walk() if place[2].partner == "vistula" and place[2].what
    )
    leader: Any = client_as("leader")
    draft = leader.post("/map/start/", {"journey": journey.id, "title": "Fewer calls"}).headers["Location"]
    leader.post(f"{draft}notes/", {"lane": "idea", "stage": journey.stages[0].id, "text": "<script>&\x00"})

    for address in (f"/map/journeys/{journey.id}/", draft):
        assert f'href="{address}drawing?as=bpmn"' in leader.get(address).content.decode()
        bpmn = leader.get(f"{address}drawing?as=bpmn").content.decode()
        assert theirs.what in bpmn
        assert "This centre is made up" in bpmn
        kestrels = client_as("kestrel").get(f"{address}drawing?as=bpmn").content.decode()
        assert theirs.title in kestrels
        assert theirs.what not in kestrels
        picture = leader.get(f"{address}drawing?as=png")
        assert picture.content.startswith(b"\x89PNG")
        assert picture.headers["Content-Disposition"].endswith('.png"')
        assert leader.get(f"{address}drawing?as=svg").status_code == 422
        assert client_as("agent").get(f"{address}drawing?as=png").status_code == 403
