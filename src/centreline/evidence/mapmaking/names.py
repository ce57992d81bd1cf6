"""How alike the name of a column and the name of a field are: the words of both, and the words people use instead."""

import re

from centreline.evidence.mapmaking.abroad import ABROAD, plain

__all__ = ["likeness", "words_of"]

SAME = {
    "call": "contact", "interaction": "contact", "ticket": "contact", "case": "contact", "conversation": "contact",
    "incident": "contact", "session": "contact", "request": "contact", "caller": "customer", "client": "customer",
    "account": "customer", "user": "customer", "requester": "customer", "member": "customer", "skill": "queue",
    "group": "queue", "category": "reason", "topic": "reason", "subject": "reason", "driver": "reason",
    "vendor": "partner", "supplier": "partner", "bpo": "partner", "location": "site", "office": "site",
    "assignee": "agent", "operator": "agent", "advisor": "agent", "representative": "agent", "rep": "agent",
    "media": "channel", "medium": "channel", "result": "outcome", "status": "outcome", "disposition": "disposition",
    "started": "opened", "start": "opened", "arrived": "opened", "created": "opened", "queued": "offered",
    "received": "offered", "entered": "offered", "answer": "answered", "picked": "answered", "accepted": "answered",
    "end": "closed", "ended": "closed", "finished": "closed", "completed": "closed", "queueing": "wait",
    "waiting": "wait", "held": "hold", "acw": "wrap", "aftercall": "wrap", "wrapup": "wrap", "handling": "talk",
    "class": "priority", "number": "id", "no": "id", "nr": "id", "ref": "id", "reference": "id", "key": "id",
    "date": "at", "time": "at", "timestamp": "at", "datetime": "at", "seconds": "duration", "sec": "duration",
    "secs": "duration", "minutes": "duration", "mins": "duration", "min": "duration", "ms": "duration",
    "duration": "duration",
    "rating": "score", "stars": "score", "csat": "score", "feedback": "comment", "verbatim": "comment",
    "rep_id": "agent", "employee": "agent", "survey": "response",
    "invitation": "response", "worker": "agent", "amount": "value", "price": "value",
}  # fmt: skip
"""The word that stands for others in the names of fields."""

LIGHT = frozenset({"id", "at", "duration", "the", "of", "is", "name", "code", "type", "value", "up", "on", "in",
                   "to", "d", "de", "del", "der", "di", "la", "le", "do", "van", "s"})  # fmt: skip
"""Words that say what sort of thing a column holds and not which: alone they make two names hardly alike."""

LIGHT_WEIGHT = 0.35

AS_GOOD_AS = 0.85
"""How much of a likeness stays that rests on a word people use instead."""


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a column's name, each replaced by the word that stands for it.

    >>> words_of("CallStart Time"), words_of("handle_s"), words_of("Ticket No.")
    (('contact', 'opened', 'at'), ('handle', 's'), ('contact', 'id'))

    >>> words_of("Wartezeit (s)"), words_of("Numéro d’appel")
    (('wait', 'duration', 's'), ('id', 'd', 'contact'))
    """
    return tuple(SAME.get(one, one) for word in _words(name) for one in ABROAD.get(word, (word,)))


def likeness(column: str, field: str) -> float:
    """Return how alike two names are, 0 to 1: the weight of the words they share, of the weight of all their words.

    >>> likeness("Contact Id", "contact_id"), likeness("Weather", "contact_id")
    (1.0, 0.0)
    """
    ours, theirs = set(words_of(field)), set(words_of(column))
    both, either = ours & theirs, ours | theirs
    weight = sum(map(_weight, either))
    shared = sum(map(_weight, both)) / weight if weight else 0.0
    return shared if both <= set(_words(column)) else AS_GOOD_AS * shared


def _words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+", plain(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", name)))


def _weight(word: str) -> float:
    return LIGHT_WEIGHT if word in LIGHT else 1.0
