"""Number words of English, German, Spanish and French, as people read numbers aloud: digit by digit or in pairs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final

__all__ = ["LANGUAGES", "NUMBER_WORDS", "SMALL", "Language"]

Words = tuple[str, ...]
SMALL: Final = frozenset({"y", "et", "und", "mal", "fois", "veces", "times"})
"""Words inside numbers that say no number themselves."""


@dataclass(frozen=True, slots=True)
class Language:
    """How one language says numbers.

    Attributes:
        says: What each sequence of words stands for.
        times: Words that repeat the next digit.
        fillers: Words people say between digits.
        alike: Words that sound like a digit and are one between others: "for", "to".
        longest: Words of the longest sequence that is a number.
        words: Every word that can be part of a number.
        beginnings: First words of those that repeat the next digit.
    """

    says: Mapping[Words, str]
    times: Mapping[Words, int]
    fillers: frozenset[str]
    alike: Mapping[str, str] = field(default_factory=dict)

    longest: int = field(init=False)
    words: frozenset[str] = field(init=False)
    beginnings: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        """Work out what every text is asked for."""
        object.__setattr__(self, "longest", max(map(len, self.says)))
        words = {word for words in (*self.says, *self.times) for word in words}
        object.__setattr__(self, "words", frozenset(words - SMALL))
        object.__setattr__(self, "beginnings", frozenset(words[0] for words in self.times))


def _numbered(words: str, *, first: int = 0) -> dict[Words, str]:
    """Return numbers from `first` on; a slash parts words for the same number."""
    spoken = enumerate(words.split(), start=first)
    return {tuple(word.split("_")): str(number) for number, group in spoken for word in group.split("/")}


def _tens(words: str, units: Mapping[Words, str], *, joined: tuple[Words, ...] = ((),)) -> dict[Words, str]:
    """Return 20, 30 ... and everything between, the words of a unit after those of the ten."""
    said = _numbered(words, first=2)
    found = {ten: f"{digit}0" for ten, digit in said.items()}
    for (ten, digit), (unit, last), between in product(said.items(), units.items(), joined):
        if last != "0":
            found[*ten, *between, *unit] = digit + last
    return found


def _english() -> Language:
    units = _numbered("zero/oh/o/nought/naught one two three four five six seven eight nine")
    teens = _numbered(
        "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
        first=10,
    )
    tens = _tens("twenty thirty forty/fourty fifty sixty seventy eighty ninety", units)
    times = {("double",): 2, ("twice",): 2, ("triple",): 3, ("treble",): 3, ("quadruple",): 4, ("two", "times"): 2}
    fillers = "and um uh er erm then dash space comma hyphen point ok okay so next again like yeah dot and"
    alike = {
        "for": "4",
        "fore": "4",
        "to": "2",
        "too": "2",
        "won": "1",
        "ate": "8",
        "tree": "3",
        "sex": "6",
        "nein": "9",
    }
    return Language(units | teens | tens, times, frozenset(fillers.split()), alike)


def _german() -> Language:
    units = _numbered("null eins/ein/eine zwei/zwo drei vier funf/fuenf sechs sieben acht neun")
    teens = _numbered(
        "zehn elf zwolf/zwoelf dreizehn vierzehn funfzehn/fuenfzehn sechzehn siebzehn achtzehn neunzehn", first=10
    )
    tens = "zwanzig dreisig/dreissig vierzig funfzig/fuenfzig sechzig siebzig achtzig neunzig"
    both = {ten: f"{digit}0" for ten, digit in _numbered(tens, first=2).items()}
    for (unit, last), (ten, digit) in product(units.items(), _numbered(tens, first=2).items()):
        if last != "0" and unit != ("eins",):
            both[(f"{unit[0]}und{ten[0]}",)] = digit + last
            both[unit[0], "und", ten[0]] = digit + last
    times = {("doppel",): 2, ("doppelt",): 2, ("doppelte",): 2, ("zweimal",): 2, ("zwei", "mal"): 2, ("dreimal",): 3}
    times |= {("drei", "mal"): 3, ("viermal",): 4, ("vier", "mal"): 4}
    fillers = "und ah ahm eh ehm dann die der strich leerzeichen komma also nochmal noch weiter danach punkt ja genau"
    return Language(units | teens | both, times, frozenset(fillers.split()))


def _spanish() -> Language:
    units = _numbered("cero uno/un/una dos tres cuatro cinco seis siete ocho nueve")
    teens = _numbered(
        "diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte veintiuno/veintiun"
        " veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve",
        first=10,
    )
    tens = _tens("veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", units, joined=(("y",),))
    times = {("doble",): 2, ("triple",): 3, ("dos", "veces"): 2, ("tres", "veces"): 3}
    fillers = "y luego eh este pues guion espacio coma despues entonces a ver el punto mas"
    return Language(units | teens | tens, times, frozenset(fillers.split()))


def _french() -> Language:
    units = _numbered("zero un/une deux trois quatre cinq six sept huit neuf")
    teens = _numbered(
        "dix onze douze treize quatorze quinze seize dix_sept dix_huit dix_neuf",
        first=10,
    )
    simple = _tens("vingt trente quarante cinquante soixante septante huitante/octante nonante", units)
    simple |= {(ten, "et", one): f"{digit}1" for (ten,), digit in _french_tens().items() for one in ("un", "une")}
    low = {words: number for words, number in (units | teens).items() if number != "0"}
    simple |= {("soixante", *words): str(60 + int(number)) for words, number in teens.items()}
    simple[("soixante", "et", "onze")] = "71"
    for eighty in (("quatre", "vingt"), ("quatre", "vingts")):
        simple |= {eighty: "80"} | {(*eighty, *words): str(80 + int(number)) for words, number in low.items()}
    times = {("double",): 2, ("triple",): 3, ("deux", "fois"): 2, ("trois", "fois"): 3, ("quatre", "fois"): 4}
    fillers = "et puis euh tiret espace virgule ensuite alors apres point le la encore donc voila"
    return Language(units | teens | simple, times, frozenset(fillers.split()))


def _french_tens() -> dict[Words, str]:
    return _numbered("vingt trente quarante cinquante soixante septante huitante/octante nonante", first=2)


LANGUAGES: Final = {"en": _english(), "de": _german(), "es": _spanish(), "fr": _french()}


NUMBER_WORDS: Final = frozenset(word for language in LANGUAGES.values() for word in language.words)
"""Every word that can be part of a number, in any of the languages."""
