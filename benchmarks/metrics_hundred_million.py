"""Ten metrics with seven-day repeats by day and queue at 10 and at 100 million contacts, against hand-written DuckDB.

    python benchmarks/metrics_hundred_million.py
    python benchmarks/metrics_hundred_million.py --sizes 1000000 10000000

The contacts lie as the lake lays them: Parquet by month, repeat flags kept beside each contact. They are made up, and
so are the flags; `benchmarks/lake_load.py` measures what it costs to keep real ones. Both sides read the same files
and have to give the same numbers. Memory is the peak of a fresh process.

First-contact resolution asks whether a contact names a customer, and for that the names of all customers would be
unpacked, the widest column there is. The lake keeps a flag beside each contact instead. With one contact in ten that
names nobody, in processor time of three million contacts: 0.40 s, plain metrics 0.52 and 0.34 (0.94 times their mean);
without the flag 0.56, 0.46 and 0.32 (1.45 times). The kept gaps themselves cost nothing.

Growth is measured by turns, one size after the other and again: a machine that others share is not equally fast all
the time, and 10 million measured now beside 100 million measured ten minutes later said 1.46 where the same files by
turns said 0.90 (28 November 2026, two cores: 2.3 and 20.6 s, of the processor 4.3 and 39.3 s; what a question costs by
itself weighs more where there are fewer contacts).
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from metrics_vs_duckdb import (
    ASKED,
    EIGHT_BY_HAND,
    MONTHS,
    ROWS_PER_CUSTOMER,
    assert_same,
    month_of_contacts,
    peak_of_this_process,
)

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.engines.duckdb import DuckDB
from centreline.evidence.flags import FLAGS, flag_column
from centreline.evidence.schema import conform
from centreline.evidence.scope import Scope
from centreline.evidence.windows import GAPS
from centreline.metrics.ask import measure
from centreline.metrics.compile import compile_wide

PROMISED_RATIO = {10_000_000: 1.3, 100_000_000: 1.5}
PROMISED_GROWTH = 1.15
PROMISED_MEMORY_MIB = 6 * 1024
PROMISED_FLAGGED_RATIO = 1.3
PROMISED_PAGE_MS = 50

REPEATS = [("repeat_contact_rate", None), ("first_contact_resolution", None)]
PLAIN = [("average_handle_time", None), ("service_level", None)]
PAGE = "service_level"
MOST_AT_ONCE = 1_000_000
OWNER = "a benchmark"


def write_contacts(folder: Path, *, rows: int, seed: int, unnamed: float) -> None:
    """Write a made-up year of contacts, a million at a time, in the shape of the lake."""
    numbers = np.random.default_rng(seed)
    for month in range(MONTHS):
        left = rows // MONTHS + (rows % MONTHS if month == 0 else 0)
        place = folder / f"month=2025-{month + 1:02}"
        place.mkdir(parents=True)
        while left:
            count = min(left, MOST_AT_ONCE)
            customers = max(1, rows // ROWS_PER_CUSTOMER)
            full = with_gaps(
                conform(
                    month_of_contacts(numbers, count=count, month=month, customers=customers, unnamed=unnamed),
                    contract=CONTRACTS["contact"],
                    zone="Europe/Berlin",
                ),
                numbers,
            )
            pq.write_table(full.drop_columns(["month"]), place / f"{left}.parquet", compression="zstd")
            left -= count


def with_gaps(contacts: pa.Table, numbers: np.random.Generator) -> pa.Table:
    """Return contacts as the lake keeps them, one in five followed by another for the same reason within a month."""
    for column, flag in FLAGS.items():
        place = contacts.column_names.index(flag)
        contacts = contacts.set_column(place, flag, flag_column(contacts, column))
    for name in GAPS:
        gaps = numbers.exponential(8 * 86_400_000, contacts.num_rows).astype(np.int64)
        column = pa.array(gaps, mask=numbers.random(contacts.num_rows) > 0.2)
        contacts = contacts.set_column(contacts.column_names.index(name), name, column)
    return contacts


def files_in(folder: Path) -> list[Path]:
    """Return the files of the contacts."""
    return sorted(folder.rglob("*.parquet"))


def evidence_in(folder: Path) -> Any:
    """Return the contacts as whoever owns them sees them."""
    engine = DuckDB()
    months = sorted(place.name.removeprefix("month=") for place in folder.iterdir() if place.is_dir())
    return Evidence(
        engine,
        tables={"contact": engine.read(files_in(folder), contract=CONTRACTS["contact"])},
        version="benchmark",
        sources={},
        scope=Scope.whole_centre(OWNER),
        states={"contact": {month: month for month in months}},
        shelf_folder=folder.parent / "kept",
        keeps_gaps=True,
        files={"contact": files_in(folder)},
    )


def ours(folder: Path, asked: list[tuple[str, str | None]]) -> Callable[[], pa.Table]:
    """Return a function that compiles and runs the definitions over the rows; nothing of it is kept."""
    evidence = evidence_in(folder)
    return lambda: evidence.arrow(compile_wide(evidence, asked, by=("day", "queue")))


BY_HAND = f"""
    SELECT
        CAST(local_at AS DATE) AS day,
        queue,
        {EIGHT_BY_HAND},
        count(*) FILTER (watched AND next_gap_ms <= 604800000)
            / nullif(count(*) FILTER (watched), 0) AS repeat_contact_rate,
        count(*) FILTER (outcome = 'handled' AND watched AND coalesce(next_gap_ms > 604800000, true))
            / nullif(count(*) FILTER (outcome = 'handled' AND watched), 0) AS first_contact_resolution
    FROM (
        SELECT *, customer_id IS NOT NULL AND reason IS NOT NULL
            AND offered_at <= (SELECT max(offered_at) FROM read_parquet({{files}})) - INTERVAL 7 DAY AS watched
        FROM read_parquet({{files}}, hive_partitioning = false)
    )
    WHERE coalesce(direction, 'inbound') NOT IN ('outbound', 'internal')
    GROUP BY 1, 2
"""


def by_hand(folder: Path) -> Callable[[], pa.Table]:
    """Return a function that runs the hand-written query over the files the lake names."""
    connection = duckdb.connect()
    query = BY_HAND.format(files=[str(file) for file in files_in(folder)])
    return lambda: connection.execute(query).to_arrow_table()


SIDES: dict[str, Callable[[Path], Callable[[], object]]] = {
    "ours": partial(ours, asked=[*ASKED, *REPEATS]),
    "by_hand": by_hand,
}


def seconds(run: Callable[[], object], *, runs: int) -> float:
    """Return the median time of some runs."""
    spent = []
    for _ in range(runs):
        start = time.perf_counter()
        run()
        spent.append(time.perf_counter() - start)
    return statistics.median(spent)


def page_ms(folder: Path) -> tuple[float, float]:
    """Return how long a metric page takes to answer that was never asked for, and one that was, by another process."""

    def answered() -> float:
        evidence = evidence_in(folder)
        start = time.perf_counter()
        measure(evidence, PAGE, by=("day",))
        measure(evidence, PAGE, by=("queue",))
        measure(evidence, PAGE)
        return (time.perf_counter() - start) * 1_000

    return answered(), statistics.median(answered() for _ in range(5))


def peak_mib(side: str, folder: Path) -> float:
    """Return the peak memory of a fresh process that runs one side once."""
    command = [sys.executable, __file__, "--only", side, "--folder", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def growth(folder: Path, sizes: Sequence[int], *, turns: int) -> float:
    """Return how many times as fast as the contacts the time of the ten metrics grows, each size measured by turns."""
    asked = {rows: SIDES["ours"](folder / str(rows) / "contact") for rows in (min(sizes), max(sizes))}
    took: dict[int, list[float]] = {rows: [] for rows in asked}
    for _ in range(turns):
        for rows, run in asked.items():
            took[rows].append(seconds(run, runs=3 if rows == min(sizes) else 1))
    few, many = (statistics.median(some) for some in took.values())
    return (many / few) / (max(sizes) / min(sizes))


def measured(folder: Path, *, rows: int, runs: int, unnamed: float) -> int:
    """Print everything of one size; return how many promises were broken."""
    lake = folder / str(rows) / "contact"
    write_contacts(lake, rows=rows, seed=20260101, unnamed=unnamed)
    sides = {name: prepare(lake) for name, prepare in SIDES.items()}
    assert_same(sides["ours"](), sides["by_hand"]())  # type: ignore[arg-type]
    mine, hand = (seconds(sides[name], runs=runs) for name in ("ours", "by_hand"))
    memory = {name: peak_mib(name, lake) for name in SIDES}
    flagged = seconds(ours(lake, REPEATS[1:]), runs=runs)
    plain = statistics.mean(seconds(ours(lake, [asked]), runs=runs) for asked in PLAIN)
    first, again = page_ms(lake)
    promised = PROMISED_RATIO.get(rows, PROMISED_RATIO[100_000_000])
    print(f"{rows:,} contacts in {len(files_in(lake))} files")
    print(
        f"  ten metrics by day and queue: ours {mine:.2f} s, by hand {hand:.2f} s, "
        f"ratio {mine / hand:.2f}, promised at most {promised}"
    )
    print(
        f"  memory: ours {memory['ours']:.0f} MiB, by hand {memory['by_hand']:.0f} MiB, promised {PROMISED_MEMORY_MIB}"
    )
    print(
        f"  first contact resolution {flagged:.2f} s, a plain metric {plain:.2f} s, "
        f"ratio {flagged / plain:.2f}, promised at most {PROMISED_FLAGGED_RATIO}"
    )
    print(f"  a page of {PAGE}: first {first:.0f} ms, kept {again:.1f} ms, promised at most {PROMISED_PAGE_MS}")
    broken = (mine / hand > promised, memory["ours"] > PROMISED_MEMORY_MIB)
    broken += (flagged / plain > PROMISED_FLAGGED_RATIO, again > PROMISED_PAGE_MS)
    return sum(broken)


def main() -> None:
    """Measure every size, then how time grows; leave with 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000_000, 100_000_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--unnamed", type=float, default=0.1, help="Share of contacts that name no customer.")
    parser.add_argument("--only", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        SIDES[options.only](options.folder)()
        print(peak_of_this_process())
        return
    with tempfile.TemporaryDirectory() as name:
        told = {"runs": options.runs, "unnamed": options.unnamed}
        broken = sum(measured(Path(name), rows=rows, **told) for rows in options.sizes)
        if len(options.sizes) > 1:
            grown = growth(Path(name), options.sizes, turns=options.runs)
            print(f"time grows {grown:.2f} times as fast as the contacts, promised at most {PROMISED_GROWTH}")
            broken += grown > PROMISED_GROWTH
    raise SystemExit(broken > 0)


if __name__ == "__main__":
    main()
