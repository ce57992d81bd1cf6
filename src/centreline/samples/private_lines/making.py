"""Labelled lines, the same for the same seed."""

import random
from collections.abc import Callable, Iterator
from typing import Final

from centreline.samples.private_lines.line import Line
from centreline.samples.private_lines.numbers import card_number, iban, national_id, order_id
from centreline.samples.private_lines.phrases import PHRASES
from centreline.samples.private_lines.spoken import DIGITS, as_it_sounds, read_aloud

__all__ = ["KINDS", "labelled_lines"]

KINDS: Final = {
    "card typed": 1000,
    "card spoken": 600,
    "cvv": 300,
    "iban": 300,
    "national id": 300,
    "password": 300,
    "email": 200,
    "phone": 300,
    "order id": 1000,
    "bare number": 300,
    "ordinary": 400,
}
"""Kinds of lines, and how many of five thousand are of each."""
PHRASE_OF: Final = {"card typed": "card", "card spoken": "spoken", "bare number": "bare"}
MISHEARD: Final = 0.03
LOST: Final = 0.02
SOUNDS_LIKE: Final = 0.05
"""Shares of numbers read aloud in which a machine hears another digit, loses one, or hears words that sound alike."""
BETWEEN: Final = ("", " ", "-", ".", "\n", "\u00a0", " - ", "<br>", " – ", ", ", " / ")
WIDE: Final = str.maketrans("0123456789", "０１２３４５６７８９")


def labelled_lines(*, seed: int, lines: int = 5_000) -> Iterator[Line]:
    """Yield made-up lines with what stands in them, an equal number in each of four languages.

    Args:
        seed: The same seed gives the same lines.
        lines: About how many.
    """
    dice = random.Random(seed)
    for kind, of_five_thousand in KINDS.items():
        for number in range(round(of_five_thousand * lines / 5_000)):
            yield _line(kind, tuple(PHRASES)[number % len(PHRASES)], dice)


def _line(kind: str, language: str, dice: random.Random) -> Line:
    phrase = dice.choice(PHRASES[language][PHRASE_OF.get(kind, kind)])
    if kind == "ordinary":
        return Line(phrase.format(n=dice.randint(2, 999), d=dice.randint(1, 8)), language, kind, "")
    value = MAKERS[kind](language, dice)
    secret = "" if kind in {"order id", "bare number"} else value
    return Line(phrase.format(value), language, kind, secret)


def _typed(_: str, dice: random.Random) -> str:
    digits = card_number(dice)
    groups = (4, 6, 5) if len(digits) == 15 else (4, 6, 4) if len(digits) == 14 else (4, 4, 4, 4)
    between = dice.choices(BETWEEN, weights=(30, 28, 12, 5, 5, 5, 3, 2, 2, 2, 2))[0]
    manner = dice.choices(("groups", "each", "pairs", "wide"), weights=(88, 5, 4, 3))[0]
    if manner == "each":
        return dice.choice(("\n", " ", "-")).join(digits)
    if manner == "pairs":
        return " ".join(digits[place : place + 2] for place in range(0, len(digits), 2))
    parts, place = [], 0
    for group in groups:
        parts.append(digits[place : place + group])
        place += group
    text = between.join(parts)
    return text.translate(WIDE) if manner == "wide" else text


def _spoken(language: str, dice: random.Random) -> str:
    digits = card_number(dice)
    fate, place = dice.random(), dice.randrange(6, len(digits))
    if fate < MISHEARD:
        digits = digits[:place] + dice.choice("0123456789") + digits[place + 1 :]
    elif fate < MISHEARD + LOST:
        digits = digits[:place] + digits[place + 1 :]
    text = read_aloud(digits, language=language, dice=dice)
    return as_it_sounds(text) if language == "en" and dice.random() < SOUNDS_LIKE else text


def _code(language: str, dice: random.Random) -> str:
    code = f"{dice.randint(0, 999):03d}" if dice.random() < 0.85 else f"{dice.randint(0, 9999):04d}"
    return code if dice.random() < 0.7 else _one_by_one(code, language)


def _one_by_one(code: str, language: str) -> str:
    return " ".join(DIGITS[language][int(digit)] for digit in code)


def _iban(language: str, dice: random.Random) -> str:
    number = iban(dice, language=language)
    spaced = " ".join(number[place : place + 4] for place in range(0, len(number), 4))
    return dice.choice((number, spaced, number.lower(), spaced.replace(" ", "-")))


def _password(_: str, dice: random.Random) -> str:
    word = dice.choice(("Sonne", "Gatito", "Soleil", "Hunter", "blue", "maria", "Zx9", "correcthorse"))
    ending = dice.choice(("2020", "!", "_77", "#1", "", "x$9", "2019!"))
    return word + ending


def _email(_: str, dice: random.Random) -> str:
    name = dice.choice(("ada.lee", "m+shop", "j_garcia", "o'neill", "k-9", "müller"))
    return f"{name}{dice.randint(1, 99)}@{dice.choice(('example.org', 'mail.example.co.uk', 'post.example.de'))}"


def _phone(language: str, dice: random.Random) -> str:
    rest = "".join(dice.choice("0123456789") for _ in range(8))
    first = dice.randint(2, 9)
    forms = {
        "en": (
            f"+1 {first}12-555-{rest[:4]}",
            f"({first}12) 555-{rest[:4]}",
            f"{first}12-555-{rest[:4]}",
            f"+447{rest}1",
        ),
        "de": (
            f"+49 30 {first}{rest[:5]}",
            f"030/{first}{rest[:6]}",
            f"0171 {first}{rest[:6]}",
            f"0049151{first}{rest[:7]}",
        ),
        "es": (f"+34 6{rest[:2]} {rest[2:5]} {rest[5:8]}", f"6{rest[:2]} {rest[2:5]} {rest[5:8]}", f"9{rest}"),
        "fr": (
            f"+33 6 {rest[:2]} {rest[2:4]} {rest[4:6]} {rest[6:]}",
            f"06 {rest[:2]} {rest[2:4]} {rest[4:6]} {rest[6:]}",
        ),
    }
    return dice.choice(forms[language])


MAKERS: Final[dict[str, Callable[[str, random.Random], str]]] = {
    "card typed": _typed,
    "card spoken": _spoken,
    "cvv": _code,
    "iban": _iban,
    "national id": lambda language, dice: national_id(dice, language=language),
    "password": _password,
    "email": _email,
    "phone": _phone,
    "order id": lambda _, dice: order_id(dice),
    "bare number": lambda _, dice: str(dice.randint(1, 9)) + "".join(dice.choice("0123456789") for _ in range(15)),
}
