"""A picture is told by its content, loses what a camera adds, and is refused where it would fill the memory."""

import io
import struct
import zlib

import pytest
from PIL import Image, ImageOps
from walls import YELLOW, as_file, wall

from centreline.kernel.errors import ArgumentInvalid
from centreline.pictures.picture import MOST_PIXELS, picture_of

SECRET = "Calle Mayor 7, Madrid"


def with_a_place(kind: str, orientation: int = 1) -> bytes:
    """Return a small picture that says where, with what and which side up it was taken."""
    exif = Image.Exif()
    exif[0x010E], exif[0x0112], exif[0x0110] = SECRET, orientation, "a telephone"
    exif.get_ifd(0x8825)[1] = "N"
    return as_file(wall([(10, 10, YELLOW, "Say it")], size=(400, 240)), kind, exif=exif, comment=SECRET)


@pytest.mark.parametrize(("kind", "sort"), [("JPEG", "image/jpeg"), ("PNG", "image/png"), ("WEBP", "image/webp")])
def test_place_camera_and_comments_are_taken_out_and_the_points_stay(kind: str, sort: str) -> None:
    sent = with_a_place(kind)
    assert SECRET.encode() in sent

    taken = picture_of(sent, name="wall")

    assert (taken.sort, taken.width, taken.height) == (sort, 400, 240)
    assert SECRET.encode() not in taken.content
    assert b"telephone" not in taken.content
    before, after = Image.open(io.BytesIO(sent)), Image.open(io.BytesIO(taken.content))
    assert not after.getexif()
    assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_which_side_is_up_is_all_that_stays_of_what_a_camera_says() -> None:
    taken = picture_of(with_a_place("JPEG", orientation=6), name="wall")

    after = Image.open(io.BytesIO(taken.content))
    assert dict(after.getexif()) == {0x0112: 6}
    assert ImageOps.exif_transpose(after).size == (240, 400)


def test_a_film_behind_the_picture_is_left_out() -> None:
    taken = picture_of(with_a_place("JPEG") + b"ftypmp42" + SECRET.encode(), name="wall")

    assert taken.content.endswith(b"\xff\xd9")
    assert b"ftypmp42" not in taken.content


def test_a_progressive_picture_and_one_without_colour_loss_are_read() -> None:
    progressive = picture_of(as_file(wall([]), "JPEG", progressive=True), name="wall")
    lossless = picture_of(as_file(wall([]), "WEBP", lossless=True), name="wall")

    assert (progressive.width, lossless.height) == (1600, 1000)
    assert Image.open(io.BytesIO(progressive.content)).convert("L").size == (1600, 1000)


@pytest.mark.parametrize(
    "sent", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"%PDF-1.7", b"GIF89a", b"PK\x03\x04", b"\xff\xd8"]
)
def test_what_is_no_picture_by_its_content_is_refused(sent: bytes) -> None:
    with pytest.raises(ArgumentInvalid, match="this is no picture that can be read"):
        picture_of(sent, name="wall.jpg")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_is_cut_off_is_refused_wherever_it_is_cut(kind: str) -> None:
    whole = as_file(wall([(10, 10, YELLOW, "Say it")], size=(400, 240)), kind)

    for length in range(12, len(whole) - 2, max(1, len(whole) // 60)):
        with pytest.raises(ArgumentInvalid, match=r"the picture cannot be read|this is no picture"):
            picture_of(whole[:length], name="wall")


def test_a_small_file_that_would_fill_the_memory_is_refused_before_it_is_opened() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    rows = zlib.compress(bytes(1_000_000), 9)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0))
    bomb += chunk(b"IDAT", rows) + chunk(b"IEND", b"")

    with pytest.raises(ArgumentInvalid, match="60,000 × 60,000 points") as refused:
        picture_of(bomb, name="wall.png")

    assert f"{MOST_PIXELS:,}" in refused.value.what


def test_a_moving_picture_is_refused() -> None:
    frames = [wall([], size=(40, 40)), wall([(0, 0, YELLOW, "")], size=(40, 40))]
    moving = as_file(frames[0], "WEBP", save_all=True, append_images=frames[1:], duration=100)

    with pytest.raises(ArgumentInvalid, match="it moves"):
        picture_of(moving, name="wall.webp")
