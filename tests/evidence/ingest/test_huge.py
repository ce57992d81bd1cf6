"""A million rows of 25 columns stream: what is in memory does not grow with the file."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pytest

ROWS, CHUNK, COLUMNS = 1_000_000, 100_000, 25
LARGEST_MB, SLOWEST = 600, 20_000

BRING = """
import sys, time
from pathlib import Path
from datetime import UTC, datetime
from centreline.evidence.filling import Mapping
from centreline.evidence.ingest import ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door

path, folder = map(Path, sys.argv[1:])
mapping = Mapping.model_validate({
    "mapping": "calls", "version": 1, "table": "contact", "constants": {"source": "acd", "outcome": "handled"},
    "columns": {"contact_id": "c0", "customer_id": "c1", "queue": "c2", "offered_at": "at",
                **{name: {"from": cell, "unit": "s"} for name, cell in [("wait_ms", "c3"), ("talk_ms", "c4")]}},
})
begun = time.perf_counter()
report = ingest_file(Lake(folder / "evidence"), path, mapping=mapping, door=Door(b"x" * 32), zone="UTC",
                     now=datetime(2026, 7, 1, tzinfo=UTC))
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
rows = report.counts.created
print(rows, int(peak) * 1024 / 1_000_000, rows / (time.perf_counter() - begun))
"""


@pytest.fixture
def huge(tmp_path: Path) -> Path:
    numbers, path, writer = np.random.default_rng(1), tmp_path / "huge.csv", None
    for start in range(0, ROWS, CHUNK):
        columns = {f"c{n}": pa.array(numbers.integers(0, 99_999, CHUNK)) for n in range(1, COLUMNS - 1)}
        columns |= {
            "c0": pa.array(np.arange(start, start + CHUNK)),
            "at": pa.array(np.datetime64("2026-01-01T00:00:00") + np.arange(start, start + CHUNK)),
        }
        writer = writer or pa_csv.CSVWriter(path, pa.table(columns).schema)
        writer.write_table(pa.table(columns))
    assert writer is not None
    writer.close()
    return path


@pytest.mark.nightly
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory is read from Linux's /proc")
def test_a_huge_file_is_brought_in_little_memory(huge: Path, tmp_path: Path) -> None:
    assert huge.stat().st_size > 130_000_000

    command = [sys.executable, "-c", BRING, str(huge), str(tmp_path)]
    rows, peak_mb, rows_per_second = map(
        float, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    )

    assert rows == ROWS
    assert peak_mb < LARGEST_MB
    assert rows_per_second > SLOWEST
