"""Card numbers that were typed: in one piece, in groups, one digit a line, on a magnetic stripe."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from centreline.evidence.privacy.context import About, said_about
from centreline.evidence.privacy.issuers import checks_out, issuer_of
from centreline.evidence.privacy.span import Span

__all__ = ["Candidate", "IsCard", "card_shown", "cards", "cards_in_names", "runs"]

BETWEEN: Final = r"(?:[ \t\r\n./,_|*:;-]|<br ?/?>|&nbsp;)"
RUN: Final = re.compile(rf"\d++(?:{BETWEEN}{{1,4}}+\d++)*+")
"""Digits with little between them. Possessive: whatever follows, no character is looked at twice."""
GROUP: Final = re.compile(r"\d+")
LONGEST_PHONE: Final = 15
LENGTHS: Final = range(13, 20)
LAYOUTS: Final = {(4, 4, 4, 4), (4, 6, 5), (4, 6, 4), (4, 4, 4, 4, 3), (4, 4, 4, 3), (4, 4, 4, 1), (6, 13), (4, 5, 6)}
"""How card numbers are printed."""
STRIPE: Final = re.compile(r"%?b(\d{13,19})\^[^^\n]{2,26}\^\d{4,}[^?\s]{0,40}\??|;(\d{13,19})=\d{4,40}\??")
Group = re.Match[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """Digits that may be a card number.

    Attributes:
        flat: The text they stand in.
        digits: The digits alone.
        groups: The groups they stand in.
        is_whole: Whether no other digits are near.
        follows_digits: Whether digits stand before them.
    """

    flat: str
    digits: str
    groups: Sequence[Group]
    is_whole: bool
    follows_digits: bool

    @property
    def start(self) -> int:
        """Where they begin."""
        return self.groups[0].start()

    @property
    def end(self) -> int:
        """Where they end."""
        return self.groups[-1].end()

    @property
    def is_printed(self) -> bool:
        """Whether they are laid out as on a card."""
        return tuple(len(group[0]) for group in self.groups) in LAYOUTS


IsCard = Callable[[Candidate], bool]


def card_shown(digits: str) -> str:
    """Return what stands for a card: its last four digits, the most that may be shown beside nothing else."""
    return f"[card ••••{digits[-4:]}]"


def runs(flat: str) -> Iterator[Sequence[Group]]:
    """Yield stretches of digits with little between them, as their groups, where a card number would have room."""
    for run in RUN.finditer(flat):
        if run.end() - run.start() >= LENGTHS.start:
            groups = tuple(GROUP.finditer(flat, run.start(), run.end()))
            if sum(group.end() - group.start() for group in groups) >= LENGTHS.start:
                yield groups


def cards(flat: str) -> Iterator[Span]:
    """Yield card numbers that were typed.

    A number is one when issuer, length and check digit fit, and it stands alone, is laid out as cards are, or is
    spoken of as one. Where an order or a case is spoken of, it has to be laid out as cards are. Where a card is spoken
    of, a wrong check digit does not save it: somebody mistyped.
    """
    if "^" in flat or "=" in flat:
        for stripe in STRIPE.finditer(flat):
            yield Span(*stripe.span(), "card", card_shown(stripe[1] or stripe[2]))
    for groups in runs(flat):
        yield from _in_run(flat, groups, is_card=_is_card)


def cards_in_names(flat: str) -> Iterator[Span]:
    """Yield card numbers in the name of a row, whatever stands around them: nothing is lost when a name is replaced."""
    for groups in runs(flat):
        yield from _in_run(flat, groups, is_card=_could_be_card)


def _in_run(flat: str, groups: Sequence[Group], *, is_card: IsCard) -> Iterator[Span]:
    first = 0
    while first < len(groups):
        last = _card_from(flat, groups, first=first, is_card=is_card)
        if last is None:
            first += 1
            continue
        digits = "".join(group[0] for group in groups[first : last + 1])
        yield Span(groups[first].start(), groups[last].end(), "card", card_shown(digits))
        first = last + 1


def _card_from(flat: str, groups: Sequence[Group], *, first: int, is_card: IsCard) -> int | None:
    """Return the last group of the card that begins at a group, if one does; the longest, where several fit."""
    digits, found = "", None
    for last in range(first, len(groups)):
        digits += groups[last][0]
        if len(digits) >= LENGTHS.stop:
            break
        is_whole = first == 0 and last == len(groups) - 1
        if len(digits) in LENGTHS and is_card(
            Candidate(flat, digits, groups[first : last + 1], is_whole, follows_digits=first > 0)
        ):
            found = last
    return found


def _is_card(it: Candidate) -> bool:
    issuer = issuer_of(it.digits)
    if issuer is None:
        return False
    is_common, is_one_piece = len(it.digits) in issuer.common, len(it.groups) == 1
    is_right = checks_out(it.digits)
    if not is_right and not (is_common and (it.is_printed or is_one_piece)):
        return False
    if _is_glued(it):
        return False
    about = said_about(it.flat, start=it.start, end=it.end)
    if about is About.PAYS:
        return is_common or it.is_whole or it.is_printed
    if about is About.LOOKED_UP:
        return is_right and is_common and it.is_printed
    return is_right and is_common and (it.is_whole or it.is_printed or is_one_piece)


def _could_be_card(it: Candidate) -> bool:
    issuer = issuer_of(it.digits)
    return issuer is not None and len(it.digits) in issuer.common and checks_out(it.digits)


def _is_glued(it: Candidate) -> bool:
    """Return whether the digits are the tail of something else: of a name with letters, of a fraction."""
    before, after = it.flat[max(0, it.start - 12) : it.start], it.flat[it.end : it.end + 1]
    if it.follows_digits and len(it.groups[0][0]) > 4 and re.search(r"\d[.,]\Z", before):
        return True
    if before.endswith("+") and len(it.digits) <= LONGEST_PHONE:
        return True
    if after.isalpha() and not it.flat.startswith(("exp", "cvv", "cvc"), it.end):
        return True
    letters = re.search(r"[a-z]+\Z", before)
    return letters is not None and said_about(before, start=len(before), end=len(before)) is not About.PAYS
