"""No text makes the detectors work for longer than its length: twice the text is about twice the work."""

import time

import pytest

from centreline.evidence.privacy.detect import redacted

SEEDS = {
    "digits": "4",
    "single digits": "4 ",
    "pairs": "41 ",
    "groups": "4111 ",
    "digits and dots": "4.1-1 1\n",
    "breaks": "4<br>",
    "stripes": "%b4111111111111111^",
    "half stripes": "%b" + "4" * 19,
    "number words": "four ",
    "french": "quatre vingt ",
    "doubles": "double ",
    "cards": "card 4111 1111 1111 1111 ",
    "ibans": "de89 ",
    "half ibans": "de89370400440532013000x ",
    "signs": "@",
    "addresses": "a@a.",
    "local parts": "aaaa.",
    "dots": "a@" + "a." * 8,
    "passwords": "password ",
    "passwords said": "password is is ",
    "quotes": 'password: "',
    "pins": "pin pin ",
    "codes": "cvv cvv ",
    "phones": "+49 30 ",
    "zeros": "0 0",
    "brackets": "(030) ",
    "placeholders": "[card ••••1111]",
    "opened": "[card ••••",
    "accents": "é̈",
    "social": "social 123 ",
    "letters": "a",
    "spaces": " ",
}
SMALL, LARGE = 2_000, 16_000
WORST_GROWTH = 1.6
"""Times the growth of the text. A pattern that looks back for each character would need eight times that."""


def fastest_s(text: str) -> float:
    times = []
    redacted(text)
    for _ in range(3):
        began = time.thread_time()
        redacted(text)
        times.append(time.thread_time() - began)
    return min(times)


@pytest.mark.parametrize("seed", SEEDS.values(), ids=SEEDS.keys())
def test_a_longer_text_takes_longer_by_its_length_only(seed: str) -> None:
    def text(length: int) -> str:
        return (seed * (length // len(seed) + 1))[:length] + "!"

    growth = fastest_s(text(LARGE)) / fastest_s(text(SMALL))
    if growth >= WORST_GROWTH * LARGE / SMALL:  # Other programs may have held the machine up: once more.
        growth = fastest_s(text(LARGE)) / fastest_s(text(SMALL))

    assert growth < WORST_GROWTH * LARGE / SMALL
