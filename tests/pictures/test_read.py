"""What stands on the notes of a wall is read by the recogniser itself, without a network, and grouped note by note."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from walls import GREEN, PINK, WHITE, YELLOW, as_file, blurred, dim, turned, wall

from centreline.kernel.errors import FileUnreadable, JobCancelled, PlaceUnusable
from centreline.pictures.grouped import ReadNote, notes_in
from centreline.pictures.recognised import Line, Reading, recognised

NOTES = [
    (30, 30, YELLOW, "Customer waits\nfor an answer"),
    (375, 30, YELLOW, "Nobody owns\nthe refund"),  # Five points beside a note of the same colour.
    (30, 300, PINK, "Agent asks for\nthe number again"),
    (420, 300, GREEN, "Send a text when\nthe parcel leaves"),
]
WORDS = [" ".join(text.split()) for _left, _top, _paper, text in NOTES]


def read(picture: Image.Image) -> tuple[ReadNote, ...]:
    return notes_in(recognised(as_file(picture, "JPEG"), name="wall", progress=lambda done, total: None))


def told(notes: tuple[ReadNote, ...]) -> list[str]:
    return [" ".join(note.text.split()) for note in notes]


@pytest.mark.parametrize(
    "taken",
    [lambda one: one, lambda one: turned(one, 5), lambda one: blurred(one, 1.5), lambda one: dim(one, 0.25)],
    ids=["as it hangs", "turned by five degrees", "blurred", "in low light"],
)
def test_each_note_is_read_whole_and_apart_from_its_neighbours(taken: Callable[[Image.Image], Image.Image]) -> None:
    notes = read(taken(wall(NOTES, size=(800, 560))))

    assert sorted(told(notes)) == sorted(WORDS)
    assert {note.sure for note in notes} <= {"well", "partly"}


def test_frames_stand_around_the_words_as_shares_of_the_picture() -> None:
    (note,) = read(wall([(400, 280, WHITE, "Say it once")], size=(800, 560)))

    assert 0.5 < note.left < 0.6
    assert 0.5 < note.top < 0.62
    assert note.left + note.width < 1
    assert note.top + note.height < 1


def test_a_wall_without_words_holds_no_note() -> None:
    assert read(wall([], size=(400, 240))) == ()


def test_a_picture_that_is_broken_inside_says_so() -> None:
    whole = as_file(wall(NOTES, size=(800, 560)), "PNG")
    broken = whole[:200] + bytes(400) + whole[600:]

    with pytest.raises(FileUnreadable, match="the picture is broken"):
        recognised(broken, name="wall", progress=lambda done, total: None)


def test_a_recogniser_that_is_installed_and_does_not_start_says_why_and_what_helps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking = tmp_path / "rapidocr_onnxruntime"
    lacking.mkdir()
    (lacking / "__init__.py").write_text('raise ImportError("libGL.so.1: cannot open shared object file")')
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "rapidocr_onnxruntime", raising=False)

    with pytest.raises(PlaceUnusable, match="does not start: libGL") as stopped:
        recognised(as_file(wall([], size=(200, 120))), name="wall", progress=lambda done, total: None)

    assert "opencv-python-headless" in stopped.value.fix


def test_a_reading_ends_when_somebody_asks_it_to() -> None:
    def ends(done: int, total: int) -> None:
        raise JobCancelled("somebody asked it to stop", where="here", fix="ask again")

    with pytest.raises(JobCancelled):
        recognised(as_file(wall(NOTES, size=(800, 560))), name="wall", progress=ends)


def test_lines_are_one_note_only_where_their_paper_lies_between_them() -> None:
    grey, yellow = (200.0, 200.0, 200.0), (250.0, 230.0, 120.0)
    upper = Line("upper", 0.99, ((0, 0), (100, 0), (100, 20), (0, 20)), yellow)
    lower = Line("lower", 0.6, ((0, 40), (100, 40), (100, 60), (0, 60)), yellow)

    together = notes_in(Reading(200, 100, (lower, upper), lambda at: yellow))
    apart = notes_in(Reading(200, 100, (lower, upper), lambda at: grey))

    assert [(note.text, note.sure) for note in together] == [("upper\nlower", "badly")]
    assert [(note.text, note.sure) for note in apart] == [("upper", "well"), ("lower", "badly")]
