"""A board on paper says what the board says, sheet by sheet, and to each reader no more than the board."""

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def test_the_sheets_say_what_the_board_says(client_as: ClientAs) -> None:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    journey = max(newest.blueprint.journeys, key=lambda one: len(one.stages))
    leader: Any = client_as("leader")
    draft = leader.post("/map/start/", {"journey": journey.id, "title": "Fewer calls"}).headers["Location"]
    note = "Nobody reads this letter twice. " * 25
    leader.post(f"{draft}notes/", {"lane": "idea", "stage": journey.stages[-1].id, "text": note})
    shown = leader.get(draft).content.decode()
    assert f'href="{draft}drawing?as=pdf&amp;paper=a3"' in shown

    large, small = (read(leader.get(f"{draft}drawing?as=pdf&paper={paper}").content) for paper in ("a1", "a3"))
    titles = [one.title for stage in journey.stages for one in stage.touchpoints]
    for sheets in (large, small):
        whole = squeezed(re.sub(r"sheet \d+ of \d+", "", "".join(sheets)))
        for said in (*titles, *(stage.title[:30] for stage in journey.stages), note, journey.title):
            assert squeezed(said) in whole, said
        for number, sheet in enumerate(sheets, 1):
            assert squeezed(f"sheet {number} of {len(sheets)}") in squeezed(sheet)
            assert "as the whole centre sees it · data to " in sheet
            assert "A draft" in sheet
            assert "This centre is made up" in sheet
    assert len(small) >= len(large)
    assert leader.get(f"{draft}drawing?as=pdf&paper=b5").status_code == 422


def test_a_partner_takes_no_more_than_they_read(client_as: ClientAs) -> None:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    journey, _, theirs = next(
        place for place in newest.blueprint.walk() if place[2].partner == "vistula" and place[2].happens
    )
    kestrels: Any = client_as("kestrel")

    sheets = kestrels.get(f"/api/v1/journeys/{journey.id}/paper?paper=a1")
    assert sheets.headers["Content-Type"] == "application/pdf"
    whole = squeezed("".join(read(sheets.content)))
    assert squeezed(theirs.title) in whole
    assert squeezed(theirs.happens) not in whole
    assert "askestrelseesit" in whole
    assert client_as("agent").get(f"/map/journeys/{journey.id}/drawing?as=pdf").status_code == 403
    assert client_as("agent").get(f"/api/v1/journeys/{journey.id}/paper").status_code == 403


def read(content: bytes) -> list[str]:
    """Return the text of each page of a PDF."""
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


def squeezed(text: str) -> str:
    """Return a text without the places where lines end."""
    return re.sub(r"\s+", "", text)
