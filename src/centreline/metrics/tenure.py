"""For how long an agent had taken contacts when they took one: what a figure is broken down by to see who is new."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import ibis
from ibis.expr.types import Table

__all__ = ["BANDS", "NEW_AFTER", "TENURE_COLUMNS", "THERE_BEFORE", "first_contacts", "with_tenure"]

TENURE_COLUMNS: Mapping[str, tuple[str, ...]] = {"tenure": ("agent",)}
"""The column of `contact` that is worked out, and what it cannot do without."""

NEW_AFTER = timedelta(days=28)
"""Who takes a first contact so long after the records of its source begin had not been there before."""

BANDS: Mapping[str, int | None] = {
    "under 30 days": 30,
    "30 to 89 days": 90,
    "90 to 179 days": 180,
    "180 days and more": None,
}
"""Names of the bands, in their order, and the day since the first contact at which each ends."""

THERE_BEFORE = "there before the records"
"""The band of whoever was there when the records began: for how long, they do not say."""


def first_contacts(contacts: Table) -> Table:
    """Return for each agent `first`, the local time of their first contact in the records, and whether they are `new`.

    New is who took a first contact `NEW_AFTER` the records of each of their sources begin, or later.
    """
    begins = contacts.group_by("source").aggregate(begins=contacts.local_at.min())
    named = contacts.filter(contacts.agent.notnull() & (contacts.agent != ""))
    firsts = named.group_by("agent", "source").aggregate(first=named.local_at.min())
    met = firsts.join(begins, "source")
    late = (met["first"] >= met["begins"] + ibis.interval(days=NEW_AFTER.days)).ifelse(1, 0)
    known = met.group_by("agent").aggregate(first=met["first"].min(), late=late.min())
    return known.select("agent", "first", new=known["late"] == 1)


def with_tenure(contacts: Table) -> Table:
    """Return contacts with `tenure`: days since the agent's first contact in the records, as one of `BANDS`.

    The records hold no day on which somebody was hired. Who took a contact within `NEW_AFTER` of the day on which the
    records of its source begin is `THERE_BEFORE`, in every contact; a contact that names no agent has none.
    """
    known = first_contacts(contacts).rename(_named="agent", _started="first", _new="new")
    joined = contacts.left_join(known, contacts.agent == known["_named"])
    return joined.mutate(tenure=_band(joined)).drop("_named", "_started", "_new")


def _band(joined: Table) -> Any:
    branches = [(joined["_new"].isnull(), ibis.null("string")), (~joined["_new"], ibis.literal(THERE_BEFORE))]
    for name, ends in BANDS.items():
        if ends is not None:
            branches.append((joined.local_at < joined["_started"] + ibis.interval(days=ends), ibis.literal(name)))
    return ibis.cases(*branches, else_=ibis.literal(list(BANDS)[-1]))
