"""How long a blueprint of 5,000 touchpoints takes to read and check: `python benchmarks/blueprint_load.py`.

The promise is three seconds. The peer is PyYAML's own safe loader (C) followed by the same validation, which gives no
line numbers, no references and no remedies.
"""

import resource
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import dump_blueprint, load_blueprint

TOUCHPOINTS = int(sys.argv[1]) if len(sys.argv) > 1 else 5_000
PROMISED_S = 3.0


def large_blueprint(touchpoints: int) -> Blueprint:
    """Return a made-up blueprint in which every touchpoint has all twelve facts."""
    return Blueprint.model_validate(
        {
            "id": "large",
            "title": "A large made-up centre",
            "made_up": True,
            "organisation": {"name": "Large"},
            "roles": [{"id": f"role-{n}", "title": f"Role {n}"} for n in range(50)],
            "systems": [{"id": f"system-{n}", "title": f"System {n}", "category": "other"} for n in range(20)],
            "procedures": [{"id": f"procedure-{n}", "title": f"Procedure {n}"} for n in range(200)],
            "journeys": [
                {
                    "id": f"journey-{first}",
                    "title": f"Journey {first}",
                    "stages": [
                        {
                            "id": "stage",
                            "title": "Stage",
                            "touchpoints": [
                                touchpoint(n, of=touchpoints) for n in range(first, min(first + 50, touchpoints))
                            ],
                        }
                    ],
                }
                for first in range(0, touchpoints, 50)
            ],
        }
    )


def touchpoint(number: int, *, of: int) -> dict[str, Any]:
    """Return a touchpoint with all its facts."""
    return {
        "id": f"touchpoint-{number}",
        "title": f"Touchpoint {number}",
        "what": "A customer asks what the lines of a bill mean",
        "customer_types": ["household", "business"],
        "why": "Bills are hard to read without help",
        "trigger": "A bill arrives that is higher than the one before",
        "happens": "The customer calls, is identified, and is told what each line means",
        "channels": ["voice", "chat"],
        "owner": f"role-{number % 50}",
        "handled_by": [f"role-{(number + 1) % 50}"],
        "systems": [f"system-{number % 20}"],
        "procedures": [f"procedure-{number % 200}"],
        "knowledge": [f"KB{number:05}"],
        "takes_s": 300,
        "ideal_outcome": "The customer understands the bill and pays it",
        "measures": [
            {"metric": "service_level", "variant": "answered_of_offered", "at_least": 0.8, "owner": "role-1"},
            {"metric": "first_contact_resolution", "at_least": 0.7, "cadence": "weekly"},
        ],
        "handoffs": [
            {
                "to": f"touchpoint-{(number + 1) % of}",
                "passes": ["account", "history"],
                "within_s": 3600,
                "accepted_by_sender": True,
                "accepted_by_receiver": True,
            }
        ],
        "risks": [{"what": "The wrong bill is read out", "guard": "Identify the account first"}],
        "recognised_by": {"queues": [f"queue-{number}"], "channels": ["voice"]},
    }


def seconds(act: Callable[[], object], *, times: int = 3) -> float:
    """Return the median time an act takes."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def peer(folder: Path) -> Blueprint:
    """Read the same files with PyYAML's own loader."""
    document: dict[str, Any] = {}
    for path in folder.iterdir():
        document |= yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
    return Blueprint.model_validate(document)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "blueprint"
        dump_blueprint(large_blueprint(TOUCHPOINTS), folder)
        size = sum(path.stat().st_size for path in folder.iterdir())
        ours, theirs = seconds(lambda: load_blueprint(folder)), seconds(lambda: peer(folder))
    kept = "kept" if ours < PROMISED_S or TOUCHPOINTS > 5_000 else "BROKEN"
    print(f"blueprint of {TOUCHPOINTS:,} touchpoints, {size / 1e6:.1f} MB of YAML: read, checked, references followed")
    print(f"  ours   {ours:6.2f} s   (promise: {PROMISED_S:.0f} s at 5,000 touchpoints: {kept})")
    print(f"  peer   {theirs:6.2f} s   PyYAML CSafeLoader + the same models, no references, no lines")
    print(f"  ratio  {ours / theirs:6.2f}")
    print(f"  peak   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} MB")


if __name__ == "__main__":
    main()
