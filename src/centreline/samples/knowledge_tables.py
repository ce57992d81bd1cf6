"""The knowledge base: articles with their versions, and who used which in which contact."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa

from centreline.blueprint.document import Blueprint
from centreline.samples.cast import REASONS, ZONE
from centreline.samples.columns import constant, flags, instants, names, words
from centreline.samples.happened import Happened

__all__ = ["article_table", "article_use_table"]

_SOURCE = "handbook"


def article_table(blueprint: Blueprint) -> pa.Table:
    """Return one article for each procedure of the blueprint, in its current version, with the dates written there."""
    written = [procedure for procedure in blueprint.procedures if procedure.article]
    reasons = {
        procedure: touchpoint.recognised_by.reasons[0]
        for touchpoint in blueprint.touchpoints
        if touchpoint.recognised_by and touchpoint.recognised_by.reasons
        for procedure in touchpoint.procedures[:1]
    }
    return pa.table(
        {
            "source": [_SOURCE] * len(written),
            "article_id": [procedure.article for procedure in written],
            "version": [procedure.version for procedure in written],
            "title": [procedure.title for procedure in written],
            "reason": pa.array([reasons.get(procedure.id) for procedure in written], pa.string()),
            "owner": pa.array([procedure.owner for procedure in written], pa.string()),
            "changed_at": _noon(procedure.changed_on for procedure in written),
            "verified_at": _noon(procedure.last_verified_on for procedure in written),
            "expires_at": _noon(
                date.fromordinal(procedure.last_verified_on.toordinal() + (procedure.review_interval_days or 365))
                if procedure.last_verified_on
                else None
                for procedure in written
            ),
            "status": ["published"] * len(written),
            "zone": [ZONE] * len(written),
        }
    )  # fmt: skip


def article_use_table(
    happened: Happened, contacts: pa.Table, *, articles: pa.Table, rng: np.random.Generator
) -> pa.Table:
    """Return one use for each contact whose record says that knowledge was used."""
    of_reason = {reason: place for place, reason in enumerate(articles["reason"].to_pylist()) if reason}
    article = np.array([of_reason.get(reason.name, -1) for _, reason in REASONS])
    used = np.asarray(contacts["knowledge_used"].combine_chunks().fill_null(False).to_numpy(zero_copy_only=False))
    visit = np.flatnonzero(used & (article[happened.visits.reason] >= 0))
    rows = len(visit)
    which = article[happened.visits.reason[visit]]
    talk = happened.visits.talk_s[visit]
    return pa.table(
        {
            "source": constant(_SOURCE, rows),
            "use_id": names("U-", np.arange(rows, dtype=np.int64), width=8),
            "article_id": words(articles["article_id"].to_pylist(), which),
            "version": words(articles["version"].to_pylist(), which),
            "contact_id": contacts["contact_id"].take(pa.array(visit)),
            "agent": contacts["agent"].take(pa.array(visit)),
            "used_at": instants(happened.visits.answered_s[visit] + talk // 3),
            "by": constant("agent", rows),
            "helpful": flags(rng.random(rows) < 0.9, known=rng.random(rows) < 0.2),
            "zone": contacts["zone"].take(pa.array(visit)),
        }
    )  # fmt: skip


def _noon(days: object) -> pa.Array:
    zone = ZoneInfo(ZONE)
    moments = [day and datetime.combine(day, time(12), zone) for day in days]  # type: ignore[attr-defined]
    return pa.array(moments, pa.timestamp("us", tz="UTC"))
