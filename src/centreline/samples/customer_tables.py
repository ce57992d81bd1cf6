"""The customers, as the customer book knows them on the day the records were taken out."""

from datetime import date

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.samples.cast import ENDS_BEFORE, STARTS_ON, ZONE
from centreline.samples.columns import Flag, Real, Whole, constant, days, names, numbers, words
from centreline.samples.happened import Happened
from centreline.samples.hours import day_number

__all__ = ["customer_table"]

_SEGMENTS = ("household", "small business", "landlord")
_YEARLY_VALUE = np.array([1_450.0, 5_200.0, 2_600.0])
_REGIONS = ("Dublin", "Cork", "Galway", "Limerick", "Waterford", "Kerry", "Donegal")
_BECAUSE = ("moved away", "another supplier", "contract ended", "not said")
_LAST_DAY = day_number(ENDS_BEFORE) - 1
_OLDEST = day_number(date(2012, 1, 1))
_DAY_S = 86_400


def customer_table(happened: Happened, *, rng: np.random.Generator) -> pa.Table:
    """Return one row for each customer whom the contacts name, with what they bring in a year and whether they left.

    Nobody leaves before their last contact. No two share a telephone, an address of mail or an account, so that every
    customer is a person of their own.
    """
    visits = happened.visits
    known = happened.identified
    customer, last = np.unique(visits.customer[known][::-1], return_index=True)
    last_s = visits.ended_s[known][::-1][last]
    rows = len(customer)
    first_day = day_number(STARTS_ON)
    since = first_day - 30 - np.rint(rng.beta(1.2, 2.0, rows) * (first_day - 30 - _OLDEST)).astype(np.int64)
    until, left = _left(last_s, rng=rng)
    because = np.where(left, rng.choice(len(_BECAUSE), rows, p=(0.4, 0.3, 0.2, 0.1)), -1)
    segment = rng.choice(len(_SEGMENTS), rows, p=(0.82, 0.12, 0.06))
    value = _YEARLY_VALUE[segment] * rng.lognormal(-0.08, 0.4, rows)
    writes = rng.random(rows) < 0.7
    place = np.arange(rows, dtype=np.int64)
    return pa.table(
        {
            "source": constant("customer-book", rows),
            "customer_id": names("K-", customer, width=7),
            "known_on": days(np.full(rows, _LAST_DAY)),
            "since": days(since),
            "until": pc.if_else(pa.array(left), days(until), pa.scalar(None, pa.date32())),
            "left_because": words(_BECAUSE, because),
            "segment": words(_SEGMENTS, segment),
            "region": words(_REGIONS, rng.choice(len(_REGIONS), rows, p=(0.4, 0.18, 0.12, 0.1, 0.08, 0.07, 0.05))),
            "value_per_year": numbers(np.round(value, 2)),
            "phone_key": names("+35385", place + 1_000_000, width=7),
            "email_key": _addresses(np.where(writes, customer, -1)),
            "account_key": names("NB-", customer, width=7),
            "zone": constant(ZONE, rows),
        }
    )  # fmt: skip


def _left(last_s: Whole | Real, *, rng: np.random.Generator) -> tuple[Whole, Flag]:
    """Return the day on which each leaves, and whether that is before the records end: about two in a hundred."""
    last_day = (last_s // _DAY_S).astype(np.int64)
    until = last_day + 1 + rng.integers(0, 45, len(last_s))
    return until, (rng.random(len(last_s)) < 0.04) & (until <= _LAST_DAY)


def _addresses(customer: Whole) -> pa.Array:
    return pc.binary_join_element_wise(names("k", customer, width=7), pa.scalar("@post.example.org"), pa.scalar(""))
