"""What contacts cost, month by month: of a touchpoint's queues where costs name queues, else of the whole centre."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from centreline.blueprint.journey import Recognition
from centreline.evidence.engine import Evidence
from centreline.governance.actor import Actor
from centreline.kernel.errors import Stopped
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure
from centreline.metrics.compile import Selection
from centreline.web.frame.centre import workspace
from centreline.web.frame.kept import kept
from centreline.web.frame.spoken import figure
from centreline.web.pages.touchpoints.seen import Seen

__all__ = ["Costs", "Month", "costs_of"]

FEW = 30
"""Below so many contacts the cost of one rests on few."""


@dataclass(frozen=True, slots=True)
class Month:
    """What one month cost.

    Attributes:
        on: Its first day.
        total: What was booked, in the currency of the centre; empty where it is not shown.
        each: For each contact a person took; empty where it is not shown.
        contacts: How many those were.
        few: Whether they are few.
        because: Why the figures are not shown; empty where they are.
    """

    on: date
    total: str = ""
    each: str = ""
    contacts: int = 0
    few: bool = False
    because: str = ""


@dataclass(frozen=True, slots=True)
class Costs:
    """Costs by month, the newest first.

    Attributes:
        about: Whose costs they are, in a sentence.
        months: One for each month with records; empty where none could be counted.
        because: Why there are none; empty where there are.
    """

    about: str
    months: tuple[Month, ...] = ()
    because: str = ""


def costs_of(actor: Actor, seen: Seen) -> Costs:
    """Return what contacts cost by month, and of whom the records can tell: of its queues, or of all one may read."""
    evidence, told = workspace(actor.scope).evidence, seen.touchpoint.recognised_by
    if evidence is None or not evidence.has("cost"):
        return Costs("", because=_("no costs were brought"))
    queues = _queues(evidence, told)
    about = _about(actor, queues)
    try:
        answers = kept(evidence, "costs by month", *queues, make=lambda: _asked(evidence, queues))
    except Stopped as reason:
        return Costs(about, because=reason.what)
    months = [_month(one, currency=seen.names.currency) for one in answers if one.by["month"] is not None]
    if not months:
        return Costs(about, because=_("no month has costs that you may read"))
    return Costs(about, tuple(sorted(months, key=lambda one: one.on, reverse=True)))


def _queues(evidence: Evidence, told: Recognition | None) -> tuple[str, ...]:
    """Return the queues its costs can be told apart by; none where costs name no queue, or it is more than its queues.

    A touchpoint that is also told by reason, channel or activity has a part of what its queues cost, and nobody knows
    which part.
    """
    if told is None or told.reasons or told.channels or told.activities or not evidence.has("cost", "queue"):
        return ()
    return tuple(sorted(told.queues))


def _asked(evidence: Evidence, queues: tuple[str, ...]) -> tuple[Answer, ...]:
    where: Selection | None = (lambda rows: rows.queue.isin(queues)) if queues else None
    return measure(evidence, "cost_per_contact", by=("month",), where=where)


def _about(actor: Actor, queues: tuple[str, ...]) -> str:
    if queues:
        words = _("Costs that name its queues ({queues}), and the contacts of these queues.")
        return str(words.format(queues=", ".join(queues)))
    if actor.partner:
        return str(
            _("Costs cannot be told apart by touchpoint: these are all that name you, and all contacts of yours.")
        )
    return str(_("Costs cannot be told apart by touchpoint: these are held for the whole centre only."))


def _month(answer: Answer, *, currency: str) -> Month:
    on = answer.by["month"]
    if answer.hidden_because:
        return Month(on, because=answer.hidden_because)
    contacts = round(answer.denominator or 0)
    if answer.value is None or answer.numerator is None:
        return Month(on, because=_("it has no costs, or no contacts that a person took"))
    total, each = (figure(one, answer.unit, currency=currency) for one in (answer.numerator, answer.value))
    return Month(on, total, each, contacts, few=contacts < FEW)
