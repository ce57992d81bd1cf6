"""Card numbers that were read aloud, in digits, pairs and doubles, as transcripts have them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from centreline.evidence.privacy.cards import card_shown
from centreline.evidence.privacy.context import About, said_about
from centreline.evidence.privacy.issuers import checks_out, issuer_of
from centreline.evidence.privacy.numerals import LANGUAGES, SMALL, Language
from centreline.evidence.privacy.span import Span

__all__ = ["TOKEN", "Reading", "Said", "numbers_said", "spoken_cards"]

TOKEN: Final = re.compile(r"[a-z]+|\d+")
LENGTHS: Final = range(13, 20)
FEWEST_WORDS: Final = 4
MOST_FILLERS: Final = 5
WIDEST_GAP: Final = 12
LONGEST_CODE: Final = 9
NEARLY: Final = range(14, 17)
FIRST_DIGITS: Final = "23456"
"""Length and beginning of what is left of a card number when a digit was misheard or lost."""
Token = re.Match[str]


@dataclass(frozen=True, slots=True)
class Said:
    """A number, or a piece of one, that was said or typed.

    Attributes:
        digits: Its digits.
        start: Where it begins.
        end: Where it ends.
        is_typed: Whether it was typed as digits.
    """

    digits: str
    start: int
    end: int
    is_typed: bool


class Reading(Enum):
    """How words that could be one number or two are read: forty one, soixante dix."""

    TOGETHER = " -"  # one number wherever a language has it
    HYPHENED = "-"  # one number where they are written as one
    APART = ""  # two numbers


def numbers_said(
    tokens: Sequence[Token], *, language: Language, reading: Reading = Reading.TOGETHER
) -> Iterator[Sequence[Said]]:
    """Yield numbers that follow one another with nothing but fillers between them.

    Args:
        tokens: The words and numbers of a text, as `TOKEN` finds them.
        language: What its number words mean.
        reading: Whether "forty one" is 41, or 40 and 1.
    """
    run: list[Said] = []
    place = fillers = 0
    while place < len(tokens):
        said, place_after = _number_at(tokens, place, language=language, reading=reading)
        if said is None and run and (digit := language.alike.get(tokens[place][0])) is not None:
            said = Said(digit, *tokens[place].span(), is_typed=False)
        if run and tokens[place].start() - (run[-1].end if not fillers else tokens[place - 1].end()) > WIDEST_GAP:
            yield run
            run, fillers = [], 0
        if said is not None:
            run.append(said)
            place, fillers = place_after, 0
            continue
        fillers += 1
        if run and (tokens[place][0] not in language.fillers or fillers > MOST_FILLERS):
            yield run
            run = []
        place += 1
    if run:
        yield run


def _number_at(tokens: Sequence[Token], place: int, *, language: Language, reading: Reading) -> tuple[Said | None, int]:
    first = tokens[place]
    if first[0].isdigit():
        return Said(first[0], *first.span(), is_typed=True), place + 1
    for count in range(_together(tokens, place, language=language, reading=reading), 0, -1):
        words = tuple(token[0] for token in tokens[place : place + count])
        if (digits := language.says.get(words)) is not None and not _repeats(tokens, place, language=language):
            return Said(digits, first.start(), tokens[place + count - 1].end(), is_typed=False), place + count
    return _repeated(tokens, place, language=language)


def _together(tokens: Sequence[Token], place: int, *, language: Language, reading: Reading) -> int:
    """Return how many of the next words can be one number: a comma or a line between two parts them."""
    if reading is Reading.APART or tokens[place][0] not in language.words:
        return 1
    for count in range(1, min(language.longest, len(tokens) - place)):
        before, after = tokens[place + count - 1], tokens[place + count]
        between = before.string[before.end() : after.start()]
        is_joined = len(between) == 1 and between in reading.value
        if not is_joined and not (between == " " and {before[0], after[0]} & SMALL):
            return count
    return min(language.longest, len(tokens) - place)


def _repeats(tokens: Sequence[Token], place: int, *, language: Language) -> bool:
    if tokens[place][0] not in language.beginnings:
        return False
    return any(tuple(token[0] for token in tokens[place : place + len(words)]) == words for words in language.times)


def _repeated(tokens: Sequence[Token], place: int, *, language: Language) -> tuple[Said | None, int]:
    if tokens[place][0] not in language.beginnings:
        return None, place + 1
    for words, times in language.times.items():
        if tuple(token[0] for token in tokens[place : place + len(words)]) != words:
            continue
        at = place + len(words)
        while at < len(tokens) and at < place + len(words) + 2 and tokens[at][0] in language.fillers:
            at += 1
        if at < len(tokens):
            digits = language.says.get((tokens[at][0],), tokens[at][0])
            if digits.isdigit() and len(digits) <= 2:
                return Said(digits * times, tokens[place].start(), tokens[at].end(), is_typed=False), at + 1
    return None, place + 1


def spoken_cards(flat: str) -> Iterator[Span]:
    """Yield card numbers that were read aloud.

    Nobody reads sixteen digits aloud for nothing: a number of the right length and issuer is a card though its check
    digit is wrong, since people mumble and machines mishear, unless an order or a case is spoken of.
    """
    tokens = list(TOKEN.finditer(flat))
    for language in LANGUAGES.values():
        if sum(token[0] in language.words for token in tokens) < FEWEST_WORDS:
            continue
        for reading in Reading:
            for run in numbers_said(tokens, language=language, reading=reading):
                yield from _in_run(flat, run)


def _in_run(flat: str, run: Sequence[Said]) -> Iterator[Span]:
    total = sum(len(said.digits) for said in run)
    if total < LENGTHS.start or sum(not said.is_typed for said in run) < FEWEST_WORDS:
        return
    about = said_about(flat, start=run[0].start, end=run[-1].end)
    first = 0
    while first < len(run):
        last, digits = _card_from(run, first=first)
        if last is None:
            first += 1
            continue
        yield Span(run[first].start, run[last].end, "card", card_shown(digits))
        yield from _code_after(run, after=last, about=about)
        return
    digits = "".join(said.digits for said in run)
    if _is_misheard(digits, about=about):
        yield Span(run[0].start, run[-1].end, "card", card_shown(digits))


def _card_from(run: Sequence[Said], *, first: int) -> tuple[int | None, str]:
    digits = ""
    for last in range(first, len(run)):
        digits += run[last].digits
        if len(digits) >= LENGTHS.stop:
            break
        if len(digits) in LENGTHS and checks_out(digits):
            issuer = issuer_of(digits)
            if issuer is not None and (len(digits) in issuer.common or len(run) == last + 1 - first):
                return last, digits
    return None, ""


def _code_after(run: Sequence[Said], *, after: int, about: About) -> Iterator[Span]:
    """Yield what is said in the same breath as a card: when it ends, and its code."""
    rest = run[after + 1 :]
    if about is About.PAYS and 3 <= sum(len(said.digits) for said in rest) <= LONGEST_CODE:
        yield Span(rest[0].start, rest[-1].end, "cvv", "[cvv]")


def _is_misheard(digits: str, *, about: About) -> bool:
    if about is About.LOOKED_UP:
        return False
    if about is About.PAYS:
        return LENGTHS.start <= len(digits) < LENGTHS.stop + LONGEST_CODE
    return len(digits) in NEARLY and digits[0] in FIRST_DIGITS
