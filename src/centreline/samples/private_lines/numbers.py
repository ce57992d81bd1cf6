"""Made-up numbers with the right check digits."""

import random
from typing import Final

__all__ = ["card_number", "iban", "national_id", "order_id"]

CARDS: Final = (
    ("4", 16, 40),
    ("51", 16, 6),
    ("53", 16, 6),
    ("55", 16, 6),
    ("2221", 16, 3),
    ("2650", 16, 3),
    ("34", 15, 5),
    ("37", 15, 8),
    ("6011", 16, 4),
    ("649", 16, 2),
    ("65", 16, 2),
    ("3530", 16, 4),
    ("36", 14, 3),
    ("305", 14, 1),
    ("625", 16, 4),
)
"""First digits, length, and how many of a hundred cards begin so."""
IBANS: Final = {
    "en": ("GB", "LLLLNNNNNNNNNNNNNN"),
    "de": ("DE", "N" * 18),
    "es": ("ES", "N" * 20),
    "fr": ("FR", "N" * 23),
}
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _digits(dice: random.Random, count: int) -> str:
    return "".join(dice.choice("0123456789") for _ in range(count))


def card_number(dice: random.Random) -> str:
    """Return a card number that nobody has, with the right check digit."""
    start, length, _ = dice.choices(CARDS, weights=[weight for _, _, weight in CARDS])[0]
    body = start + _digits(dice, length - 1 - len(start))
    total = 0
    for place, digit in enumerate(reversed(body)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def iban(dice: random.Random, *, language: str) -> str:
    """Return an account number of the language's country, with the right check digits."""
    country, form = IBANS[language]
    body = "".join(dice.choice(LETTERS if sign == "L" else "0123456789") for sign in form)
    number = "".join(str(LETTERS.index(sign) + 10) if sign in LETTERS else sign for sign in body + country + "00")
    return f"{country}{98 - int(number) % 97:02d}{body}"


def national_id(dice: random.Random, *, language: str) -> str:
    """Return a national id of the language's country: US or UK, Germany, Spain, France."""
    makers = {"en": dice.choice((_us, _uk)), "de": _german, "es": _spanish, "fr": _french}
    return makers[language](dice)


def _us(dice: random.Random) -> str:
    return f"{dice.randint(1, 665):03d}-{dice.randint(1, 99):02d}-{dice.randint(1, 9999):04d}"


def _uk(dice: random.Random) -> str:
    letters = dice.choice(("AB", "CE", "HJ", "JR", "PW", "SK", "TZ", "YS"))
    parts = (letters, *(_digits(dice, 2) for _ in range(3)), dice.choice("ABCD"))
    return dice.choice(("", " ")).join(parts)


def _german(dice: random.Random) -> str:
    order = dice.sample("0123456789", 10)
    twice = dice.randrange(1, 10)
    order[twice] = order[twice - 1]
    if order[0] == "0":
        order[0], order[-1] = order[-1], order[0]
    if order[0] == "0":
        return _german(dice)
    product = 10
    for digit in order:
        product = 2 * ((int(digit) + product) % 10 or 10) % 11
    number = "".join(order) + str((11 - product) % 10)
    return f"{number[:2]} {number[2:5]} {number[5:8]} {number[8:]}" if dice.random() < 0.5 else number


def _spanish(dice: random.Random) -> str:
    number = dice.randint(10_000_000, 99_999_999)
    letter = "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23]
    return dice.choice((f"{number}{letter}", f"{number}-{letter}", f"{number:,}-{letter}".replace(",", ".")))


def _french(dice: random.Random) -> str:
    body = f"{dice.choice('12')}{dice.randint(0, 99):02d}{dice.randint(1, 12):02d}{dice.randint(1, 95):02d}"
    body += f"{dice.randint(1, 990):03d}{dice.randint(1, 999):03d}"
    key = f"{97 - int(body) % 97:02d}"
    if dice.random() < 0.5:
        return body + key
    return " ".join((body[0], body[1:3], body[3:5], body[5:7], body[7:10], body[10:], key))


def order_id(dice: random.Random) -> str:
    """Return the number of an order, a case or a parcel, as shops and carriers write them."""
    year = dice.randint(2019, 2026)
    return dice.choice(
        (
            f"ORD-{year}-{_digits(dice, 6)}",
            f"INC{_digits(dice, 7)}",
            f"C-{_digits(dice, 10)}",
            _digits(dice, 8),
            _digits(dice, 10),
            str(dice.randint(1, 9)) + _digits(dice, 11),
            str(dice.randint(1, 9)) + _digits(dice, 15),
            str(dice.randint(4, 5)) + _digits(dice, 15),
            "1Z" + "".join(dice.choice(LETTERS + "0123456789") for _ in range(16)),
            "00340" + _digits(dice, 15),
            f"R{dice.choice(LETTERS)}{_digits(dice, 9)}DE",
            f"{_digits(dice, 3)}-{_digits(dice, 7)}-{_digits(dice, 7)}",
            "".join(dice.choice("0123456789abcdef") for _ in range(8)) + "-" + _digits(dice, 4) + "-4a1b",
            "35" + _digits(dice, 13),
        )
    )
