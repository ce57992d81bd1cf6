"""The knowledge base: articles with their versions, and who used which in which contact."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from centreline.blueprint.document import Blueprint
from centreline.blueprint.procedure import Procedure
from centreline.samples.cast import REASONS, STARTS_ON, ZONE
from centreline.samples.columns import Whole, constant, flags, instants, names, words
from centreline.samples.happened import Happened

__all__ = ["article_table", "article_use_table"]

_SOURCE = "handbook"


def article_table(blueprint: Blueprint) -> pa.Table:
    """Return one article for each procedure of the blueprint, with the dates written there.

    Of a procedure that changed within the quarter, the version before is there as well.
    """
    reasons = {
        procedure: touchpoint.recognised_by.reasons[0]
        for touchpoint in blueprint.touchpoints
        if touchpoint.recognised_by and touchpoint.recognised_by.reasons
        for procedure in touchpoint.procedures[:1]
    }
    rows = [_page(one, reason=reasons.get(one.id)) for one in blueprint.procedures if one.article]
    rows += [_page_before(row) for row in rows if row["changed_at"] >= _noon(STARTS_ON)]
    instant = pa.timestamp("us", tz="UTC")
    kinds = [(name, instant if name.endswith("_at") else pa.string()) for name in rows[0]]
    return pa.Table.from_pylist(rows, schema=pa.schema(kinds))


def _page(procedure: Procedure, *, reason: str | None) -> dict[str, Any]:
    checked = procedure.last_verified_on
    days = timedelta(days=procedure.review_interval_days or 365)
    return {
        "source": _SOURCE,
        "article_id": procedure.article,
        "version": procedure.version,
        "title": procedure.title,
        "reason": reason,
        "owner": procedure.owner,
        "changed_at": _noon(procedure.changed_on),
        "verified_at": _noon(checked),
        "expires_at": _noon(checked + days if checked else None),
        "status": "published",
        "zone": ZONE,
    }


def _page_before(page: dict[str, Any]) -> dict[str, Any]:
    changed_at = page["changed_at"]
    return page | {
        "version": str(int(page["version"]) - 1),
        "changed_at": changed_at - timedelta(days=300),
        "verified_at": changed_at - timedelta(days=120),
        "expires_at": changed_at + timedelta(days=60),
    }


def article_use_table(
    happened: Happened, contacts: pa.Table, *, articles: pa.Table, rng: np.random.Generator
) -> pa.Table:
    """Return one use for each contact whose record says that knowledge was used, in the version of that day."""
    used = contacts["knowledge_used"].combine_chunks().fill_null(False).to_numpy(zero_copy_only=False)
    used_s = happened.visits.answered_s + happened.visits.talk_s // 3
    page = _page_of_the_day(happened, articles, used_s=used_s)
    visit = np.flatnonzero(used & (page >= 0))
    rows = len(visit)
    return pa.table(
        {
            "source": constant(_SOURCE, rows),
            "use_id": names("U-", np.arange(rows, dtype=np.int64), width=8),
            "article_id": words(articles["article_id"].to_pylist(), page[visit]),
            "version": words(articles["version"].to_pylist(), page[visit]),
            "contact_id": contacts["contact_id"].take(pa.array(visit)),
            "agent": contacts["agent"].take(pa.array(visit)),
            "used_at": instants(used_s[visit]),
            "by": constant("agent", rows),
            "helpful": flags(rng.random(rows) < 0.9, known=rng.random(rows) < 0.2),
            "zone": contacts["zone"].take(pa.array(visit)),
        }
    )


def _page_of_the_day(happened: Happened, articles: pa.Table, *, used_s: Whole) -> Whole:
    """Return the row of the article that a contact would use, -1 where nothing is written about its reason."""
    page = np.full(len(used_s), -1, np.int64)
    dated = sorted(enumerate(articles.to_pylist()), key=lambda pair: pair[1]["changed_at"])
    numbers = {reason.name: number for number, (_, reason) in enumerate(REASONS)}
    for place, article in dated:
        if article["reason"] is not None:
            about = happened.visits.reason == numbers[article["reason"]]
            page[about & (used_s >= article["changed_at"].timestamp())] = place
    return page


def _noon(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), ZoneInfo(ZONE)) if day else None
