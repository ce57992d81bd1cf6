"""What was said and written in some of the contacts: invented lines, in order, within the time of the contact."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from centreline.samples.cast import DESKS, REASONS
from centreline.samples.columns import Whole, constant, instants, milliseconds, numbers, words
from centreline.samples.contact_tables import agent_names, contact_names, desk_words
from centreline.samples.floor import ABANDONED
from centreline.samples.happened import Happened
from centreline.samples.said import CLOSES, SAID, THANKS

__all__ = ["MOST_CONTACTS", "turn_table"]

MOST_CONTACTS = 800
"""Contacts whose words are written down, at most, however large the centre is."""

_TALK = ("customer", "agent", "customer", "agent", "customer", "agent")
_LETTER = ("customer", "agent")
_SELF_SERVED_S = 95
_SPEAKERS = ("customer", "agent", "bot")
_PER_REASON = 5  # two ways to begin, a question, a reply and an answer


@dataclass(frozen=True, slots=True)
class _Turns:
    """Turns as columns of numbers: the contact, its place there, who spoke, when, and which line."""

    visit: Whole
    turn_no: Whole
    speaker: Whole
    at_s: Whole
    line: Whole


def turn_table(happened: Happened, *, rng: np.random.Generator) -> pa.Table:
    """Return the turns of a sample of contacts that somebody, or the machine, took to the end.

    A letter has two turns, a conversation six. Contacts that were passed on are left out: two agents would speak.
    """
    complete = happened.visits.outcome != ABANDONED
    complete[happened.transfers.visit] = False
    candidates = np.flatnonzero(complete)
    sample = np.sort(rng.choice(candidates, min(MOST_CONTACTS, len(candidates)), replace=False))
    written = np.array([desk.kind == "written" for desk in DESKS])[happened.desk[sample]]
    letters, talks = sample[written], sample[~written]
    parts = [_letters(happened, letters, rng=rng), _talks(happened, talks, rng=rng)]
    whole = _Turns(*(np.concatenate([getattr(part, name) for part in parts]) for name in _Turns.__slots__))
    order = np.lexsort((whole.turn_no, whole.visit))
    return _table(happened, _Turns(*(getattr(whole, name)[order] for name in _Turns.__slots__)))


def _lines() -> list[str]:
    """Return every line: those of each reason, then thanks, then goodbyes."""
    said = [SAID[reason.name] for _, reason in REASONS]
    of_reasons = [line for one in said for line in (*one.opens, one.asks, one.replies, one.answers)]
    return [*of_reasons, *THANKS, *CLOSES]


def _talks(happened: Happened, visit: Whole, *, rng: np.random.Generator) -> _Turns:
    turns, rows = len(_TALK), len(visit)
    visits, first = happened.visits, happened.visits.reason[visit] * _PER_REASON
    thanks = len(REASONS) * _PER_REASON + rng.integers(0, len(THANKS), rows)
    closes = len(REASONS) * _PER_REASON + len(THANKS) + rng.integers(0, len(CLOSES), rows)
    opens = first + rng.integers(0, 2, rows)
    line = np.stack([opens, first + 2, first + 3, first + 4, thanks, closes], axis=1)
    served = ~happened.handled[visit]
    lasts = np.where(served, _SELF_SERVED_S, visits.ended_s[visit] - visits.answered_s[visit])
    at_s = visits.answered_s[visit][:, None] + lasts[:, None] * np.arange(turns)[None, :] // (turns + 1)
    speaker = np.tile([_SPEAKERS.index(who) for who in _TALK], (rows, 1))
    speaker = np.where(served[:, None] & (speaker == 1), _SPEAKERS.index("bot"), speaker)
    number = np.tile(np.arange(1, turns + 1), rows)
    return _Turns(np.repeat(visit, turns), number, speaker.ravel(), at_s.ravel(), line.ravel())


def _letters(happened: Happened, visit: Whole, *, rng: np.random.Generator) -> _Turns:
    rows, visits = len(visit), happened.visits
    first = visits.reason[visit] * _PER_REASON
    line = np.stack([first + rng.integers(0, 2, rows), first + 4], axis=1)
    at_s = np.stack([visits.offered_s[visit], visits.ended_s[visit]], axis=1)
    speaker = np.tile([_SPEAKERS.index(who) for who in _LETTER], rows)
    number = np.tile(np.arange(1, len(_LETTER) + 1), rows)
    return _Turns(np.repeat(visit, len(_LETTER)), number, speaker, at_s.ravel(), line.ravel())


def _table(happened: Happened, turns: _Turns) -> pa.Table:
    visit, rows = turns.visit, len(turns.visit)
    desk = happened.desk[visit]
    by_agent = turns.speaker == _SPEAKERS.index("agent")
    lines = _lines()
    spoken = np.array([one.channel == "voice" for one in DESKS])[desk]
    lasts = np.array([1 + len(line.split()) // 3 for line in lines])[turns.line]
    columns: dict[str, Any] = {
        "source": desk_words("source", desk),
        "contact_id": contact_names(happened).take(pa.array(visit)),
        "leg_no": numbers(np.ones(rows, np.int64), known=happened.handled[visit]),
        "turn_no": numbers(turns.turn_no),
        "speaker": words(_SPEAKERS, turns.speaker),
        "person": agent_names(np.where(by_agent, happened.agent[visit], -1)),
        "at": instants(turns.at_s),
        "length_ms": milliseconds(lasts, known=spoken),
        "text": words(lines, turns.line),
        "redactions": numbers(np.zeros(rows, np.int64)),
        "language": constant("en", rows),
        "partner": desk_words("partner", desk),
        "zone": desk_words("zone", desk),
    }
    return pa.table(columns)
