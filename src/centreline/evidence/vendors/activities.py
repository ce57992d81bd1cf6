"""What centres call the states of their agents, in plain words, where the system leaves the naming to them."""

import re

__all__ = ["category_of"]

CATEGORIES = (
    ("meal", re.compile(r"\b(lunch|meal|dinner|mittag\w*|almuerzo|comida|d[eé]jeuner)\b")),
    ("break", re.compile(r"\b(break|pause|rest|coffee|toilet|bathroom|restroom|comfort|descanso|pausa)\b")),
    ("meeting", re.compile(r"\b(meeting|huddle|team ?talk|one.to.one|1.?1|1on1|briefing|besprechung|reuni[oó]n)\b")),
    ("training", re.compile(r"\b(training|coaching|learning|e.?learning|course|schulung|formaci[oó]n|formation)\b")),
    ("time_off", re.compile(r"\b(vacation|holiday|sick\w*|time off|leave|urlaub|krank)\b")),
    (
        "off_queue_work",
        re.compile(r"\b(back ?office|admin\w*|follow.?up|project|email\w*|case ?work|paperwork|outbound)\b"),
    ),
    ("unavailable", re.compile(r"\b(unavailable|not ready|busy|away|aux|system|technical|it issue)\b")),
)


def category_of(name: str) -> str | None:
    """Return what kind of state a centre's own name means; None where no word of it tells.

    >>> category_of("Lunch"), category_of("Team huddle"), category_of("Zzz")
    ('meal', 'meeting', None)
    """
    said = re.sub(r"[_\-/]+", " ", name).lower()
    return next((category for category, words in CATEGORIES if words.search(said)), None)
