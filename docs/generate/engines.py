"""The page of the engines: which answers what alike, from what the tests are told to let pass."""

from pathlib import Path

import yaml

from centreline.evidence.engines.addresses import ADDRESSES, shown
from centreline.evidence.engines.dialect import DIALECTS
from centreline.findings.catalogue import check_book
from centreline.metrics.book import metric_book
from generate.markdown import table

__all__ = ["compiled_only", "matrix", "not_yet"]

NOT_YET = Path("tests/engines/notyet.yaml")


def matrix() -> str:
    """Return one line for each engine: how it is reached, and how much of everything it answers as DuckDB does."""
    variants = sum(len(metric.variants) for metric in metric_book().values())
    checks = sum("evidence" in check.reads for check in check_book().values())
    rows = [("DuckDB", "the default", "reads the lake", f"{variants} of {variants}", f"{checks} of {checks}")]
    for kind in dict.fromkeys(ADDRESSES.values()):
        listed = _listed()[kind.name]
        lacking = {word: sum(name.startswith(word) for name in listed) for word in ("metric", "check")}
        holds = "reads the lake" if kind.name == "Spark" else "holds a copy"
        rows.append(
            (
                kind.name,
                f"`{shown(kind.example)}`",
                holds,
                f"{variants - lacking['metric']} of {variants}",
                f"{checks - lacking['check']} of {checks}",
            )
        )
    merged: dict[str, tuple[str, ...]] = {}
    for row in rows:
        earlier = merged.get(row[0])
        merged[row[0]] = row if earlier is None else (row[0], f"{earlier[1]}, {row[1]}", *row[2:])
    return table(("engine", "address", "records", "variants of metrics", "checks that read records"), merged.values())


def not_yet() -> str:
    """Return what is not answered alike yet, with the reason."""
    rows = [(engine, name, reason) for engine, entries in _listed().items() for name, reason in entries.items()]
    return table(("engine", "question", "reason"), rows) if rows else "Nothing: the list is empty.\n"


def compiled_only() -> str:
    """Return the databases for which queries are written and not executed."""
    return ", ".join(DIALECTS.values()) + ".\n"


def _listed() -> dict[str, dict[str, str]]:
    written = yaml.safe_load(NOT_YET.read_text(encoding="utf-8"))
    return {engine: dict(entries or {}) for engine, entries in written.items()}
