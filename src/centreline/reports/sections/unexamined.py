"""What was not examined, why, and what to bring to examine it. Silence is never a pass."""

from collections.abc import Mapping
from dataclasses import dataclass

from centreline.findings.check import Check
from centreline.findings.examine import Examination
from centreline.findings.finding import State
from centreline.kernel.kept_words import Sentence
from centreline.kernel.said import said
from centreline.reports.words import sentence

__all__ = ["Asked", "Unexamined", "open_questions"]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the book: the id of its check, and what it asks."""

    check: str
    question: Sentence


@dataclass(frozen=True, slots=True)
class Unexamined:
    """Questions nobody could examine for one reason.

    Attributes:
        because: Why not, in a sentence.
        bring: What to bring to examine them.
        questions: The questions.
    """

    because: Sentence
    bring: Sentence
    questions: tuple[Asked, ...]


def open_questions(examination: Examination, *, checks: Mapping[str, Check]) -> tuple[Unexamined, ...]:
    """Return what was not examined, the reason that keeps most questions open first.

    Args:
        examination: What came of asking.
        checks: The questions by their ids.
    """
    reasons: dict[tuple[str, str], list[Asked]] = {}
    for outcome in examination.in_state(State.NOT_EXAMINED):
        reason = (
            sentence(outcome.because or said("nobody said why")),
            sentence(outcome.bring or said("nobody said what to bring")),
        )
        reasons.setdefault(reason, []).append(Asked(outcome.check, checks[outcome.check].question))
    rows = [Unexamined(because, bring, tuple(questions)) for (because, bring), questions in reasons.items()]
    return tuple(sorted(rows, key=lambda row: (-len(row.questions), row.questions[0].check)))
