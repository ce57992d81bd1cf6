"""Eight metrics by day and queue against one hand-written DuckDB query over the same files.

    python benchmarks/metrics_vs_duckdb.py              # 10 million contacts, 365 days, 20 queues
    python benchmarks/metrics_vs_duckdb.py --rows 1000000 --runs 5

Both read the same Parquet files, month by month as the lake writes them, and have to give the same numbers. They run in
turns inside one process, and the ratio is the median of the ratios of each turn. Memory is the peak of a process of its
own for each, imports included. What answers cost with their intervals, counts and reasons is printed too, unpromised.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

PROMISED_RATIO = 1.3
PROMISED_MEMORY = 1.5
QUEUES, REASONS, ROWS_PER_CUSTOMER, MONTHS = 20, 60, 5, 12

ASKED = [
    ("contacts_offered", None),
    ("contacts_answered", None),
    ("average_handle_time", None),
    ("average_speed_of_answer", None),
    ("service_level", None),
    ("abandonment_rate", None),
    ("transfer_rate", None),
    ("average_wrap_time", None),
]

EIGHT_BY_HAND = """count(*) FILTER (outcome IN ('handled', 'abandoned')) AS contacts_offered,
        count(*) FILTER (outcome = 'handled') AS contacts_answered,
        sum(talk_ms + coalesce(hold_ms, 0) + coalesce(wrap_ms, 0)) FILTER (outcome = 'handled')
            / count(talk_ms) FILTER (outcome = 'handled') AS average_handle_time,
        sum(wait_ms) FILTER (outcome = 'handled')
            / count(wait_ms) FILTER (outcome = 'handled') AS average_speed_of_answer,
        count(*) FILTER (outcome = 'handled' AND wait_ms <= 20000)
            / count(*) FILTER (outcome IN ('handled', 'abandoned')) AS service_level,
        count(*) FILTER (outcome = 'abandoned')
            / count(*) FILTER (outcome IN ('handled', 'abandoned')) AS abandonment_rate,
        count(*) FILTER (outcome = 'handled' AND transferred)
            / count(transferred) FILTER (outcome = 'handled') AS transfer_rate,
        sum(wrap_ms) FILTER (outcome = 'handled')
            / count(wrap_ms) FILTER (outcome = 'handled') AS average_wrap_time"""
"""The eight metrics, as somebody writes them who knows DuckDB."""

BY_HAND = f"""
    SELECT
        CAST(local_at AS DATE) AS day,
        queue,
        {EIGHT_BY_HAND}
    FROM read_parquet('{{files}}')
    WHERE coalesce(direction, 'inbound') NOT IN ('outbound', 'internal')
    GROUP BY 1, 2
"""


def write_contacts(folder: Path, *, rows: int, seed: int) -> None:
    """Write a made-up year of contacts, one Parquet file for each month, in the shape of the contract."""
    from centreline.evidence.contracts import CONTRACTS
    from centreline.evidence.schema import conform

    numbers = np.random.default_rng(seed)
    for month in range(MONTHS):
        count = rows // MONTHS + (rows % MONTHS if month == 0 else 0)
        table = month_of_contacts(numbers, count=count, month=month, customers=max(1, rows // ROWS_PER_CUSTOMER))
        full = conform(table, contract=CONTRACTS["contact"], zone="Europe/Berlin")
        pq.write_table(full, folder / f"{month:02}.parquet", compression="zstd")


def month_of_contacts(
    numbers: np.random.Generator, *, count: int, month: int, customers: int, unnamed: float = 0.0
) -> pa.Table:
    """Return contacts of one month in order of time: 93 in 100 inbound ones handled, 3 in 100 outbound.

    Args:
        numbers: Where chance comes from.
        count: How many contacts.
        month: Which month of 2025, the first is 0.
        customers: How many different customers they name.
        unnamed: Share of contacts that name no customer, 0 to 1.
    """
    first, after = (np.datetime64("2025-01") + month + step for step in (0, 1))
    first_us, after_us = (int(end.astype("datetime64[us]").astype(np.int64)) for end in (first, after))
    offered_at = np.sort(numbers.integers(first_us, after_us, count))
    handled = numbers.random(count) < 0.93
    wait_ms = numbers.exponential(18_000, count).astype(np.int64)

    def spent(mean_ms: int) -> pa.Array:
        return pa.array(numbers.exponential(mean_ms, count).astype(np.int64), mask=~handled)

    def one_of(words: list[str], places: np.ndarray) -> pa.Array:
        return pa.DictionaryArray.from_arrays(pa.array(places.astype(np.int32)), words).cast(pa.string())

    customer = pa.array(numbers.integers(0, customers, count)).cast(pa.string())
    if unnamed:
        customer = pc.if_else(pa.array(numbers.random(count) < unnamed), None, customer)
    return pa.table(
        {
            "source": one_of(["made-up"], np.zeros(count)),
            "contact_id": pa.array([f"{month:02}-{place}" for place in range(count)]),
            "customer_id": customer,
            "queue": one_of([f"queue-{place:02}" for place in range(QUEUES)], numbers.integers(0, QUEUES, count)),
            "reason": one_of([f"reason-{place:02}" for place in range(REASONS)], numbers.integers(0, REASONS, count)),
            "direction": one_of(["inbound", "outbound"], numbers.random(count) < 0.03),
            "offered_at": pa.array(offered_at, pa.timestamp("us", tz="UTC")),
            "outcome": one_of(["handled", "abandoned"], ~handled),
            "wait_ms": pa.array(wait_ms),
            "talk_ms": spent(240_000),
            "hold_ms": spent(15_000),
            "wrap_ms": spent(40_000),
            "transferred": pa.array(numbers.random(count) < 0.08, mask=~handled),
        }
    )


def ours(folder: Path) -> Callable[[], pa.Table]:
    """Return a function that compiles and runs the eight definitions."""
    from centreline.metrics.compile import compile_wide

    evidence = evidence_in(folder)
    return lambda: evidence.arrow(compile_wide(evidence, ASKED, by=("day", "queue")))


def answers(folder: Path) -> Callable[[], object]:
    """Return a function that answers the eight metrics with intervals, counts and reasons."""
    from centreline.metrics.ask import measure_many

    evidence = evidence_in(folder)
    evidence.has("contact", "queue")  # Counted once for each workspace, and kept.
    return lambda: measure_many(evidence, ASKED, by=("day", "queue"))


def evidence_in(folder: Path) -> Any:
    """Return the files as evidence."""
    import ibis

    from centreline.evidence.engine import Evidence
    from centreline.evidence.engines.duckdb import DuckDB
    from centreline.evidence.scope import Scope

    connection = ibis.duckdb.connect()
    contacts = connection.read_parquet(str(folder / "*.parquet"), table_name="contact")
    everybody = Scope.whole_centre("a benchmark")
    return Evidence(DuckDB(connection), tables={"contact": contacts}, version="benchmark", sources={}, scope=everybody)


def by_hand(folder: Path) -> Callable[[], pa.Table]:
    """Return a function that runs the hand-written query."""
    connection = duckdb.connect()
    query = BY_HAND.format(files=folder / "*.parquet")
    return lambda: connection.execute(query).to_arrow_table()


SIDES: dict[str, Callable[[Path], Callable[[], object]]] = {"ours": ours, "by_hand": by_hand, "answers": answers}


def seconds(run: Callable[[], object]) -> float:
    """Return how long one run takes."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def peak_mib(side: str, folder: Path) -> float:
    """Return the peak memory of a fresh process that runs one side once."""
    command = [sys.executable, __file__, "--only", side, "--folder", str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def peak_of_this_process() -> float:
    """Return the peak memory in MiB; what getrusage says would include the process this one was forked from."""
    lines = Path("/proc/self/status").read_text(encoding="utf-8").splitlines()
    [kibibytes] = [line.split()[1] for line in lines if line.startswith("VmHWM:")]
    return int(kibibytes) / 1024


def assert_same(one: pa.Table, other: pa.Table) -> None:
    """Stop unless both give the same number in every cell."""
    order = [("day", "ascending"), ("queue", "ascending")]
    one, other = one.sort_by(order), other.select(one.column_names).sort_by(order)
    for name in one.column_names:
        left, right = one[name].to_pylist(), other[name].to_pylist()
        same = all(
            a == b or (isinstance(a, float) and abs(a - b) <= 1e-9 * abs(b)) for a, b in zip(left, right, strict=True)
        )
        if not same:
            raise SystemExit(f"the two sides differ in {name}")


def main() -> None:
    """Measure, print ours, the peer's, the ratio and the promise; leave with 1 when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=7)
    parser.add_argument("--only", choices=SIDES, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        SIDES[options.only](options.folder)()
        print(peak_of_this_process())
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_contacts(folder, rows=options.rows, seed=20260101)
        raise SystemExit(report(folder, rows=options.rows, runs=options.runs))


def report(folder: Path, *, rows: int, runs: int) -> int:
    """Print what was measured and return how many promises are broken."""
    sides = {name: prepare(folder) for name, prepare in SIDES.items()}
    assert_same(sides["ours"](), sides["by_hand"]())  # type: ignore[arg-type]
    sides["answers"]()
    turns = [{name: seconds(run) for name, run in sides.items()} for _ in range(runs)]
    ratio = statistics.median(turn["ours"] / turn["by_hand"] for turn in turns)
    full = statistics.median(turn["answers"] / turn["by_hand"] for turn in turns)
    mine, hand, all_of_it = (statistics.median(turn[name] for turn in turns) for name in ("ours", "by_hand", "answers"))
    memory = {name: peak_mib(name, folder) for name in SIDES}
    heavier = memory["ours"] / memory["by_hand"]
    print(f"eight metrics by day and queue, {rows:,} contacts, median of {runs} turns")
    print(f"  time    ours {mine:.3f} s, by hand {hand:.3f} s, ratio {ratio:.2f}, promised at most {PROMISED_RATIO}")
    print(
        f"  memory  ours {memory['ours']:.0f} MiB, by hand {memory['by_hand']:.0f} MiB, "
        f"ratio {heavier:.2f}, promised at most {PROMISED_MEMORY}"
    )
    print(f"  answers with intervals and counts: {all_of_it:.3f} s, ratio {full:.2f}, {memory['answers']:.0f} MiB")
    return (ratio > PROMISED_RATIO) + (heavier > PROMISED_MEMORY)


if __name__ == "__main__":
    main()
