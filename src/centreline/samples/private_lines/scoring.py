"""How well labelled lines were redacted."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

import numpy as np

from centreline.evidence.privacy.span import Redacted
from centreline.metrics.interval import wilson
from centreline.samples.private_lines.line import Line

__all__ = ["Score", "missed", "scores"]

SHOWN_AS: Final = {"card typed": "card", "card spoken": "card"}


@dataclass(frozen=True, slots=True)
class Score:
    """How often lines of one kind in one language came out right.

    Attributes:
        kind: The kind of line.
        language: Its language.
        lines: How many there were.
        right: How many came out right: exactly the secret replaced; or nothing at all where there was none.
        marked: Stretches that were replaced as this kind where nothing of the kind stood, in all lines of the language.
    """

    kind: str
    language: str
    lines: int
    right: int
    marked: int

    @property
    def share(self) -> float:
        """Share that came out right: the recall, or for lines without a secret what is left alone."""
        return self.right / self.lines

    @property
    def precision(self) -> float:
        """Share of what was replaced as this kind that was of the kind."""
        return self.right / (self.right + self.marked) if self.right + self.marked else 1.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's interval of the share, at 95 in 100."""
        low, high = wilson(np.array([float(self.right)]), np.array([float(self.lines)]))
        return float(low[0]), float(high[0])


def scores(lines: Iterable[Line], redact: Callable[[str], Redacted]) -> list[Score]:
    """Return how well each kind came out, by language and, as language "all", altogether."""
    count, right, marked = Counter[tuple[str, str]](), Counter[tuple[str, str]](), Counter[tuple[str, str]]()
    for line in lines:
        cleaned = redact(line.text)
        for language in (line.language, "all"):
            count[line.kind, language] += 1
            right[line.kind, language] += not missed(line, cleaned)
            for kind, times in cleaned.found.items():
                expected = int(bool(line.secret) and kind == SHOWN_AS.get(line.kind, line.kind))
                marked[kind, language] += max(0, times - expected)
    return [
        Score(kind, language, lines, right[kind, language], marked[SHOWN_AS.get(kind, kind), language])
        for (kind, language), lines in count.items()
    ]


def missed(line: Line, cleaned: Redacted) -> bool:
    """Return whether anything but exactly the secret was replaced, or less than all of it."""
    if not line.secret:
        return bool(cleaned.found)
    before, _, after = line.text.partition(line.secret)
    shown = cleaned.text[len(before) : len(cleaned.text) - len(after)]
    is_around = cleaned.text.startswith(before) and cleaned.text.endswith(after)
    return not (is_around and shown.startswith(f"[{SHOWN_AS.get(line.kind, line.kind)}") and shown.count("[") == 1)
