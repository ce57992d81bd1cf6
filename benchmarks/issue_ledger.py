"""The issue ledger of ten million contacts against one hand-written DuckDB query of the same rule.

    python benchmarks/issue_ledger.py              # 10 million contacts, 2 million customers, 365 days
    python benchmarks/issue_ledger.py --rows 1000000

Both read the same Parquet files and have to find the same issues. A third time the same contacts stand in a lake, and
its kept ledger is refreshed as `centreline ledger` does it, from none to all: links, issues and persons written. One
customer in twenty has a second id in another source, tied by a shared telephone; every tenth contact names an issue of
the source. Each side runs in a process of its own, by hand and bare on two threads and with the same memory limit; its
peak, imports included, is printed.
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

PROMISED_S = 60
NOW = datetime(2026, 7, 1, tzinfo=UTC)
MEMORY_MB = 3_000
MONTHS, REASONS, ROWS_PER_CUSTOMER, DAY_US = 12, 12, 5, 86_400_000_000

BY_HAND = """
CREATE TEMP TABLE tied AS
    SELECT customer_id, min(customer_id) OVER (PARTITION BY phone_key) AS person
    FROM read_parquet('{folder}/customer.parquet')
    QUALIFY count(*) OVER (PARTITION BY phone_key) BETWEEN 2 AND 3;
CREATE TEMP TABLE issue AS
    SELECT source, issue_id FROM read_parquet('{folder}/contact-*.parquet')
    WHERE issue_id IS NOT NULL GROUP BY ALL HAVING count(*) > 1;
CREATE TEMP TABLE row_ AS
    SELECT c.source, c.contact_id, coalesce(t.person, c.customer_id) AS person, c.reason, c.offered_at,
        greatest(c.offered_at, coalesce(c.closed_at, c.offered_at)) AS ended_at,
        CASE WHEN i.issue_id IS NOT NULL THEN c.source || '#' || c.issue_id END AS stated
    FROM read_parquet('{folder}/contact-*.parquet') c
    LEFT JOIN tied t USING (customer_id) LEFT JOIN issue i USING (source, issue_id);
CREATE TEMP TABLE chain AS
    WITH seen AS (
        SELECT *, max(ended_at) OVER (PARTITION BY person, reason ORDER BY offered_at, source, contact_id
                                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS last_ended_at
        FROM row_ WHERE person IN (SELECT person FROM row_ GROUP BY 1 HAVING count(*) <= 50)
    )
    SELECT * EXCLUDE last_ended_at, sum(CASE WHEN offered_at > last_ended_at + INTERVAL 7 DAY OR last_ended_at IS NULL
            THEN 1 ELSE 0 END) OVER (PARTITION BY person, reason ORDER BY offered_at, source, contact_id) AS chain
    FROM seen;
CREATE TEMP TABLE carried AS
    WITH numbered AS (
        SELECT *, greatest(1, count(stated) OVER (PARTITION BY person, reason, chain
                                                  ORDER BY offered_at, source, contact_id)) AS nth FROM chain
    )
    SELECT *, max(stated) OVER (PARTITION BY person, reason, chain, nth) AS root FROM numbered;
CREATE TEMP TABLE link AS
    SELECT source, contact_id, first(source || '/' || contact_id) OVER whole AS issue, count(*) OVER whole AS contacts
    FROM carried
    WINDOW whole AS (PARTITION BY coalesce(root, person || '#' || reason || '#' || chain)
                     ORDER BY offered_at, source, contact_id
                     ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
"""


def write_centre(folder: Path, *, rows: int, seed: int) -> None:
    """Write a made-up year of contacts, one file for each month, and the customers."""
    numbers = np.random.default_rng(seed)
    customers = max(10, rows // ROWS_PER_CUSTOMER)
    for month in range(MONTHS):
        count = rows // MONTHS + (rows % MONTHS if month == 0 else 0)
        pq.write_table(_month(numbers, month, count, customers), folder / f"contact-{month:02}.parquet")
    second = numbers.permutation(customers)[: customers // 20]
    ids = [f"crm-{number}" for number in second] + [str(number) for number in second]
    pq.write_table(
        pa.table(
            {
                "source": ["crm"] * len(second) + ["acd"] * len(second),
                "customer_id": ids,
                "phone_key": [f"p{number}" for number in second] * 2,
            }
        ),
        folder / "customer.parquet",
    )


def _month(numbers: np.random.Generator, month: int, count: int, customers: int) -> pa.Table:
    first, after = (
        int((np.datetime64("2025-01") + month + step).astype("datetime64[us]").astype(np.int64)) for step in (0, 1)
    )
    offered_at = np.sort(numbers.integers(first, after, count))
    # Half of the contacts are of a few: so chains are as common as in a real centre.
    who = np.where(
        numbers.random(count) < 0.5, numbers.integers(0, customers, count), numbers.integers(0, customers // 8, count)
    )
    other = (numbers.random(count) < 0.1) & (who % 20 == 0)
    has_issue = numbers.random(count) < 0.1
    issues = numbers.integers(0, max(1, count // 12), count)
    return pa.table(
        {
            "source": pa.array(np.where(other, "crm", "acd")),
            "contact_id": pa.array([f"{month:02}-{place}" for place in range(count)]),
            "customer_id": pa.array(np.where(other, np.char.add("crm-", who.astype(str)), who.astype(str))),
            "issue_id": pa.array([f"T{month}-{issue}" for issue in issues.tolist()], mask=~has_issue),
            "reason": pa.array([f"reason-{reason:02}" for reason in numbers.integers(0, REASONS, count).tolist()]),
            "month": pa.array([f"2025-{month + 1:02}"] * count),
            "offered_at": pa.array(offered_at, pa.timestamp("us", tz="UTC")),
            "closed_at": pa.array(
                offered_at + numbers.integers(60, 3_600, count) * 1_000_000, pa.timestamp("us", tz="UTC")
            ),
            "outcome": pa.array(["handled"] * count),
        }
    )


def ours(folder: Path) -> tuple[float, tuple[Any, ...]]:
    """Work the ledger out, keep its links, and say how long it took and what came of it."""
    from centreline.evidence.contracts import CONTRACTS
    from centreline.evidence.engine import Evidence, open_engine
    from centreline.evidence.engines.duckdb import DuckDB
    from centreline.evidence.engines.port import with_all_columns
    from centreline.evidence.ledger.ledger import Ledger
    from centreline.evidence.scope import Scope

    began = time.perf_counter()
    connection = open_engine(memory_mb=MEMORY_MB, threads=2)
    files = {"contact": sorted(folder.glob("contact-*.parquet")), "customer": [folder / "customer.parquet"]}
    tables = {
        name: with_all_columns(connection.read_parquet([str(path) for path in paths]), contract=CONTRACTS[name])
        for name, paths in files.items()
    }
    evidence = Evidence(
        DuckDB(connection), tables=tables, version="benchmark", sources={}, scope=Scope.whole_centre("benchmark")
    )
    ledger = Ledger.of(evidence)
    links = ledger.links
    took = time.perf_counter() - began
    [row] = evidence.rows(links.aggregate(links=links.count(), issues=links.issue.nunique()))
    return took, (row["links"], row["issues"])


def fill_lake(folder: Path) -> None:
    """Bring the same contacts and customers into a lake, as an import would."""
    from centreline.evidence.journal import Origin
    from centreline.evidence.lake import Lake

    for path in sorted(folder.glob("c*.parquet")):
        origin = Origin(path.name, path.name.ljust(64, "0"), "benchmark", "0" * 64)
        table = path.name.split("-")[0].removesuffix(".parquet")
        Lake(folder / "lake" / "evidence").merge(table, pq.read_table(path), origin=origin, zone="UTC", now=NOW)


def on_a_lake(folder: Path) -> tuple[float, tuple[Any, ...]]:
    """Refresh the ledger a lake keeps, which holds none so far."""
    from centreline.evidence.lake import Lake
    from centreline.evidence.ledger.refresh import kept_ledger, refresh_ledger
    from centreline.evidence.ledger.rules import LedgerRules
    from centreline.evidence.scope import Scope

    lake, began = Lake(folder / "lake" / "evidence"), time.perf_counter()
    refresh_ledger(lake)
    took = time.perf_counter() - began
    evidence = lake.evidence(scope=Scope.whole_centre("benchmark"))
    ledger = kept_ledger(lake, evidence, rules=LedgerRules())
    if ledger is None:
        raise SystemExit("the lake keeps no ledger after it was refreshed")
    [row] = evidence.rows(ledger.links.aggregate(links=ledger.links.count(), issues=ledger.links.issue.nunique()))
    return took, (row["links"], row["issues"])


def by_hand(folder: Path) -> tuple[float, tuple[Any, ...]]:
    """Run the hand-written statements."""
    began = time.perf_counter()
    connection = duckdb.connect(
        config={"threads": 2, "memory_limit": f"{MEMORY_MB}MB", "temp_directory": str(folder / "spill")}
    )
    for statement in BY_HAND.format(folder=folder).split(";"):
        connection.execute(statement)
    took = time.perf_counter() - began
    found = connection.execute("SELECT count(*), count(DISTINCT issue) FROM link WHERE contacts > 1").fetchone()
    return took, tuple(found or ())


SIDES = {"ours": ours, "lake": on_a_lake, "by_hand": by_hand}


def alone(side: str, folder: Path) -> tuple[float, float, float, tuple[str, ...]]:
    """Run one side in a process of its own: seconds, seconds of processors, peak MiB, what it found."""
    done = subprocess.run(
        [sys.executable, __file__, "--side", side, "--folder", str(folder)], capture_output=True, text=True, check=True
    )
    took, worked, peak, *found = done.stdout.split()
    return float(took), float(worked), float(peak), tuple(found)


def main() -> int:
    """Compare both sides and say whether the promise is kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--side", choices=list(SIDES))
    parser.add_argument("--folder", type=Path)
    asked = parser.parse_args()
    if asked.side:
        took, found = SIDES[asked.side](asked.folder)
        used = resource.getrusage(resource.RUSAGE_SELF)
        print(took, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, *found)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write_centre(Path(folder), rows=asked.rows, seed=asked.seed)
        fill_lake(Path(folder))
        sides = {side: alone(side, Path(folder)) for side in SIDES}
    for side, (took, worked, peak, found) in sides.items():
        print(f"{side:8} {took:7.1f} s  processors {worked:7.1f} s  peak {peak:6,.0f} MiB  found {' '.join(found)}")
    print(f"ratio    {sides['ours'][0] / sides['by_hand'][0]:7.2f}")
    same = len({found for *_, found in sides.values()}) == 1
    kept = same and max(sides["ours"][0], sides["lake"][0]) < PROMISED_S * asked.rows / 10_000_000
    print("same issues" if same else "DIFFERENT ISSUES", "· promise kept" if kept else "· PROMISE BROKEN")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
