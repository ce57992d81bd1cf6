"""What is sent twice is done once: a double click, a reload, a try again after a lost answer."""

import re
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def kept(kind: str) -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries(kind)


def token_of(page: Any) -> str:
    """Return the token of the first form of a page that has one."""
    found = re.search(r'name="once" value="([\w-]+)"', page.content.decode())
    assert found is not None
    return found[1]


def test_a_review_that_is_started_twice_is_one_and_both_are_shown_it(client_as: ClientAs) -> None:
    lee = client_as("leader")
    sent = {"once": token_of(lee.get("/review/"))}

    first, second = (lee.post("/review/start/", sent) for _ in range(2))
    again = lee.post("/review/start/", {"once": token_of(lee.get("/review/"))})

    assert (first.status_code, second.status_code) == (302, 302)
    assert first.headers["Location"] == second.headers["Location"] != again.headers["Location"]
    assert len(kept("operating_review")) == 2


def test_a_proposal_that_was_refused_is_mended_and_sent_again_and_then_stands_once(client_as: ClientAs) -> None:
    lee = client_as("leader")
    said = {"title": "Ask once", "what": "", "because": "Twice is too often.", "expected": "Fewer calls.",
            "owner": "Lee", "subject": "metric:occupancy", "once": token_of(lee.get("/proposals/new/"))}  # fmt: skip

    assert [lee.post("/proposals/new/", said).status_code for _ in range(2)] == [422, 422]
    sent = [lee.post("/proposals/new/", said | {"what": "Ask once."}).headers["Location"] for _ in range(2)]

    assert sent[0] == sent[1]
    assert len(kept("proposal")) == 1


def test_a_note_is_written_once_for_a_form_and_once_for_a_script(client_as: ClientAs) -> None:
    from centreline.web.records.published import published_version

    lee, newest = client_as("leader"), published_version()
    assert newest is not None
    journey = newest.blueprint.journeys[0]
    board = lee.post("/map/start/", {"journey": journey.id, "title": "T"}).headers["Location"]
    note = {"lane": "idea", "stage": journey.stages[0].id, "text": "Ask once", "once": "one-page"}

    answers = [lee.post(f"{board}notes/", note, headers={"Accept": "application/json"}) for _ in range(2)]
    lee.post(f"{board}notes/", note | {"text": "Ask twice"})

    assert answers[0].json() == answers[1].json()
    assert answers[1].headers["ETag"] == answers[0].headers["ETag"]
    assert [one.fields["text"] for one in kept("note")] == ["Ask once", "Ask twice"]
    client_as("executive").post(f"{board}notes/", note)
    assert len(kept("note")) == 3, "somebody else's note is another one"


def test_a_change_that_is_confirmed_twice_is_confirmed_once(client_as: ClientAs) -> None:
    ada = client_as("agent")
    page = ada.get("/my-day/").content.decode()
    form = re.search(r'confirm[^"]*">.*?name="once" value="([\w-]+)".*?name="change" value="([^"]+)"', page, re.DOTALL)
    assert form is not None

    answers = [ada.post("/my-day/confirm/", {"once": form[1], "change": form[2]}).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert len(kept("confirmation")) == 1


def test_the_second_waits_for_the_first_and_is_not_let_in_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    from django.core.cache.backends.locmem import LocMemCache
    from django.http import HttpResponseRedirect
    from django.test import RequestFactory

    from centreline.kernel.errors import EvidenceConflict
    from centreline.web.frame import once

    monkeypatch.setattr(once, "cache", LocMemCache("once", {}))
    request = RequestFactory().post("/x/", {"once": "t", "text": "one"})
    request.actor = type("Somebody", (), {"name": "lee"})()
    begun, done = threading.Event(), []

    def slowly() -> Any:
        begun.set()
        time.sleep(0.3)
        done.append(1)
        return HttpResponseRedirect("/done/")

    first = threading.Thread(target=once.answered_once, args=(request, slowly))
    first.start()
    begun.wait(2)
    monkeypatch.setattr(once, "WAITS_S", 0.0)
    with pytest.raises(EvidenceConflict, match="still being done"):
        once.answered_once(request, slowly)
    monkeypatch.setattr(once, "WAITS_S", 5.0)

    assert once.answered_once(request, slowly).headers["Location"] == "/done/"
    first.join()
    assert done == [1]
