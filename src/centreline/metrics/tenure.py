"""For how long an agent had taken contacts when they took one: what a figure is broken down by to see who is new."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import ibis
from ibis.expr.types import Table

__all__ = ["BANDS", "NEW_AFTER", "TENURE_COLUMNS", "THERE_BEFORE", "with_tenure"]

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


def with_tenure(contacts: Table) -> Table:
    """Return contacts with `tenure`: days since the agent's first contact in the records, as one of `BANDS`.

    The records hold no day on which somebody was hired. Who took a contact within `NEW_AFTER` of the day on which the
    records of its source begin is `THERE_BEFORE`, in every contact; a contact that names no agent has none.
    """
    begins = contacts.group_by("source").aggregate(_begins=contacts.local_at.min())
    named = contacts.filter(contacts.agent.notnull() & (contacts.agent != ""))
    firsts = named.group_by("agent", "source").aggregate(_first=named.local_at.min())
    met = firsts.join(begins, "source")
    late = (met["_first"] >= met["_begins"] + ibis.interval(days=NEW_AFTER.days)).ifelse(1, 0)
    known = met.group_by(_named=met.agent).aggregate(_started=met["_first"].min(), _new=late.min())
    joined = contacts.left_join(known, contacts.agent == known["_named"])
    return joined.mutate(tenure=_band(joined)).drop("_named", "_started", "_new")


def _band(joined: Table) -> Any:
    branches = [(joined["_new"].isnull(), ibis.null("string")), (joined["_new"] == 0, ibis.literal(THERE_BEFORE))]
    for name, ends in BANDS.items():
        if ends is not None:
            branches.append((joined.local_at < joined["_started"] + ibis.interval(days=ends), ibis.literal(name)))
    return ibis.cases(*branches, else_=ibis.literal(list(BANDS)[-1]))
