"""Programs write journeys: begun, laid out in stages and touchpoints, binned and brought back."""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.django_db


def test_programs_write_a_journey_too(program_of: Callable[..., Any]) -> None:
    lee, kim = program_of("leader"), program_of("kestrel")
    made = lee.send("post", "journeys", {"title": "Leave us", "stages": ["Say so", "Last bill"], "draft": "First"})
    key = made.json()["key"]
    card = lee.send("post", "cards", {"draft": key, "stage": "say-so", "title": "Notice"})
    assert (card.status_code, card.json()["fields"]["id"]) == (201, "notice")
    stage = lee.send("post", "stages", {"draft": key, "title": "Between", "after": ""}).json()
    assert kim.send("post", "stages", {"draft": key, "title": "Ours"}).status_code == 403
    assert kim.send("delete", f"cards/{card.json()['key']}", version=1).status_code == 404
    away = lee.send("delete", f"cards/{card.json()['key']}", version=1)
    assert away["ETag"] == '"2"'
    assert lee.send("post", f"bin/card/{card.json()['key']}", version=2)["ETag"] == '"3"'
    assert lee.send("patch", f"stages/{stage['key']}", {"title": "Meanwhile"}, version=1)["ETag"] == '"2"'
    assert lee.send("post", f"entries/stage/{stage['key']}/undo", version=2).json()["fields"]["title"] == "Between"
    assert lee.send("patch", f"drafts/{key}", {"facts": {"state": "published"}}, version=1).status_code == 422
