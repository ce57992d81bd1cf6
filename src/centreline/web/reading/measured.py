"""What was measured so far of a published change: the metric its proposal named, before and after, never why."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext as _

from centreline.actions.proposed import said_in
from centreline.blueprint.journey import Recognition
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.proposal import Said, Standing
from centreline.kernel.errors import EvidenceMissing
from centreline.kernel.units import Unit
from centreline.metrics.answer import Answer
from centreline.metrics.before_after import LEAST_DAYS, BeforeAfter, before_after
from centreline.metrics.book import metric_book
from centreline.metrics.definition import Metric
from centreline.web.frame.centre import ServedWorkspace, workspace
from centreline.web.frame.kept import kept
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_format import day as day_word
from centreline.web.frame.templatetags.centreline_format import number
from centreline.web.frame.templatetags.centreline_words import from_book
from centreline.web.reading.its_contacts import of_its_contacts
from centreline.web.reading.meant import variant_meant
from centreline.web.records.store import DjangoState

__all__ = ["Measured", "Window", "measured_of"]


@dataclass(frozen=True, slots=True)
class Window:
    """A metric in one window, written for a reader: where, the value, its interval and the rows behind it."""

    label: str
    days: str
    value: str
    interval: str
    n: str
    few: bool


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a change so far.

    Attributes:
        kind: measured, too_early, not_examined, closed with what was measured then, or nothing to measure yet.
        says: The same in sentences; never that the change did it.
        windows: Before and after; empty where nothing was measured.
    """

    kind: Literal["measured", "too_early", "not_examined", "closed", "nothing"]
    says: str
    windows: tuple[Window, ...] = ()


def measured_of(actor: Actor, entry: Entry) -> Measured:
    """Return what was measured of a change in the rows that somebody may see.

    Args:
        actor: Who reads.
        entry: The proposal; of one that was closed, what was measured then is returned.
    """
    said = said_in(entry)
    if said.state is Standing.CLOSED:
        return Measured("closed", said.measured or _("Nothing was measured."))
    at = _published_at(said)
    if at is None:
        return Measured("nothing", _("Not measured yet: it is not published."))
    metric = metric_book().get(said.measured_by or "")
    place = workspace(actor.scope)
    if metric is None:
        return Measured("not_examined", _("Not examined: the proposal names no metric in which it would be seen."))
    if place.evidence is None:
        return Measured("not_examined", _("Not examined: no records were brought."))
    day, told = at.astimezone(ZoneInfo(place.zone)).date(), _recognition(said, place)
    found = _of_its_contacts(place, metric, day=day, told=told)
    if found is not None:
        return _told(found, metric, place=place, apart=True)
    return _told(_found(place, metric, day=day, told=None), metric, place=place, apart=False)


def _published_at(said: Said) -> datetime | None:
    version = DjangoState().published(said.published_as) if said.published_as else None
    return None if version is None else version.at


def _recognition(said: Said, place: ServedWorkspace) -> Recognition | None:
    """Return how the contacts of the touchpoint that changes are recognised; None where it is about anything else."""
    kind, _colon, key = said.subject.partition(":")
    touchpoints = place.blueprint.touchpoints if kind == "touchpoint" else ()
    return next((one.recognised_by for one in touchpoints if one.id == key), None)


def _of_its_contacts(
    place: ServedWorkspace, metric: Metric, *, day: date, told: Recognition | None
) -> BeforeAfter | None:
    """Return what was measured of a touchpoint's own contacts; None where only the metric as a whole can be read.

    That is so where nobody wrote how its contacts are recognised, where the records name no contact, and where so few
    people serve it that its figure would tell of single ones.
    """
    if told is None:
        return None
    try:
        found = _found(place, metric, day=day, told=told)
    except EvidenceMissing:
        return None
    return None if found.missing == "hidden" else found


def _found(place: ServedWorkspace, metric: Metric, *, day: date, told: Recognition | None) -> BeforeAfter:
    evidence = place.evidence
    if evidence is None:
        raise ValueError("nothing was brought")
    variant, today = variant_meant(metric, place=place), timezone.localdate(timezone=ZoneInfo(place.zone))
    where = None if told is None else of_its_contacts(evidence, told)
    named = (metric.id, variant.model_dump_json(), day, today, told and told.model_dump_json())
    return kept(
        evidence,
        "before and after",
        *named,
        make=lambda: before_after(evidence, metric, variant=variant, day=day, today=today, where=where),
    )


def _told(found: BeforeAfter, metric: Metric, *, place: ServedWorkspace, apart: bool) -> Measured:
    before, after = found.before, found.after
    if before is None or after is None:
        return _untold(found)
    currency = place.blueprint.organisation.currency
    windows = (
        _window(before, _("Before"), unit=metric.unit, currency=currency),
        _window(after, _("After"), unit=metric.unit, currency=currency),
    )
    told = {
        "title": from_book(metric.title),
        "before": _figure(windows[0]),
        "after": _figure(windows[1]),
        "days": found.days,
        "day": day_word(found.day),
    }
    of_the_touchpoint = _(
        "%(title)s of its contacts: %(before)s in the %(days)d days before %(day)s, %(after)s in as many after."
    )
    as_a_whole = _("%(title)s as a whole: %(before)s in the %(days)d days before %(day)s, %(after)s in as many after.")
    says = (of_the_touchpoint if apart else as_a_whole) % told
    return Measured("measured", f"{says} {_apart(found)}", windows)


def _untold(found: BeforeAfter) -> Measured:
    told = {
        "day": day_word(found.day),
        "end": day_word(found.records_end),
        "from": day_word(found.day + timedelta(days=LEAST_DAYS)),
        "because": found.because,
    }
    early = _("Too early: it was published on %(day)s, and is measured from %(from)s on.")
    because = {
        "no_records_since": _("Not examined: the records end on %(end)s, too early for what was published on %(day)s."),
        "no_records_before": _("Not examined: the records do not reach two weeks back before %(day)s."),
        "hidden": _("Not examined: %(because)s"),
        "nothing_counted": _("Not examined: in one of both windows there was nothing to count."),
    }
    if found.missing == "too_early":
        return Measured("too_early", early % told)
    unanswerable = _("Not examined: %(because)s") if found.because else _("Not examined: it has no records.")
    return Measured("not_examined", because.get(found.missing, unanswerable) % told)


def _window(answer: Answer, label: str, *, unit: Unit, currency: str) -> Window:
    estimate, period = answer.estimate, answer.period
    interval = ""
    if estimate.low is not None and estimate.high is not None:
        low, high = (figure(end, unit, currency=currency) for end in (estimate.low, estimate.high))
        interval = f"{low} – {high}"
    days = f"{day_word(period.starts_on)} – {day_word(period.ends_before - timedelta(days=1))}"
    value = figure(answer.value, unit, currency=currency)
    return Window(label, days, value, interval, number(answer.n), estimate.is_small)


def _figure(window: Window) -> str:
    inside = ", ".join(filter(None, (window.interval, f"n {window.n}", _("few") if window.few else "")))
    return f"{window.value} ({inside})"


def _apart(found: BeforeAfter) -> str:
    if found.apart is None:
        return str(_("It has no interval, so nobody can say whether chance alone would give that difference."))
    if found.apart:
        return str(_("Their intervals lie apart; what else changed in that time is not taken out."))
    return str(_("Their intervals overlap: chance alone may give that difference."))
