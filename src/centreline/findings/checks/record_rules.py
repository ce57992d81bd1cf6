"""EVI: do the records keep the rules that make them mean something?"""

from collections.abc import Iterator

from centreline.evidence.engine import Evidence
from centreline.evidence.keeping import Broken, how_kept, rows_breaking
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import DAMA
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["records_that_break_a_rule"]


@check(
    id="EVI001",
    family="EVI",
    question="Do the records keep the rules that make them mean something?",
    why="A contact that ends before it begins is counted in every average, and nobody sees it there.",
    fix="Open the records behind the finding, find out at which step of their way they broke, mend the source or the "
    "mapping, and bring the file again.",
    source=f"{DAMA}: data quality, consistency and validity",
    needs=(),
)
def records_that_break_a_rule(evidence: Evidence, tolerated_share: float = 0.0001) -> Iterator[Finding | Looked]:
    """Find rules of a table's contract that more than a few of its rows break; blanks break no rule.

    Weight: 0.3, growing to 1 with the share of the table's rows that break the rule.

    Args:
        tolerated_share: Share of a table's rows that may break a rule before it is a finding.
    """
    kept = [how_kept(evidence, table) for table in evidence.tables]
    yield Looked(sum(one.rows for one in kept), said_of("row", "rows"))
    for one in kept:
        for broken in one.broken:
            if broken.rows > tolerated_share * one.rows:
                yield _finding(evidence, broken, rows=one.rows)


def _finding(evidence: Evidence, broken: Broken, *, rows: int) -> Finding:
    rule = broken.rule
    return Finding(
        element=f"table:{rule.table}",
        says=said("Of {rows:,} rows of {table}, {broken_rows:,} ({rows_share}) break the rule that {says}.").filled(
            rows=rows,
            table=rule.table,
            broken_rows=broken.rows,
            rows_share=format_value(broken.rows / rows, Unit.SHARE),
            says=said(rule.says),
        ),
        weight=weight_of_share(broken.rows, of=rows, at_least=0.3),
        records=records_behind(
            evidence,
            rows_breaking(evidence, rule),
            table=rule.table,
            where=said("where {broken_when}").filled(broken_when=rule.broken_when),
        ),
        estimate=share_estimate(broken.rows, rows),
    )
