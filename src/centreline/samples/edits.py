"""Ways to change a made-up centre without touching the original: in what is written, and in what happened."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.samples.columns import Flag, Whole
from centreline.samples.made_up import MadeUpCentre

__all__ = [
    "column",
    "in_table",
    "some_of",
    "where",
    "with_claims",
    "with_element",
    "with_handoff",
    "with_more",
    "with_rows",
    "with_touchpoint",
    "without",
]


def _rewritten(centre: MadeUpCentre, document: Mapping[str, Any]) -> MadeUpCentre:
    # Validated anew: a copy would keep what the old blueprint had worked out about itself.
    return replace(centre, blueprint=Blueprint.model_validate(document))


def with_touchpoint(centre: MadeUpCentre, touchpoint: str, **changes: Any) -> MadeUpCentre:
    """Return the centre with some facts of one touchpoint changed."""
    document = centre.blueprint.model_dump()
    for journey in document["journeys"]:
        for stage in journey["stages"]:
            stage["touchpoints"] = [one | changes if one["id"] == touchpoint else one for one in stage["touchpoints"]]
    return _rewritten(centre, document)


def with_handoff(centre: MadeUpCentre, touchpoint: str, **changes: Any) -> MadeUpCentre:
    """Return the centre with the only handoff of one touchpoint changed."""
    [one] = [one for one in centre.blueprint.touchpoints if one.id == touchpoint]
    [handoff] = one.handoffs
    return with_touchpoint(centre, touchpoint, handoffs=[handoff.model_dump() | changes])


def with_element(centre: MadeUpCentre, kind: str, key: str, **changes: Any) -> MadeUpCentre:
    """Return the centre with one element changed, such as `with_element(centre, "systems", "academy", owner=None)`."""
    document = centre.blueprint.model_dump()
    document[kind] = [one | changes if one["id"] == key else one for one in document[kind]]
    return _rewritten(centre, document)


def with_more(centre: MadeUpCentre, kind: str, *elements: Mapping[str, Any]) -> MadeUpCentre:
    """Return the centre with elements added to one of the blueprint's lists."""
    document = centre.blueprint.model_dump()
    document[kind] = [*document[kind], *elements]
    return _rewritten(centre, document)


def without(centre: MadeUpCentre, kind: str, unwanted: Callable[[Mapping[str, Any]], bool]) -> MadeUpCentre:
    """Return the centre without the parts of one of the blueprint's lists for which `unwanted` is true."""
    document = centre.blueprint.model_dump()
    document[kind] = [one for one in document[kind] if not unwanted(one)]
    return _rewritten(centre, document)


def with_claims(
    centre: MadeUpCentre, *, about: str, question: str, of_role: str | None = None, **changes: Any
) -> MadeUpCentre:
    """Return the centre with claims about one touchpoint and question changed: all of them, or those of one role."""
    claims = [
        claim.model_copy(update=changes)
        if (claim.touchpoint, claim.question) == (about, question) and of_role in (None, claim.role)
        else claim
        for claim in centre.claims.claims
    ]
    return replace(centre, claims=Claims(claims=tuple(claims)))


def column(centre: MadeUpCentre, table: str, name: str) -> Any:
    """Return one column as a single Arrow array."""
    held = centre.tables[table][name]
    return held.combine_chunks() if isinstance(held, pa.ChunkedArray) else held


def where(centre: MadeUpCentre, table: str, **values: str | bool) -> Flag:
    """Return the rows in which every named column has the value."""
    mask = np.ones(centre.tables[table].num_rows, bool)
    for name, value in values.items():
        mask &= pc.fill_null(pc.equal(column(centre, table, name), value), False).to_numpy(zero_copy_only=False)
    return mask


def some_of(mask: Flag, *, share: float, seed: int) -> Flag:
    """Return about this share of the rows that are true, drawn by lot."""
    return mask & (np.random.default_rng(seed).random(len(mask)) < share)


def with_rows(centre: MadeUpCentre, table: str, rows: Flag, **values: Any) -> MadeUpCentre:
    """Return the centre with columns set in some rows: to one value, or to a column of new ones."""
    held = centre.tables[table]
    mask = pa.array(rows)
    for name, value in values.items():
        place = held.column_names.index(name)
        kind = held.schema.field(name).type
        new = (
            pa.scalar(value, kind)
            if value is None or isinstance(value, (str, int, float, bool, datetime))
            else value.cast(kind)
        )
        held = held.set_column(place, name, pc.if_else(mask, new, column(centre, table, name)))
    return centre.with_table(table, held)


def in_table(centre: MadeUpCentre, table: str, name: str) -> Whole:
    """Return a column of whole numbers, 0 where it is empty."""
    numbers: Whole = pc.fill_null(column(centre, table, name), 0).to_numpy(zero_copy_only=False).astype(np.int64)
    return numbers
