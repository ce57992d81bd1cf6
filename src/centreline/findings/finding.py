"""What a check answers: findings with the records behind them, how much was looked at, or why nothing was."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from centreline.blueprint.claim import Question
from centreline.findings.workers import Workers
from centreline.kernel.estimate import Estimate
from centreline.kernel.kept_words import Sentence
from centreline.kernel.said import Said
from centreline.kernel.units import Unit

__all__ = ["Finding", "Looked", "NotExamined", "Outcome", "Records", "Severity", "State", "look_at"]

KEYS_SHOWN = 20
"""How many keys of records a finding carries; the count says how many there are."""


class Severity(StrEnum):
    """How much a finding weighs, in a word."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @classmethod
    def of(cls, weight: float) -> "Severity":
        """Return the word for a weight from 0 to 1.

        >>> [str(Severity.of(weight)) for weight in (0.0, 0.25, 0.5, 0.75)]
        ['low', 'medium', 'high', 'critical']
        """
        if weight < 0.25:
            return cls.LOW
        if weight < 0.5:
            return cls.MEDIUM
        return cls.HIGH if weight < 0.75 else cls.CRITICAL

    @property
    def rank(self) -> int:
        """0 for low up to 3 for critical, so that severities can be compared."""
        return list(Severity).index(self)


class State(StrEnum):
    """How a check ended: silence is never a pass, so there are three ways."""

    FOUND = "found"
    CLEAR = "clear"
    NOT_EXAMINED = "not_examined"


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of evidence behind a finding.

    Attributes:
        table: Contract they are in.
        count: How many there are.
        keys: Keys of the first of them, at most twenty.
        where: What they have in common, as a person would filter for them.
        workers: Who made them, until `findings.few` has decided what the reader is told; None then, and where
            everybody is told everything.
    """

    table: str
    count: int
    keys: tuple[str, ...]
    where: Sentence
    workers: Workers | None = None

    def __post_init__(self) -> None:
        if len(self.keys) > min(self.count, KEYS_SHOWN):
            raise ValueError(f"{len(self.keys)} keys for {self.count} records; show at most {KEYS_SHOWN}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is out of line, and how we know.

    Attributes:
        check: Id of the check that found it; the examination fills it in.
        element: What it is about, as `kind:id`, such as `touchpoint:billing-call`.
        says: A sentence a manager reads, with its full stop.
        weight: How much it weighs, 0 to 1; how it follows from size is said by the check.
        records: The rows behind it, where it rests on evidence.
        estimate: The number behind it with its interval, where there is one.
        unit: Unit of the estimate; most are shares.
        first_step: What to do on Monday, where it differs from the check's fix.
        against: What it was held against: a target, a peer, an agreement, a claim.
        question: Which of the twelve questions about a touchpoint it holds an answer to; None where it holds none.
        hidden_because: Why its figures are not told to this reader, as a clause; empty where they are.
    """

    check: str = ""
    element: str
    says: Sentence
    weight: float
    records: Records | None = None
    estimate: Estimate | None = None
    unit: Unit = Unit.SHARE
    first_step: Sentence | None = None
    against: Sentence | None = None
    question: Question | None = None
    hidden_because: Sentence = ""

    def __post_init__(self) -> None:
        if not 0 <= self.weight <= 1:
            raise ValueError(f"a weight lies between 0 and 1, not {self.weight!r}")
        kind, colon, name = self.element.partition(":")
        if not (kind and colon and name):
            raise ValueError(f"an element is written kind:id, not {self.element!r}")
        if not self.says.endswith((".", "?", "!")):
            raise ValueError(f"a finding is a sentence and ends with a full stop: {self.says!r}")

    @property
    def severity(self) -> Severity:
        """The word for its weight."""
        return Severity.of(self.weight)


@dataclass(frozen=True, slots=True)
class Looked:
    """How much a check looked at: a count, and the plural of what was counted."""

    count: int
    what: Sentence

    def __str__(self) -> str:
        """Return it as a person reads it, such as '1,204 contacts' or '1 touchpoint with a machine'."""
        return f"{self.count:,} {self.word}"

    @property
    def word(self) -> str:
        """What was counted, in the plural or, where it is one, in the singular."""
        if self.count != 1:
            return self.what
        return self.what.one if isinstance(self.what, Said) and self.what.one else _one_of(self.what)


class NotExamined(Exception):
    """A check could not look; raised by a check, turned into an outcome by the examination.

    Args:
        because: Why not, as a clause without a full stop.
        bring: What somebody has to bring or write so that it can.
    """

    def __init__(self, because: str, *, bring: str) -> None:
        super().__init__(because)
        self.because = because
        self.bring = bring


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check ended.

    Attributes:
        check: Its id.
        state: Found, clear or not examined; found also where every finding is waived.
        findings: Those that stand, the heaviest first; waived ones are apart, in the examination.
        looked: How much it looked at, where it says so.
        because: Why it could not look.
        bring: What to bring so that it can.
    """

    check: str
    state: State
    findings: tuple[Finding, ...] = ()
    looked: Looked | None = None
    because: Sentence | None = None
    bring: Sentence | None = None


def _one_of(many: str) -> str:
    """Return a plural with its first plural word in the singular."""
    words = many.split(" ")
    for at, word in enumerate(words):
        if word.endswith("ies"):
            return " ".join([*words[:at], word[:-3] + "y", *words[at + 1 :]])
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            return " ".join([*words[:at], word[:-1], *words[at + 1 :]])
    return many


def look_at(things: Sequence[object], *, what: str, because: str, bring: str) -> Looked:
    """Say how many things there are to look at.

    Args:
        things: All that the check will look at.
        what: What they are, in the plural: 'touchpoints', 'handoffs between teams'.
        because: Why nothing can be examined when there are none, as a clause.
        bring: What to write or bring then.

    Raises:
        NotExamined: there is nothing to look at, and nothing found there would mean nothing.
    """
    if not things:
        raise NotExamined(because, bring=bring)
    return Looked(len(things), what)
