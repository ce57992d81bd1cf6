"""How much of everything there is, for the README."""

from centreline.evidence.contracts import CONTRACTS
from centreline.findings.catalogue import check_book
from centreline.findings.families import FAMILIES
from centreline.metrics.book import metric_book
from generate.markdown import table

__all__ = ["counts"]


def counts() -> str:
    """Return a table of what there is, counted today."""
    checks, metrics = check_book().values(), metric_book().values()
    families = {check.family for check in checks} & set(FAMILIES)
    variants = sum(len(metric.variants) for metric in metrics)
    on_records = sum("evidence" in check.reads for check in checks)
    rows = [
        (len(checks), f"checks in {len(families)} families; {on_records} of them ask the records", "checks"),
        (len(metrics), f"metrics in {variants} published variants", "metrics"),
        (len(CONTRACTS), "tables of evidence, from contacts and surveys to costs", "contracts"),
    ]
    return table(
        ("how many", "of what", "where"), [(*row[:2], f"[{row[2]}](docs/reference/{row[2]}.md)") for row in rows]
    )
