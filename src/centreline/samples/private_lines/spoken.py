"""Numbers as people read them aloud, and transcripts write them down."""

import random
from typing import Final

__all__ = ["DIGITS", "as_it_sounds", "read_aloud"]

DIGITS: Final = {
    "en": ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"],
    "de": ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"],
    "es": ["cero", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"],
    "fr": ["zéro", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"],
}
TEENS: Final = {
    "en": [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ],
    "de": ["zehn", "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn"],
    "es": ["diez", "once", "doce", "trece", "catorce", "quince", "dieciséis", "diecisiete", "dieciocho", "diecinueve"],
    "fr": ["dix", "onze", "douze", "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf"],
}
TENS: Final = {
    "en": ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"],
    "de": ["zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig"],
    "es": ["veinte", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"],
    "fr": ["vingt", "trente", "quarante", "cinquante", "soixante", "soixante-dix", "quatre-vingts", "quatre-vingt-dix"],
}
DOUBLES: Final = {"en": "double", "de": "zweimal die", "es": "doble", "fr": "double"}
FILLERS: Final = {
    "en": ("um", "and then", "uh"),
    "de": ("ähm", "und dann", "äh"),
    "es": ("eh", "y luego"),
    "fr": ("euh", "et puis"),
}

ALIKE: Final = {"four": "for", "two": "to", "one": "won", "eight": "ate"}


def read_aloud(digits: str, *, language: str, dice: random.Random) -> str:
    """Return a number as it is read aloud: digit by digit, with doubles, in pairs, or half typed; some haltingly."""
    manner = dice.choices(("digits", "doubles", "pairs", "mixed"), weights=(50, 15, 25, 10))[0]
    words = {"digits": _singly, "doubles": _doubled, "pairs": _paired, "mixed": _mixed}[manner](digits, language)
    for _ in range(dice.choice((0, 0, 0, 1, 2))):
        words.insert(dice.randrange(1, len(words)), dice.choice(FILLERS[language]))
    between = dice.choices((" ", ", ", " - "), weights=(70, 25, 5))[0]
    text = between.join(words)
    return text.capitalize() if dice.random() < 0.1 else text


def _singly(digits: str, language: str) -> list[str]:
    return [DIGITS[language][int(digit)] for digit in digits]


def _doubled(digits: str, language: str) -> list[str]:
    words, place = [], 0
    while place < len(digits):
        is_double = digits[place : place + 2] == digits[place] * 2
        words.append((f"{DOUBLES[language]} " if is_double else "") + DIGITS[language][int(digits[place])])
        place += 2 if is_double else 1
    return words


def _paired(digits: str, language: str) -> list[str]:
    words = []
    for place in range(0, len(digits), 2):
        pair = digits[place : place + 2]
        words += [_pair(int(pair), language)] if len(pair) == 2 and pair[0] != "0" else _singly(pair, language)
    return words


def _pair(number: int, language: str) -> str:
    ten, unit = divmod(number, 10)
    if ten == 1:
        return TEENS[language][unit]
    if language == "fr" and ten in {7, 9}:
        stem = "soixante" if ten == 7 else "quatre-vingt"
        return "soixante et onze" if number == 71 else f"{stem}-{TEENS['fr'][unit]}"
    word = TENS[language][ten - 2]
    if unit == 0:
        return word
    return _joined(word, DIGITS[language][unit], ten=ten, unit=unit, language=language)


def _joined(word: str, last: str, *, ten: int, unit: int, language: str) -> str:
    if language == "de":
        return f"{'ein' if unit == 1 else last}und{word}"
    if language == "es":
        marked = {"dos": "dós", "tres": "trés", "seis": "séis"}
        return f"veinti{marked.get(last, last)}" if ten == 2 else f"{word} y {last}"
    if language == "fr":
        return f"{word} et un" if unit == 1 and ten < 8 else f"{word.rstrip('s') if ten == 8 else word}-{last}"
    return f"{word} {last}"


def _mixed(digits: str, language: str) -> list[str]:
    return [digits[:4], *_singly(digits[4:8], language), digits[8:12], *_singly(digits[12:], language)]


def as_it_sounds(text: str) -> str:
    """Return English words as a machine may hear them: for and to where four and two were said, now and then.

    >>> as_it_sounds("four four two")
    'four for two'
    """
    words = text.split(" ")
    return " ".join(ALIKE.get(word, word) if place % 3 == 1 else word for place, word in enumerate(words))
