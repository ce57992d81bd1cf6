"""Which column of an IEX file holds what: customers choose the columns, so every known name of each is sought."""

from collections.abc import Iterable, Mapping
from functools import lru_cache

from centreline.evidence.vendors.iex.lines import plain_name
from centreline.evidence.vendors.iex.told import ReadAs

__all__ = ["LAYOUTS", "cells_by_meaning", "layout_of"]

SCHEDULE: Mapping[str, tuple[str, ...]] = {
    "agent": ("logonid", "logon", "acdid", "tvid", "employeeid", "empid", "agentid", "agentname", "name", "agent"),
    "shift_on": ("scheddate", "scheduledate", "shiftdate"),
    "starts_on": ("excdate", "exceptiondate", "activitydate", "date"),
    "starts": ("start", "starttime", "excstart", "excstarttime", "begin", "begintime", "from"),
    "ends": ("stop", "stoptime", "excstop", "excstoptime", "end", "endtime", "until"),
    "minutes": ("minutes", "length", "duration", "lengthminutes", "excminutes"),
    "activity": (
        "exc",
        "excname",
        "exception",
        "exceptionname",
        "excdesc",
        "activity",
        "activityname",
        "excid",
        "code",
    ),
    "paid": ("paid", "ispaid"),
    "zone": ("tz", "timezone", "zone"),
    "team": ("team", "teamname", "muname", "muid", "mu"),
    "site": ("site", "sitename", "location"),
}
QUEUE: Mapping[str, tuple[str, ...]] = {
    "queue": ("queue", "queuename", "ctname", "ct", "contacttype", "ctid", "queueid", "acdqueue", "skill"),
    "starts_on": ("date", "day"),
    "starts": ("period", "interval", "starttime", "start", "time"),
    "zone": ("tz", "timezone", "zone"),
    "acd": ("acdid", "acd", "custid"),
    "minutes": ("intervalminutes", "periodminutes", "length"),
    "offered": ("offered", "contactsoffered", "callsoffered", "actoffered", "contactsreceived", "received", "nco"),
    "handled": ("handled", "contactshandled", "callshandled", "acthandled", "answered", "nch"),
    "abandoned": ("abandoned", "abandons", "aband", "contactsabandoned"),
    "answered_in_threshold": ("answeredinsl", "insl", "handledinsl", "withinsl", "slcontacts"),
    "talk": ("talktime", "talksecs", "talk"),
    "hold": ("holdtime", "holdsecs", "hold"),
    "wrap": ("worktime", "wraptime", "acwtime", "worksecs", "acw", "wrap"),
    "wait": ("delaytime", "waittime", "queuetime", "delaysecs"),
    "asa": ("asa", "actasa", "averagespeedofanswer"),
    "forecast_offered": ("fcstoffered", "forecast", "fcstcontacts", "forecastoffered", "fcst"),
    "staff_required": ("req", "required", "fcstreq", "staffrequired", "reqopen"),
    "staff_scheduled": ("sched", "scheduled", "schedopen", "staffscheduled", "scheduledopen"),
}
LAYOUTS: Mapping[str, Mapping[str, tuple[str, ...]]] = {"schedule": SCHEDULE, "queue": QUEUE}

NEEDED: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "schedule": (("agent",), ("starts",), ("ends", "minutes"), ("activity",), ("shift_on", "starts_on")),
    "queue": (("queue",), ("starts_on",), ("starts",), ("offered", "handled", "forecast_offered", "staff_required")),
}
"""What each layout cannot be without: one of each group."""

ABSENT = {"", "<unknown>", "null", "n/a", "-"}
"""What stands where there is nothing; a deleted agent is <Unknown>."""


def layout_of(names: Iterable[str], *, told: ReadAs) -> str | None:
    """Return "schedule" or "queue", whichever a header has everything of; None where it has all of neither."""
    held = set(names)
    cells = dict.fromkeys(held, "x")
    for layout in LAYOUTS:
        meant = cells_by_meaning(cells, layout=layout, told=told)
        if all(any(meant.get(one) for one in group) for group in NEEDED[layout]):
            return layout
    return None


def cells_by_meaning(cells: Mapping[str, str], *, layout: str, told: ReadAs) -> dict[str, str]:
    """Return the cells that are not empty by what they hold; of several names the first that is filled counts."""
    sought = _sought(layout, tuple(cells), tuple(told.columns.items()))
    filled = {name: cell for name, cell in cells.items() if cell.lower() not in ABSENT}
    found = ((meaning, next((filled[name] for name in names if name in filled), None)) for meaning, names in sought)
    return {meaning: cell for meaning, cell in found if cell is not None}


@lru_cache(maxsize=100)
def _sought(
    layout: str, header: tuple[str, ...], columns: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the columns of a header that may hold each thing, the likeliest first."""
    by_name = {plain_name(name): name for name in header}
    sought = []
    for meaning, names in LAYOUTS[layout].items():
        own = tuple(plain_name(theirs) for theirs, ours in columns if ours == meaning)
        held = tuple(by_name[name] for name in (*own, *names) if name in by_name)
        if held:
            sought.append((meaning, held))
    return tuple(sought)
