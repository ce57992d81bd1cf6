"""A question of the home page and its answer, what it is taken from, and what stands behind it."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.reports.review import Review
from centreline.web.frame.centre import ServedWorkspace
from centreline.web.reading.stuck import AtStake, Open

__all__ = ["Answer", "Behind", "Cell", "Known", "Opens", "answered", "not_examined", "opens_rows", "untold"]


@dataclass(frozen=True, slots=True)
class Opens:
    """A cell of a line that leads on: what it says, and the address of what stands behind it."""

    says: str
    url: str

    def __str__(self) -> str:
        return self.says


Cell = str | Opens
"""What stands in one column of a line."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind an answer, on a page of its own.

    Attributes:
        slug: Its address.
        counted: How it is counted, in words.
        needs: What has to be brought for it: a table with its columns.
        table: The contract that is filled then; empty where no records are lacking.
        metric: Metric whose page goes on; empty where none does.
        lacks: What is not there yet, and what to do meanwhile; empty where nothing lacks.
        heads: What the columns of the rows are called.
        rows: What was counted, in words, a line for each.
    """

    slug: str
    counted: str
    needs: str
    table: str
    metric: str = ""
    lacks: str = ""
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """One question and its answer.

    Attributes:
        asks: The question, as the role asks it.
        says: The answer at a glance.
        beside: What else to know about it; may be empty.
        url: Where it goes on.
        known: Whether there is an answer at all.
        behind: What stands behind it, where it has a page of its own.
        first: The line of what was counted that matters most, which leads to its own rows; read after `beside`.
    """

    asks: str
    says: str
    beside: str
    url: str
    known: bool = True
    behind: Behind | None = None
    first: Opens | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What the answers are taken from.

    Attributes:
        review: The review found last.
        decisions: Decisions of reviews this person may see.
        actions: Actions of them.
        open: Findings about which nobody has decided, those open the longest first.
        stake: What stands is judged to cost; None for who is not told.
        currency: In which.
        place: The centre as this person may see it.
        now: When they ask.
        disputes: Disputes about evaluations that wait for an answer of theirs.
        actor: Who asks.
        settled: What counts as decided about findings, for whoever asks what was decided.
    """

    review: Review
    decisions: tuple[Entry, ...]
    actions: tuple[Entry, ...]
    open: tuple[Open, ...] = ()
    stake: AtStake | None = None
    currency: str = "EUR"
    place: ServedWorkspace | None = None
    now: datetime | None = None
    disputes: int = 0
    actor: Actor | None = None
    settled: tuple[Entry, ...] = ()

    @property
    def evidence(self) -> Evidence | None:
        """The records they may see; None where none were brought."""
        return None if self.place is None else self.place.evidence

    @property
    def fewest(self) -> int:
        """People a figure needs that is shown to them."""
        evidence = self.evidence
        return evidence.scope.fewest_people if evidence is not None and evidence.scope is not None else 1


def answered(asks: str, says: str, beside: str, behind: Behind, *, known: bool = True) -> Answer:
    """Return an answer that goes on to what stands behind it."""
    return Answer(asks, says, beside, reverse("home_answer", args=[behind.slug]), known, behind)


def not_examined(asks: str, behind: Behind) -> Answer:
    """Say that nothing can be said, and what to bring."""
    return answered(asks, _("Not examined"), behind.needs, behind, known=False)


def untold(asks: str, behind: Behind, *, fewest: int) -> Answer:
    """Say that the figure would be one of few people."""
    says = _("Not shown: fewer than %(fewest)d people, or what would give their figure away") % {"fewest": fewest}
    return answered(asks, says, "", behind, known=False)


def opens_rows(says: str, slug: str, **line: str) -> Opens:
    """Return a cell that leads to the rows of the records a line was counted from.

    Args:
        says: What the cell says.
        slug: The answer the line belongs to.
        line: What tells the line from the others, by the names its address has for it.
    """
    named = f"?{urlencode(line)}" if line else ""
    return Opens(says, f"{reverse('home_rows', args=[slug])}{named}")
