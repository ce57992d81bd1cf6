"""A photographed wall becomes notes on a board: uploaded, read by work, looked at beside the picture, and placed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from walls import PINK, WHITE, YELLOW, as_file, wall

from centreline.pictures import recognised

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
CARD_NUMBER = "4111 1111 1111 1111"


@pytest.fixture
def draft(client_as: ClientAs) -> Any:
    """Return a draft of the journey with most stages."""
    from centreline.web.records.published import published_version
    from centreline.web.records.store import DjangoState

    newest = published_version()
    assert newest is not None
    whole = max(newest.blueprint.journeys, key=lambda one: len(one.stages))
    answer = client_as("leader").post("/map/start/", {"journey": whole.id, "title": "From the wall"})
    return DjangoState().entry("draft", answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1])


@pytest.fixture
def photographed(draft: Any) -> bytes:
    """Return a wall with a stage named above one note, and a number on it that may not be kept."""
    from centreline.web.reading.boards.drafts import journey_of

    stage = journey_of(draft).stages[-1]
    notes = [(420, 20, WHITE, stage.title), (30, 300, YELLOW, "Customer waits\nfor an answer")]
    return as_file(wall([*notes, (420, 300, PINK, f"Card number\n{CARD_NUMBER}")], size=(840, 560)))


@pytest.fixture
def without_recogniser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no recogniser be installed."""
    monkeypatch.setattr("centreline.web.pages.board.photos.can_recognise", lambda: False)


def send(client: Client, draft: Any, content: bytes, name: str = "wall.jpg") -> Any:
    return client.post(f"/map/{draft.key}/photo/", {"picture": SimpleUploadedFile(name, content)})


def do_the_work(token: str) -> Any:
    from centreline.web.jobs.working import run_job
    from centreline.web.records.jobs import newest_given

    waiting = newest_given("photo", word="upload", value=token)
    assert waiting is not None
    run_job.func(waiting.id)
    return newest_given("photo", word="upload", value=token)


def notes_on(draft: Any) -> Any:
    from centreline.web.records.store import DjangoState

    return [one for one in DjangoState().entries("note", within=draft.key) if one.stands]


def token_of(answer: Any) -> str:
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"].rstrip("/").rsplit("/", 1)[-1])


def test_a_wall_is_read_looked_at_placed_and_taken_back_at_once(
    client_as: ClientAs, draft: Any, photographed: bytes, centre: Path
) -> None:
    from centreline.web.reading.boards.drafts import journey_of

    leader, first, last = client_as("leader"), journey_of(draft).stages[0], journey_of(draft).stages[-1]
    token = token_of(send(leader, draft, photographed))
    page, held = f"/map/{draft.key}/photo/{token}/", centre / "incoming" / token
    assert "Waiting for its turn" in leader.get(page).content.decode()

    assert do_the_work(token).says == "3 notes were found"
    kept, shown = (held / ".found.json").read_text(encoding="utf-8"), leader.get(page).content.decode()
    assert CARD_NUMBER not in kept + shown
    assert photographed not in b"".join(one.read_bytes() for one in held.iterdir())
    assert "3 notes were read by a machine: look at each" in shown
    assert "Left out: it names a lane or a stage" in shown
    assert notes_on(draft) == []

    sent = {"take-2": "on", "text-2": "Customer waits\nfor an answer", "lane-2": "customer_pain", "stage-2": first.id}
    more = {"take-3": "on", "text-3": "What the machine missed", "lane-3": "idea", "stage-3": last.id}
    left = {"text-1": last.title, "lane-1": "idea", "stage-1": last.id, "take-4": "on", "text-4": " "}
    answer = leader.post(f"{page}notes/", sent | more | left)
    placed = {tuple(one.fields[name] for name in ("lane", "stage", "text", "colour")) for one in notes_on(draft)}
    assert placed == {
        ("customer_pain", first.id, "Customer waits for an answer", "pain"),
        ("idea", last.id, "What the machine missed", "idea"),
    }

    board = leader.get(answer.headers["Location"]).content.decode()
    undo = board.partition('<div class="toasts"')[2].partition('action="')[2].partition('"')[0].replace("&amp;", "&")
    assert (held.exists(), leader.get(page).status_code) == (False, 404)
    leader.post(undo)
    assert notes_on(draft) == []


def test_what_hangs_under_a_stage_is_proposed_for_it(client_as: ClientAs, draft: Any) -> None:
    from centreline.web.pages.board.photo_rows import proposed

    def note(text: str, left: float, top: float) -> dict[str, Any]:
        return {"text": text, "sure": "well", "left": left, "top": top, "width": 0.1, "height": 0.1}

    notes = [note("Ask", 0.2, 0), note("P ay", 0.7, 0), note("Idea", 0, 0.3), note("Pain", 0, 0.8)]
    under = [note("Slow", 0.22, 0.75), note("Dear", 0.66, 0.33)]

    shown = proposed(
        {"width": 100, "height": 100, "notes": notes + under},
        lanes={"idea": "Idea", "pain": "Pain"},
        stages={"ask": "Ask", "pay": "Pay"},
    )

    *_heads, slow, dear, blank, _blank, _last = shown["rows"]
    assert [row["take"] for row in shown["rows"]] == [False] * 4 + [True] * 5
    assert (slow["lane"], slow["stage"], dear["lane"], dear["stage"]) == ("pain", "ask", "idea", "pay")
    assert (blank["text"], blank["n"]) == ("", 7)


def test_a_wall_on_which_nothing_is_found_is_typed_beside_the_picture(client_as: ClientAs, draft: Any) -> None:
    leader = client_as("leader")
    token = token_of(send(leader, draft, as_file(wall([], size=(300, 200)))))

    do_the_work(token)

    shown = leader.get(f"/map/{draft.key}/photo/{token}/").content.decode()
    assert "No words were found in this picture." in shown
    assert 'name="text-8"' in shown


def test_without_the_recogniser_a_page_says_how_to_install_it_and_notes_are_typed(
    client_as: ClientAs, draft: Any, photographed: bytes, without_recogniser: None
) -> None:
    from centreline.web.records.jobs import newest_given

    leader = client_as("leader")
    token = token_of(send(leader, draft, photographed))

    shown = leader.get(f"/map/{draft.key}/photo/{token}/").content.decode()
    assert "pip install &#x27;centreline[photos]&#x27;" in shown
    assert newest_given("photo", word="upload", value=token) is None
    picture = leader.get(f"/map/{draft.key}/photo/{token}/picture")
    assert (picture.status_code, picture["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in picture["Cache-Control"]


def test_work_says_so_where_the_recogniser_is_gone_since(
    client_as: ClientAs, draft: Any, photographed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    leader = client_as("leader")
    token = token_of(send(leader, draft, photographed))
    monkeypatch.setattr(recognised, "can_recognise", lambda: False)

    done = do_the_work(token)

    assert (done.state, done.result["fix"]) == ("failed", "pip install 'centreline[photos]'")
    assert "The picture could not be read." in leader.get(f"/map/{draft.key}/photo/{token}/").content.decode()


def test_what_lies_about_being_a_picture_is_refused_and_nothing_is_kept(
    client_as: ClientAs, draft: Any, centre: Path
) -> None:
    before = set((centre / "incoming").glob("*"))

    refused = send(client_as("leader"), draft, b"<html>no picture", name="wall.png")

    assert refused.status_code == 422
    assert "This is no picture that can be read" in refused.content.decode()
    assert set((centre / "incoming").glob("*")) == before


def test_a_picture_is_its_uploaders_alone_and_nothing_for_who_may_not_write_on_boards(
    client_as: ClientAs, draft: Any, photographed: bytes
) -> None:
    token = token_of(send(client_as("leader"), draft, photographed))
    page = f"/map/{draft.key}/photo/{token}/"

    for role in ("executive", "kestrel"):
        seen = [client_as(role).get(address).status_code for address in (page, f"{page}picture")]
        assert seen == [404, 404]
        assert client_as(role).post(f"{page}discard/").status_code == 404
    assert client_as("auditor").get(f"/map/{draft.key}/photo/").status_code == 403
    assert send(client_as("auditor"), draft, photographed).status_code == 403
    assert client_as("leader").get(page).status_code == 200


def test_a_picture_is_never_offered_as_a_file_of_records(client_as: ClientAs, draft: Any, photographed: bytes) -> None:
    token = token_of(send(client_as("administrator"), draft, photographed))

    assert token not in client_as("administrator").get("/imports/new/").content.decode()
    assert client_as("administrator").get(f"/imports/new/{token}/").status_code == 404
    assert token in client_as("administrator").get(f"/map/{draft.key}/photo/").content.decode()


def test_a_picture_that_is_discarded_or_that_nobody_goes_on_with_is_gone(
    client_as: ClientAs, draft: Any, photographed: bytes, centre: Path
) -> None:
    from datetime import timedelta

    from django.utils import timezone

    from centreline.web.jobs.sweeping import sweep_and_wait

    leader = client_as("leader")
    one, other = (token_of(send(leader, draft, photographed)) for _time in range(2))

    leader.post(f"/map/{draft.key}/photo/{one}/discard/")
    assert [(centre / "incoming" / token).exists() for token in (one, other)] == [False, True]
    sweep_and_wait(now=timezone.now() + timedelta(days=1, minutes=1))
    assert not (centre / "incoming" / other).exists()


def test_a_frozen_draft_takes_no_picture(client_as: ClientAs, draft: Any, photographed: bytes) -> None:
    leader = client_as("leader")
    leader.post(f"/map/{draft.key}/freeze/", {"if_match": str(draft.version)})

    assert leader.get(f"/map/{draft.key}/photo/").status_code == 409
    assert send(leader, draft, photographed).status_code == 409


def test_pages_never_load_the_recogniser() -> None:
    import subprocess
    import sys

    loads = (
        "import json, sys; import centreline.pictures.picture, centreline.pictures.recognised as r; r.can_recognise()"
    )
    heavy = f"{loads}; print(json.dumps([n for n in ('onnxruntime', 'cv2', 'PIL', 'numpy') if n in sys.modules]))"

    told = subprocess.run([sys.executable, "-c", heavy], capture_output=True, check=True, text=True)

    assert json.loads(told.stdout) == []
