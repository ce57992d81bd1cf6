"""Pictures of paper walls, made here: coloured notes with words on them, as somebody would photograph them."""

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter, ImageFont

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
YELLOW, PINK, GREEN, WHITE = (250, 230, 120), (250, 170, 190), (170, 225, 160), (245, 245, 240)

Note = tuple[int, int, tuple[int, int, int], str]


def wall(notes: Sequence[Note], *, size: tuple[int, int] = (1600, 1000), letters: int = 34) -> Image.Image:
    """Return a wall of notes, each with left, top, colour of its paper and its lines."""
    picture = Image.new("RGB", size, (198, 196, 190))
    draw = ImageDraw.Draw(picture)
    font = ImageFont.truetype(FONT, letters)
    for left, top, paper, text in notes:
        draw.rectangle((left, top, left + 340, top + 220), fill=paper)
        draw.multiline_text((left + 24, top + 30), text, font=font, fill=(30, 30, 40), spacing=12)
    return picture


def turned(picture: Image.Image, degrees: float) -> Image.Image:
    """Return it as somebody holds the camera askew."""
    return picture.rotate(degrees, expand=True, fillcolor=(198, 196, 190), resample=Image.Resampling.BICUBIC)


def blurred(picture: Image.Image, radius: float) -> Image.Image:
    """Return it as a hand that shakes takes it."""
    return picture.filter(ImageFilter.GaussianBlur(radius))


def dim(picture: Image.Image, share: float) -> Image.Image:
    """Return it as it looks in low light."""
    return ImageEnhance.Brightness(picture).enhance(share)


def as_file(picture: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    """Return it as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
