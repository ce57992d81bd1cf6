"""How long `centreline --help` takes: `python benchmarks/start_up.py`.

Promise: under half a second. The peer is the floor, a Python that imports Typer and Rich and does nothing else.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

RUNS = 9
PROMISED_S = 0.5
OURS = [str(Path(sys.executable).with_name("centreline")), "--help"]
FLOOR = [sys.executable, "-c", "import typer, rich.console, rich.panel"]


def main() -> None:
    ours, floor = [], []
    for _ in range(RUNS):
        ours.append(_seconds(OURS))
        floor.append(_seconds(FLOOR))
    ratio = statistics.median(a / b for a, b in zip(ours, floor, strict=True))
    kept = "kept" if statistics.median(ours) < PROMISED_S else "MISSED"
    print(f"centreline --help      {statistics.median(ours):.3f} s (fastest {min(ours):.3f}, slowest {max(ours):.3f})")
    print(f"python, typer and rich {statistics.median(floor):.3f} s")
    print(f"ratio {ratio:.2f} · promised under {PROMISED_S} s: {kept}")


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
