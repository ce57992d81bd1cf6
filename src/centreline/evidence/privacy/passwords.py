"""Passwords that somebody wrote down for somebody else to read."""

import re
from collections.abc import Iterator
from typing import Final

from centreline.evidence.privacy.span import Span

__all__ = ["SAID", "passwords"]

SAID: Final = re.compile(
    r"(?<![a-z])(?:password|passwd|passcode|pass ?phrase|pwd|passwort|kennwort|zugangscode|contrasena|clave"
    r"|mot de passe|mdp|code secret|codigo secreto|secret (?:word|answer|key)|pin)(?![a-z])"
)
JOINED: Final = re.compile(
    r"(?P<words>(?: [a-z'’]{1,16}){0,4}?) ?(?:[:=]|->|\b(?:is|was|ist|lautet|war|es|era|est|etait|heist)\b)[ :=]{0,3}"
    r"(?:(?:now|still|jetzt|ahora|maintenant|set to|die|das|the) ){0,1}"
)
QUOTED: Final = re.compile(r"[\"'“„«‘`]([^\"'”“»’`\n]{1,64})[\"'”“»’`]")
BARE: Final = re.compile(r"\S{3,64}")
MIXED: Final = re.compile(r"(?=\S{0,63}\d)(?=\S{0,63}[a-z])\S{4,64}")
STANDING: Final = re.compile(r"\[(?:password|card|cvv|email|phone|iban)|\x00")
SAYS_SOMETHING: Final = """
not wrong incorrect correct invalid valid expired the that this too very also about been being never always
required needed missing lost forgotten blocked locked unlocked disabled fine okay working broken gone case
still now set something what why how where when his her your our their mine yours sent asked only short
long weak strong safe secret unknown different same new old good bad there here nothing and but because for
from with like under changed accepted rejected refused asking unavailable nicht falsch richtig ungultig gultig
abgelaufen vergessen gesperrt entsperrt verloren weg geandert noch schon jetzt auch immer nie bekannt
unbekannt zu kurz lang sicher unsicher neu alt gut das der die ein eine mein dein ihr sein leider wieder
angeblich zuruckgesetzt bereits korrekt und aber weil incorrecta incorrecto correcta correcto valida valido
caducada caducado bloqueada bloqueado olvidada olvidado nueva nuevo vieja muy demasiado corta larga para que
la el una esta este mala malo mi su importante necesaria pero porque pas faux fausse bon bonne expire expiree
bloque bloquee oublie oubliee perdu perdue trop court courte longue nouveau nouvelle ancien toujours encore
deja refuse invalide mais parce un une mon ma votre le
"""
NOT_ONE: Final = frozenset(SAYS_SOMETHING.split())
"""Words after “the password is” that are none."""
ENDINGS: Final = ("ing", "ed")


def passwords(flat: str, text: str) -> Iterator[Span]:
    """Yield passwords: what is said to be one, unless it is a word that says something about it.

    Args:
        flat: The text, flattened.
        text: The text as it is.
    """
    for said in SAID.finditer(flat):
        joined = JOINED.match(flat, said.end())
        if joined is None:
            mixed = MIXED.match(flat, said.end() + 1)
            span = mixed.span() if mixed is not None else None
        else:
            span = _value(flat, joined)
        if span is not None and not STANDING.search(flat, *span):
            yield Span(span[0], _without_stop(text, *span), "password", "[password]")


def _value(flat: str, joined: re.Match[str]) -> tuple[int, int] | None:
    start = joined.end()
    if (quoted := QUOTED.match(flat, start)) is not None:
        return quoted.span(1)
    bare = BARE.match(flat, start)
    if bare is None:
        return None
    word = bare[0].strip(".,;!?)(\"'…")
    if len(word) < 3 or word in NOT_ONE or (word.isalpha() and word.endswith(ENDINGS)):
        return None
    return bare.span()


def _without_stop(text: str, start: int, end: int) -> int:
    while end > start + 3 and text[end - 1] in ".,;)\"'":
        end -= 1
    return end
