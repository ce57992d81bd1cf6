"""What confirms a payment: the three or four digits on the back of a card, and PINs."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from centreline.evidence.privacy.numerals import LANGUAGES, NUMBER_WORDS, Language
from centreline.evidence.privacy.span import Span
from centreline.evidence.privacy.spoken import TOKEN, Said, numbers_said

__all__ = ["CODE", "PIN", "codes", "codes_after_cards", "pins"]

CODE: Final = re.compile(
    r"(?<![a-z])(?:cvv2?|cvc2?|cvn2?|csc|card verification(?: (?:value|code|number))?"
    r"|security (?:code|number|digits)|(?:digits|numbers?) (?:on|at) the back|kartenpruf[a-z]{1,10}"
    r"|pruf(?:ziffer|nummer|zahl)n?|sicherheits(?:code|nummer)|(?:drei )?ziffern (?:auf|von) der ruckseite"
    r"|codigo (?:de )?(?:seguridad|verificacion|cvv)"
    r"|(?:cifras|digitos|numeros) (?:de |del |por )?(?:atras|detras|reverso|dorso)"
    r"|cryptogramme(?: visuel)?|code (?:de )?(?:securite|verification|cvv)"
    r"|(?:trois )?chiffres au (?:dos|verso))(?![a-z])"
)
PIN: Final = re.compile(
    r"(?<![a-z])(?:pin|pin ?code|pin ?nummer|pin number|geheimzahl|geheimnummer|code pin|codigo pin|numero pin|passcode"
    r"|telefon ?pin|kunden ?pin|code secret|codigo secreto|code confidentiel)(?![a-z])"
)
BEFORE: Final = re.compile(
    r"(?<![\d./,-])(\d{3,4})(?=[ ,]{1,2}(?:(?:is|are|ist|sind|es|son|est|sont|as|als|comme|como|for|the|my|der|die|mein"
    r"|meine|el|mi|los|las|le|mon|les|la)[ ]){0,3}(?:cvv|cvc|security code|sicherheitscode|prufnummer|cryptogramme"
    r"|codigo de seguridad|code de securite))"
)
AFTER_CARD: Final = re.compile(
    r"[\s,;|/-]{0,4}+(?:(?:exp\w{0,8}|valid\w{0,4}|thru|until|gultig|bis|ablauf\w{0,8}|caduca\w{0,4}|vence|vencimiento"
    r"|validez|fin)[\s.:]{0,3}+){0,3}+(?:\d{1,2}\s?[/.-]\s?\d{2,4}[\s,;|/-]{1,4}+)?(\d{3,4})(?![\d/.:,-]?\d)(?![a-z])"
)
WINDOW: Final = 70
MOST_WORDS: Final = 6
UNTIL: Final = re.compile(r"order|ticket|\bcase|invoice|auftrag|bestell|pedido|factura|commande|facture|[?!]")


def codes(flat: str) -> Iterator[Span]:
    """Yield card security codes: three or four digits, typed or said, after a word for them or right before one."""
    for found in CODE.finditer(flat):
        yield from _code_after(flat, found.end(), lengths=(3, 4), kind="cvv")
    for found in BEFORE.finditer(flat):
        yield Span(*found.span(1), "cvv", "[cvv]")


def codes_after_cards(flat: str, cards: Sequence[Span]) -> Iterator[Span]:
    """Yield three or four digits right after a card number or the day it ends."""
    for card in cards:
        if (found := AFTER_CARD.match(flat, card.end)) is not None:
            yield Span(*found.span(1), "cvv", "[cvv]")


def pins(flat: str) -> Iterator[Span]:
    """Yield PINs: four to eight digits, typed or said, after a word for them."""
    for found in PIN.finditer(flat):
        yield from _code_after(flat, found.end(), lengths=(4, 5, 6, 8), kind="password")


def _code_after(flat: str, start: int, *, lengths: tuple[int, ...], kind: str) -> Iterator[Span]:
    stretch = flat[start : start + WINDOW].partition("\x00")[0]
    if (until := UNTIL.search(stretch)) is not None and until.start():
        stretch = stretch[: until.start()]
    tokens = list(TOKEN.finditer(stretch))
    if not any(token[0].isdigit() or token[0] in NUMBER_WORDS for token in tokens):
        return
    found = [_first_code(stretch, tokens, language, lengths) for language in LANGUAGES.values()]
    if (
        code := min((code for code in found if code is not None), key=lambda code: code.start, default=None)
    ) is not None:
        yield Span(start + code.start, start + code.end, kind, f"[{kind}]")


def _first_code(
    stretch: str, tokens: Sequence[re.Match[str]], language: Language, lengths: tuple[int, ...]
) -> Said | None:
    for run in numbers_said(tokens, language=language):
        if len(stretch[: run[0].start].split()) > MOST_WORDS:
            return None
        if (code := _code(stretch, run, lengths)) is not None:
            return code
    return None


def _code(stretch: str, run: Sequence[Said], lengths: tuple[int, ...]) -> Said | None:
    if run[0].is_typed and len(run[0].digits) in lengths and not stretch.startswith(("/", "."), run[0].end):
        return run[0]
    piece = _piece(stretch, run)
    digits = "".join(said.digits for said in piece)
    is_day = "/" in stretch[piece[0].start : piece[-1].end]
    if len(digits) in lengths and not is_day:
        return Said(digits, piece[0].start, piece[-1].end, is_typed=False)
    return None


def _piece(stretch: str, run: Sequence[Said]) -> Sequence[Said]:
    """Return what is said or typed in one go: the beginning up to a new line, or to where typing takes over."""
    for place in range(1, len(run)):
        between = stretch[run[place - 1].end : run[place].start]
        if "\n" in between or run[place].is_typed is not run[0].is_typed:
            return run[:place]
    return run
