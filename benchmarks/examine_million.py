"""Every check on the made-up centre with a million contacts: seconds and peak memory of a process that only examines.

    python benchmarks/examine_million.py                    # 1 million contacts
    python benchmarks/examine_million.py --contacts 200000 --slowest 20

The centre is made and written as Parquet first, by a process of its own; another one opens the files as the lake does
and examines. Promised: under 60 seconds and under 2 GB on two cores. There is no peer; the ratio is to the promise.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import ibis
import pyarrow.parquet as pq

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.engines.duckdb import DuckDB
from centreline.evidence.schema import conform
from centreline.evidence.scope import Scope
from centreline.findings.catalogue import check_book
from centreline.findings.check import Given
from centreline.samples.centre import made_up_centre

PROMISED_S = 60
PROMISED_MB = 2_048


def make(folder: Path, *, contacts: int, seed: int) -> None:
    """Write the centre: a Parquet file for each table, blueprint and claims as JSON."""
    centre = made_up_centre(contacts=contacts, seed=seed)
    for name, table in centre.tables.items():
        if table.num_rows:
            pq.write_table(conform(table, contract=CONTRACTS[name], zone="Europe/Lisbon"), folder / f"{name}.parquet")
    (folder / "blueprint.json").write_text(centre.blueprint.model_dump_json())
    (folder / "claims.json").write_text(centre.claims.model_dump_json())


def examined(folder: Path) -> dict[str, object]:
    """Ask every check of the centre in the folder, and return how long each took and the most memory that was held."""
    blueprint = Blueprint.model_validate_json((folder / "blueprint.json").read_text())
    claims = Claims.model_validate_json((folder / "claims.json").read_text())
    began, worked = time.perf_counter(), time.process_time()
    connection = ibis.duckdb.connect()
    connection.raw_sql("SET threads = 2")
    tables = {path.stem: connection.read_parquet(path) for path in sorted(folder.glob("*.parquet"))}
    evidence = Evidence(
        DuckDB(connection),
        tables=tables,
        version="benchmark",
        sources=dict.fromkeys(tables, ("made up",)),
        scope=Scope.whole_centre("a benchmark"),
    )
    as_of = (evidence.last_day or sys.exit("no evidence")) + timedelta(days=1)
    given = Given(blueprint, claims, evidence, as_of)
    each, states = {}, {}
    for name, check in check_book().items():
        start = time.perf_counter()
        states[name] = str(check.answer(given).state)
        each[name] = time.perf_counter() - start
    return {
        "seconds": time.perf_counter() - began,
        "processor_seconds": time.process_time() - worked,
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "each": each,
        "states": states,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--contacts", type=int, default=1_000_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--slowest", type=int, default=8, help="how many of the slowest checks to print")
    options.add_argument("--step", choices=("make", "examine"), help=argparse.SUPPRESS)
    options.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.step == "make":
        make(asked.folder, contacts=asked.contacts, seed=asked.seed)
    elif asked.step == "examine":
        print(json.dumps(examined(asked.folder)))
    else:
        with tempfile.TemporaryDirectory() as folder:
            report(asked, folder=folder)


def report(asked: argparse.Namespace, *, folder: str) -> None:
    """Run both steps, each in a process of its own, and print ours, the promise and the ratio."""

    def run(step: str) -> str:
        command = [sys.executable, __file__, "--step", step, "--folder", folder]
        command += ["--contacts", str(asked.contacts), "--seed", str(asked.seed)]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    start = time.perf_counter()
    run("make")
    print(f"made {asked.contacts:,} contacts in {time.perf_counter() - start:.1f} s")
    measured = json.loads(run("examine"))
    states = list(measured["states"].values())
    counts = ", ".join(f"{states.count(state)} {state}" for state in sorted(set(states)))
    print(f"{len(states)} checks: {counts}")
    for name, seconds in sorted(measured["each"].items(), key=lambda pair: -pair[1])[: asked.slowest]:
        print(f"  {name}  {seconds:6.2f} s")
    ratio_s, ratio_mb = measured["seconds"] / PROMISED_S, measured["megabytes"] / PROMISED_MB
    print(f"processor time of both cores {measured['processor_seconds']:.1f} s (compare when the machine is busy)")
    print(f"time    ours {measured['seconds']:7.1f} s   promised {PROMISED_S:5} s   ratio {ratio_s:.2f}")
    print(f"memory  ours {measured['megabytes']:7.0f} MB  promised {PROMISED_MB:5} MB  ratio {ratio_mb:.2f}")


if __name__ == "__main__":
    main()
