"""The twelve facts of a touchpoint: what is written for each, and what is missing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from centreline.blueprint.bonds import Name
from centreline.blueprint.journey import Handoff, Touchpoint
from centreline.blueprint.measure import Measure
from centreline.governance.reading import Reading
from centreline.kernel.units import Unit
from centreline.metrics.book import metric_book
from centreline.reports.names import Names
from centreline.web.frame.addresses import element_address
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_words import from_book

__all__ = ["Fact", "Line", "facts_of", "linked", "promise"]


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that is written, and where more about it stands."""

    says: str
    url: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One of the twelve facts.

    Attributes:
        number: 1 to 12.
        asks: What it is about.
        lines: What is written.
        missing: What is not written yet, in words; empty where the fact is complete.
    """

    number: int
    asks: str
    lines: tuple[Line, ...]
    missing: str

    @property
    def complete(self) -> bool:
        """Whether everything that belongs to it is written."""
        return not self.missing


def facts_of(one: Touchpoint, *, reading: Reading, names: Names) -> tuple[Fact, ...]:
    """Return the twelve facts of a touchpoint, in their order, as one person reads them."""
    reader = _Reader(reading, names)
    rows = (
        (_("What it is, and for which customers"), reader.texts(one.what, *one.customer_types),
         _missing((one.what, _("what it is")), (one.customer_types, _("which customers")))),
        (_("Why it exists, and what triggers it"), reader.texts(one.why, one.trigger),
         _missing((one.why, _("why it exists")), (one.trigger, _("what triggers it")))),
        (_("What happens, and through which channels"), reader.texts(one.happens, *_channels(one)),
         _missing((one.happens, _("what happens")), (one.channels, _("the channels")))),
        (_("Who owns it"), reader.elements("role", (one.owner,)), _missing((one.owner, _("one owner")))),
        (_("Who handles it"), reader.elements("role", one.handled_by), _missing((one.handled_by, _("a role")))),
        (_("Tools and systems"), reader.elements("system", one.systems), _missing((one.systems, _("a system")))),
        (_("Procedures and knowledge"), reader.knowledge(one), _missing((one.procedures, _("a procedure")))),
        (_("How long it should take"), reader.texts(_time(one.takes_s) if one.takes_s else None),
         _missing((one.takes_s, _("a time")))),
        (_("The ideal outcome"), reader.texts(one.ideal_outcome), _missing((one.ideal_outcome, _("an outcome")))),
        (_("How success is measured"), reader.measures(one.measures), _missing((one.measures, _("a metric")))),
        (_("Where work is handed on"), reader.handoffs(one),
         _missing((one.handoffs or one.ends_here, _("a handoff, or that it ends here")))),
        (_("What can go wrong"), reader.risks(one), _missing((one.risks, _("a risk")))),
    )  # fmt: skip
    return tuple(Fact(number, *row) for number, row in enumerate(rows, start=1))


def linked(name: Name, *, reading: Reading, names: Names, beside: str = "") -> Line:
    """Return an element by its title, with its address where the reader may look it up."""
    kind, key = name
    opens = reading.opens_metrics if kind == "metric" else reading.element(name)
    opens = opens or (kind == "touchpoint" and _opens(key, reading))
    title = names.touchpoint(key) if kind == "touchpoint" else names.about(f"{kind}:{key}")
    title = from_book(title) if kind == "metric" else title
    return Line(title, element_address(kind, key) if opens else "", beside)


def promise(measure: Measure) -> str:
    """Return the target of a measure in words; empty where nobody set one."""
    metric = metric_book().get(measure.metric)
    unit = metric.unit if metric else Unit.COUNT
    sides = ((_("at least %(value)s"), measure.at_least), (_("at most %(value)s"), measure.at_most))
    return ", ".join(words % {"value": figure(value, unit)} for words, value in sides if value is not None)


@dataclass(frozen=True, slots=True)
class _Reader:
    reading: Reading
    names: Names

    def texts(self, *texts: str | None) -> tuple[Line, ...]:
        return tuple(Line(text) for text in texts if text)

    def elements(self, kind: str, keys: tuple[str | None, ...]) -> tuple[Line, ...]:
        theirs = [key for key in keys if key is not None and not self.reading.is_others((kind, key))]
        return tuple(linked((kind, key), reading=self.reading, names=self.names) for key in theirs)

    def knowledge(self, one: Touchpoint) -> tuple[Line, ...]:
        articles = tuple(Line(_("Article %(key)s") % {"key": key}) for key in one.knowledge)
        return (*self.elements("procedure", one.procedures), *articles)

    def measures(self, measures: tuple[Measure, ...]) -> tuple[Line, ...]:
        return tuple(
            linked(("metric", one.metric), reading=self.reading, names=self.names, beside=promise(one))
            for one in measures
        )

    def handoffs(self, one: Touchpoint) -> tuple[Line, ...]:
        if one.ends_here and not one.handoffs:
            return (Line(_("Nothing is handed on: it ends here.")),)
        return tuple(
            linked(("touchpoint", to.to), reading=self.reading, names=self.names, beside=_terms(to))
            for to in one.handoffs
        )

    def risks(self, one: Touchpoint) -> tuple[Line, ...]:
        return tuple(Line(risk.what, beside=risk.guard or _("nothing guards against it")) for risk in one.risks)


def _opens(key: str, reading: Reading) -> bool:
    return any(one.id == key and reading.touchpoint(one) for one in reading.blueprint.touchpoints)


def _channels(one: Touchpoint) -> tuple[str, ...]:
    words = ", ".join(from_book(channel.replace("_", " ")) for channel in one.channels)
    return (_("Channels: %(channels)s") % {"channels": words},) if words else ()


def _terms(to: Handoff) -> str:
    agreed = to.accepted_by_sender is True and to.accepted_by_receiver is True
    within = _("within %(time)s") % {"time": _time(to.within_s)} if to.within_s else _("no time agreed")
    passes = _("passes %(what)s") % {"what": ", ".join(to.passes)} if to.passes else ""
    return ", ".join(filter(None, (passes, within, "" if agreed else _("not accepted by both sides"))))


def _time(seconds: int) -> str:
    return figure(seconds * 1000, Unit.MILLISECONDS)


def _missing(*needed: tuple[object, str]) -> str:
    return ", ".join(words for value, words in needed if not value)
