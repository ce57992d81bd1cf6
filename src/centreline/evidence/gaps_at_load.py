"""The gaps that are kept beside the contacts of one file, worked out from its columns as plain numbers.

The same as `windows.kept_gaps`, for a file that fits into memory: customers and reasons are numbered, and one sort of
whole numbers puts the contacts of each customer in order. A window over their names took three times as long.
"""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from centreline.evidence.contract import Contract
from centreline.evidence.contracts.contact import CONTACT
from centreline.evidence.orders import packed
from centreline.evidence.windows import BEGUN_HERE, GAPS, LONGEST_KEPT_MS

__all__ = ["NO_GAP", "ROWS_IN_MEMORY", "Gaps", "gaps_ahead", "gaps_of_file", "gaps_of_rows", "no_gaps"]

NO_GAP = np.uint32(2**32 - 1)
"""Stands where there is no gap; the longest that is kept is shorter."""

ROWS_IN_MEMORY = 20_000_000
"""Rows of one file up to which their gaps, 16 bytes for each, are worked out in memory."""

NOBODY = 0
"""The number of no customer."""

Whole = npt.NDArray[np.int64]
Gaps = Mapping[str, npt.NDArray[np.uint32]]
"""By column of `GAPS`, one number for each row of a file, in the order of the file."""


@contextmanager
def gaps_ahead(staged: Path, *, contract: Contract, is_first: bool) -> Iterator[Callable[[], Gaps] | None]:
    """Work the gaps of a file out while its rows are weighed; yields what gives them, or None where nobody needs them.

    Args:
        staged: The file.
        contract: Of its rows.
        is_first: Whether the table is empty so far.
    """
    if contract is not CONTACT or not is_first or not 0 < pq.read_metadata(staged).num_rows <= ROWS_IN_MEMORY:
        yield None
        return
    with ThreadPoolExecutor(1, thread_name_prefix="gaps-ahead") as pool:
        yield pool.submit(gaps_of_file, staged).result


def gaps_of_file(staged: Path) -> Gaps:
    """Return the gaps between the contacts of a staged file, whose table is empty so far."""
    found, there = no_gaps(staged), set(pq.read_schema(staged).names)
    if "customer_id" not in there:
        return found
    # The names of customers are most of what is read: they are numbered while the rest is made ready.
    with ThreadPoolExecutor(1, thread_name_prefix="customers") as pool:
        coming = pool.submit(lambda: _numbered(_read(staged, "customer_id"), "customer_id"))
        facts = _read(staged, *(name for name in ("reason", "direction", "offered_at") if name in there))
        reasons, at_us = _numbered(facts, "reason"), facts["offered_at"].cast(pa.int64()).fill_null(0).to_numpy()
        returns = _returns(facts)
        customers = coming.result()
    places = np.flatnonzero(returns & (customers > NOBODY))
    if not len(places):
        return found
    customers, reasons, at_us = customers[places], reasons[places], at_us[places]
    del facts
    order = _told_apart(_by_customer_and_time(customers, at_us), customers, at_us, staged=staged, places=places)

    def note(names: tuple[str, str], order: Whole, groups: list[Whole]) -> None:
        first, second, gap_ms = _noted(order, groups, at_us=at_us)
        found[names[0]][places[first]] = found[names[1]][places[second]] = gap_ms

    with ThreadPoolExecutor(1, thread_name_prefix="gaps") as pool:
        coming_again = pool.submit(note, ("next_any_gap_ms", "previous_any_gap_ms"), order, [customers])
        for_reason = order[_grouped([customers[order], reasons[order]])]
        note(("next_gap_ms", "previous_gap_ms"), for_reason, [customers, reasons])
        coming_again.result()
    return found


def _by_customer_and_time(customers: Whole, at_us: Whole) -> Whole:
    if (at_us[1:] >= at_us[:-1]).all():
        return _grouped([customers])
    by_time = np.argsort(at_us)
    order: Whole = by_time[_grouped([customers[by_time]])]
    return order


def no_gaps(staged: Path) -> dict[str, npt.NDArray[np.uint32]]:
    """Return that no contact of a staged file has any gap."""
    return {name: np.full(pq.read_metadata(staged).num_rows, NO_GAP) for name in GAPS}


def gaps_of_rows(kept: pa.Table, staged: Path) -> Gaps:
    """Return gaps that were found elsewhere in the order of a staged file.

    Args:
        kept: `row_no` and the columns of `GAPS`; rows without any gap are not in it.
        staged: The file.
    """
    numbers = _read(staged, "row_no")["row_no"].to_numpy()
    in_order = np.argsort(numbers, kind="stable")
    places = in_order[np.searchsorted(numbers, kept["row_no"].to_numpy(), sorter=in_order)]
    found = no_gaps(staged)
    for name, gaps in found.items():
        gaps[places] = kept[name].fill_null(int(NO_GAP)).to_numpy()
    return found


def _read(staged: Path, *columns: str) -> pa.Table:
    with pq.ParquetFile(staged) as file:
        return file.read(list(columns))


def _returns(facts: pa.Table) -> npt.NDArray[np.bool_]:
    """Return which contacts their customers began, known or not, as `windows.can_return` says."""
    known = pc.is_valid(facts["offered_at"])
    if "direction" in facts.column_names:
        begun_here = pc.is_in(facts["direction"], pa.array(BEGUN_HERE, pa.string()))
        known = pc.and_not(known, begun_here)
    found: npt.NDArray[np.bool_] = known.to_numpy()
    return found


def _numbered(facts: pa.Table, name: str) -> Whole:
    """Return a whole number for each row, the same where the words are; nothing is a word of its own, `NOBODY`."""
    if name not in facts.column_names:
        return np.zeros(facts.num_rows, dtype=np.int64)
    column = facts[name]
    column = column.unify_dictionaries() if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    # Piece by piece: they share their words by now, and to make them one would compare all of these once more.
    parts = [chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False) for chunk in column.chunks]
    return np.concatenate(parts).astype(np.int64) + 1


def _grouped(groups: list[Whole]) -> Whole:
    """Return the order that puts the rows of each group together and leaves them in their order inside of it."""
    count = len(groups[0])
    numbers = packed([*groups, np.arange(count)])
    if numbers is None:
        wide: Whole = np.lexsort(groups[::-1])
        return wide
    # Sorting the numbers themselves is faster by far than sorting their places.
    numbers.sort()
    numbers &= (1 << (count - 1).bit_length()) - 1
    return numbers


def _told_apart(order: Whole, customers: Whole, at_us: Whole, *, staged: Path, places: Whole) -> Whole:
    """Return the order in which contacts of a customer in one and the same instant are ordered by their names."""
    tied = (np.diff(customers[order]) == 0) & (np.diff(at_us[order]) == 0)
    if not tied.any():
        return order
    among = np.flatnonzero(np.append(tied, False) | np.append(False, tied))
    runs = np.cumsum(np.append(True, ~tied))[among]
    rows = pa.array(places[order[among]])
    names = {name: _read(staged, name)[name].take(rows) for name in ("source", "contact_id")}
    table = pa.table({"run": runs, **{name: column.cast(pa.string()) for name, column in names.items()}})
    by_name = pc.sort_indices(table, [(name, "ascending") for name in table.column_names])
    order = order.copy()
    order[among] = order[among][by_name.to_numpy()]
    return order


def _noted(order: Whole, groups: list[Whole], *, at_us: Whole) -> tuple[Whole, Whole, npt.NDArray[np.uint32]]:
    """Return which contacts are followed by one of their group in time, by which, and after how long."""
    # Towards 1970 from both sides, as the engine rounds.
    at_ms = np.sign(at_us[order]) * (np.abs(at_us[order]) // 1000)
    gap_ms = np.diff(at_ms)
    follows = gap_ms <= LONGEST_KEPT_MS
    for group in groups:
        follows &= np.diff(group[order]) == 0
    return order[:-1][follows], order[1:][follows], gap_ms[follows].astype(np.uint32)
