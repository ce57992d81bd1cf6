"""What acts write into the trail by themselves, read in another language: it is kept in English, once and for all."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from django.utils.translation import get_language

from centreline.kernel.said import Said, said
from centreline.web.frame.chosen_words import word_chosen
from centreline.web.frame.spoken import ENGLISH, spoken

__all__ = ["says_of"]

_FROM_VERSION = (said("brought up to version {version}"), said("from version {version}"),
                 said("taken away in what was published"), said("its stage is no more"))  # fmt: skip

_SAYS: Mapping[str, tuple[Said, ...]] = {
    "adopt_folder": (said("taken over from the files of the workspace"),),
    "approve_decision": (said("approves {content}"),),
    "approve_proposal": (said("approves {content}"),),
    "bring_back": (said("from the bin"),),
    "bring_back_draft": (said("brought back"),),
    "bring_up_to_date": _FROM_VERSION,
    "card_from_note": (said("became a touchpoint"),),
    "close_action": (said("done"),),
    "decide_finding": (said("decides: {lane}"),),
    "change_decision": (said("decides: {lane}"),),
    "discard_draft": (said("discarded"),),
    "drop_schedule": (said("stopped reading {title} by itself"),),
    "export": (said("took {rows} rows out as {form}"),),
    "hand_in_proposal": (said("handed in"),),
    "let_in": (said("let in again"),),
    "open_board": (said("opens a board"),),
    "propose_change": (said("{state}"),),
    "read_again": (said("{file} is read again"),),
    "record_import": (said("brought {file} into {table}"),),
    "record_import_taken_back": (said("took {file} back out of {table}"),),
    "record_retention": (said("{rows} rows left by their age"),),
    "reopen_proposal": (said("opened again"),),
    "reset_password": (said("password reset"),),
    "schedule_import": (said("scheduled {title}, every {every}"), said("changed the schedule of {title}")),
    "shut_out": (said("shut out"),),
    "sign_review": (said("signed anew"), said("signed for the {side}")),
    "take_own_records": (said("took {rows} rows about themselves out"),),
    "undo_change": (said("takes back version {version}"),),
    "waive_finding": (said("waived until {until}"),),
}
"""What each act says of itself; what its doer wrote instead is theirs, and is left as it is."""

_CHOSEN = frozenset({"lane", "state", "every", "side"})


def says_of(act: str, text: str) -> str:
    """Return what an act wrote of itself in the reader's language; what somebody wrote as it is.

    Args:
        act: The act.
        text: What the trail keeps with it.
    """
    if get_language() in ENGLISH:
        return text
    for template, pattern in _patterns(act):
        if found := pattern.fullmatch(text):
            return spoken(template.filled(**{name: _value(name, one) for name, one in found.groupdict().items()}))
    return text


@cache
def _patterns(act: str) -> tuple[tuple[Said, re.Pattern[str]], ...]:
    return tuple((one, _pattern(one)) for one in _SAYS.get(act, ()))


def _pattern(template: Said) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+)", re.escape(template)))


def _value(name: str, text: str) -> str | date:
    if name == "until" and re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return word_chosen(text, name) if name in _CHOSEN else text
