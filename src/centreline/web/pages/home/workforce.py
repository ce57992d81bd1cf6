"""What workforce planning asks first: am I short, what will the rest of the day look like, who is out?"""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from centreline.kernel.units import Unit
from centreline.web.frame.kept import kept
from centreline.web.frame.spoken import figure
from centreline.web.frame.templatetags.centreline_format import day as day_word
from centreline.web.frame.templatetags.centreline_format import number
from centreline.web.pages.home.asking import (
    Answer,
    Behind,
    Cell,
    Known,
    Opens,
    answered,
    not_examined,
    opens_rows,
    untold,
)
from centreline.web.pages.home.staffing import OFF_FOR_MS, Day, Off, Slot, day_of, off_schedule

__all__ = ["rest_of_the_day", "short_when", "who_is_out"]


def short_when(known: Known) -> Answer:
    """Say in how many intervals fewer are scheduled than asked for, and where by most."""
    asks = _("Am I short, when, by how many?")
    behind = Behind(
        "short",
        _(
            "Agents the forecast asks for, less agents scheduled, interval by interval and queue "
            "by queue. What one queue has too many is not taken off what another lacks."
        ),
        _("Bring intervals of queues with staff_required and staff_scheduled"),
        "interval_stat",
        "staffing_coverage",
        _("What a change of the schedule would do is not worked out here yet: there is no simulation."),
        (_("Interval"), _("Queue"), _("Asked for"), _("Scheduled"), _("Missing")),
    )
    found = _day(known)
    judged = [one for one in found.slots if one.missing is not None] if found else []
    if found is None or not judged:
        return not_examined(asks, behind)
    short = sorted((one for one in judged if one.missing), key=lambda one: (-(one.missing or 0), one.at))
    # Where nobody is missing anywhere, every interval that was judged stands there: it is what says so.
    rows = tuple(map(_short_row, sorted(short or judged, key=lambda one: (one.at, one.queue))))
    behind = replace(behind, rows=rows)
    told = {"n": len(short), "all": len(judged), "day": day_word(found.day)}
    of = (
        _("%(all)d intervals of queues on %(day)s")
        if found.is_ahead
        else _("%(all)d intervals of queues on %(day)s, the last day held")
    ) % told
    lacking = len(found.slots) - len(judged)
    if lacking:
        more = ngettext("%(n)d more lacks one of both numbers", "%(n)d more lack one of both numbers", lacking)
        of = f"{of}; {more % {'n': lacking}}"
    if not short:
        return answered(asks, _("Nowhere: every interval has who it asks for"), of, behind)
    says = ngettext("Short in %(n)d interval", "Short in %(n)d intervals", len(short)) % told
    worst = _("most at %(at)s in %(queue)s: %(required)s asked for, %(scheduled)s scheduled") % {
        "at": f"{short[0].at:%H:%M}",
        "queue": short[0].queue,
        "required": number(short[0].required),
        "scheduled": number(short[0].scheduled),
    }
    return answered(asks, says, _("of %(of)s; %(worst)s") % {"of": of, "worst": worst}, behind)


def rest_of_the_day(known: Known) -> Answer:
    """Say what is forecast for what is left of the day; where nothing is held ahead, how the last day held went."""
    asks = _("What will the rest of the day look like?")
    behind = Behind(
        "rest-of-the-day",
        _(
            "Contacts forecast for the intervals that have not begun, as the forecast that was "
            "brought says; beside it what came and was forecast in those that have."
        ),
        _("Bring intervals of queues with forecast_offered, those still to come as well"),
        "interval_stat",
        "forecast_accuracy",
        _(
            "The forecast is the one that was brought. Centreline makes none of its own yet, and "
            "does not correct it by how the day went so far."
        ),
        (_("Interval"), _("Queue"), _("Forecast"), _("Came"), _("Asked for"), _("Scheduled")),
    )
    found = _day(known)
    if found is None or all(one.forecast is None for one in found.slots):
        return not_examined(asks, behind)
    behind = replace(behind, rows=tuple(_slot_row(one) for one in found.slots))
    over = [one for one in found.slots if not one.is_ahead and one.came is not None and one.forecast is not None]
    told = {
        "came": number(sum(one.came or 0 for one in over)),
        "forecast": number(sum(one.forecast or 0 for one in over)),
        "day": day_word(found.day),
    }
    if not found.is_ahead:
        beside = _(
            "No forecast for what is ahead is held. On %(day)s, the last day held, %(came)s came "
            "and %(forecast)s were forecast."
        )
        return answered(asks, _("Not examined"), beside % told, behind, known=False)
    rest = [one for one in found.slots if one.is_ahead]
    ahead = {"n": number(sum(one.forecast or 0 for one in rest)), "at": f"{rest[0].at:%H:%M}", **told}
    says = _("%(n)s contacts forecast from %(at)s on") % ahead
    so_far = (
        _("on %(day)s; so far %(came)s came where %(forecast)s were forecast")
        if over
        else _("on %(day)s; nothing is held yet of what came")
    )
    return answered(asks, says, so_far % ahead, behind)


def who_is_out(known: Known) -> Answer:
    """Say how many did something else than the schedule said, and who for longest, to those who may know."""
    asks = _("Who is out, for how long?")
    minutes = OFF_FOR_MS // 60_000
    behind = Behind(
        "who-is-out",
        _(
            "Scheduled time spent otherwise than the schedule said, of each agent on the last day "
            "held; from %(minutes)d minutes on they are listed."
        )
        % {"minutes": minutes},
        _("Bring intervals of agents with scheduled_ms and off_schedule_ms"),
        "interval_stat",
        "adherence",
        _("Who is out at this moment is not shown yet: the records say how a day was kept, not how it goes."),
        (_("Agent"), _("Team"), _("Scheduled"), _("Otherwise")),
    )
    evidence = known.evidence
    if evidence is None or not evidence.has("interval_stat", "agent", "scheduled_ms", "off_schedule_ms"):
        return not_examined(asks, behind)
    found = kept(evidence, "home off schedule", make=lambda: off_schedule(evidence))
    if found is None:
        return not_examined(asks, behind)
    day, people = found
    out = [one for one in people if one.off >= OFF_FOR_MS]
    if known.fewest > 1 and any(0 < part < known.fewest for part in (len(out), len(people) - len(out), len(people))):
        return untold(asks, behind, fewest=known.fewest)
    told = {"n": len(out), "all": len(people), "minutes": minutes, "day": day_word(day)}
    says = ngettext("%(n)d of %(all)d people", "%(n)d of %(all)d people", len(out)) % told
    beside = _("spent %(minutes)d minutes or more otherwise than scheduled on %(day)s, the last day held") % told
    if known.fewest > 1 or not out:
        return answered(asks, says, beside, behind)
    longest = _("the longest %(agent)s, %(off)s") % {"agent": out[0].agent, "off": _spell(out[0].off)}
    first = opens_rows(longest, "who-is-out", agent=out[0].agent, on=day.isoformat())
    behind = replace(behind, rows=tuple(_off_row(one, day) for one in out))
    return replace(answered(asks, says, f"{beside};", behind), first=first)


def _day(known: Known) -> Day | None:
    evidence, now = known.evidence, known.now
    if evidence is None or now is None or not evidence.has("interval_stat"):
        return None
    quarter = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
    return kept(evidence, "home day", quarter, make=lambda: day_of(evidence, now=quarter))


def _short_row(one: Slot) -> tuple[Cell, ...]:
    return (f"{one.at:%H:%M}", _queue(one, "short"), number(one.required), number(one.scheduled), number(one.missing))


def _slot_row(one: Slot) -> tuple[Cell, ...]:
    came = "" if one.is_ahead else number(one.came)
    staff = number(one.required), number(one.scheduled)
    return (f"{one.at:%H:%M}", _queue(one, "rest-of-the-day"), number(one.forecast), came, *staff)


def _queue(one: Slot, slug: str) -> Opens:
    return opens_rows(one.queue, slug, queue=one.queue, on=one.at.date().isoformat())


def _off_row(one: Off, day: date) -> tuple[Cell, ...]:
    off = opens_rows(_spell(one.off), "who-is-out", agent=one.agent, on=day.isoformat())
    return (one.agent, one.team, _spell(one.scheduled), off)


def _spell(milliseconds: int) -> str:
    return figure(milliseconds, Unit.MILLISECONDS)
