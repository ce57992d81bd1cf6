"""What was measured so far of a published change: before and after, or why nothing can be said yet."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def published(lee: Client, evelyn: Client, *, on: datetime, measured_by: str = "abandonment_rate") -> str:
    """Return the page of a proposal that was published on a day: its version is dated back to it."""
    from centreline.web.records.models import PublishedRow
    from centreline.web.records.published import newest_number, published_version
    from centreline.web.records.store import DjangoState

    newest = published_version()
    assert newest is not None
    journey = newest.blueprint.journeys[0].id
    said = {"title": "Ask once", "what": "Ask once.", "because": "Twice is too often.", "expected": "Fewer give up.",
            "owner": "Lee", "subject": f"touchpoint:{newest.blueprint.touchpoints[0].id}",
            "measured_by": measured_by}  # fmt: skip
    own = str(lee.post("/proposals/new/", said).headers["Location"])
    [content] = re.findall(r'name="content" value="(\w+)"', evelyn.get(own).content.decode())
    evelyn.post(f"{own}approve/", {"content": content})
    board = str(lee.post(f"{own}board/", {"journey": journey}).headers["Location"])
    draft = board.rstrip("/").rsplit("/", 1)[-1]
    card = DjangoState().entries("card", within=draft)[0]
    lee.post(f"{board}card/{card.key}/", {"why": f"Because of {on}", "if_match": "1"})
    lee.post(f"{board}freeze/", {"if_match": "1"})
    [content] = re.findall(r'name="content" value="(\w+)"', lee.get(board).content.decode())
    lee.post(f"{board}publish/", {"content": content})
    PublishedRow.objects.filter(number=newest_number()).update(at=on)
    return own


@pytest.fixture(autouse=True)
def _nowhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    from centreline.web.pages.board import publishing

    monkeypatch.setattr(publishing, "folder", lambda: tmp_path)


def test_a_published_change_is_measured_before_and_after_and_closed_with_it(client_as: ClientAs) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")
    own = published(lee, evelyn, on=datetime(2026, 2, 16, 9, tzinfo=UTC))

    page = words(lee.get(own))
    said = re.search(r"Abandonment rate (?:of its contacts|as a whole): .*? \(.*?\) in the \d+ days before", page)
    assert said is not None, page[page.find("Measured so far") :][:400]
    assert re.search(r"Their intervals (lie apart|overlap)", page)
    assert said[0] in words(lee.get("/proposals/"))
    assert said[0] in words(lee.get("/review/"))

    stale = evelyn.post(f"{own}close/", {"outcome": "keep", "learned": "It holds."})
    assert stale.status_code == 428
    version = re.findall(r'name="if_match" value="(\d+)"', evelyn.get(own).content.decode())[0]
    evelyn.post(f"{own}close/", {"outcome": "keep", "learned": "It holds.", "if_match": version})
    closed = words(evelyn.get(own))
    assert said[0] in closed
    assert "Keep it. It holds." in closed
    assert "Ask once" not in words(lee.get("/review/")), "what is closed is in flight no more"
    version = re.findall(r'name="if_match" value="(\d+)"', evelyn.get(own).content.decode())[0]
    evelyn.post(f"{own}reopen/", {"if_match": version})
    assert "Ask once" in words(lee.get("/review/"))


def test_what_cannot_be_measured_yet_says_so_and_never_that_it_worked(client_as: ClientAs) -> None:
    lee, evelyn = client_as("leader"), client_as("executive")

    late = words(lee.get(published(lee, evelyn, on=datetime(2026, 3, 30, 9, tzinfo=UTC))))
    early = words(lee.get(published(lee, evelyn, on=datetime.now(UTC))))

    assert "Not examined: the records end on" in late
    assert "Too early: it was published on" in early
    assert not re.search(r"caused|effect of|thanks to|because of it", late + early)
