"""EVI: are the data as complete as their owners said they have to be?"""

from collections.abc import Iterator

from centreline.blueprint.document import Blueprint
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import DAMA, LEVERS
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["data_below_their_threshold"]


@check(
    id="EVI006",
    family="EVI",
    question="Are the data as complete as their owners said they have to be?",
    why="A threshold that nobody measures protects nobody; decisions go on resting on data their owner would refuse.",
    fix="Give the steward the records without a value; mend the source, or agree a threshold that can be kept.",
    source=f"{DAMA}: data quality thresholds; {LEVERS}: 'assigns ownership for definitions and quality thresholds'",
)
def data_below_their_threshold(blueprint: Blueprint, evidence: Evidence) -> Iterator[Finding | Looked]:
    """Find columns filled in a smaller share of rows than the threshold of their data domain asks.

    Weight: 0.35 just below the threshold, growing to 1 with the share of rows without a value.
    """
    agreed = [
        (domain, threshold)
        for domain in blueprint.data_domains
        for threshold in domain.thresholds
        if evidence.has(threshold.table) and threshold.column in _columns(threshold.table)
    ]
    yield look_at(
        agreed,
        what=said_of("threshold", "thresholds"),
        because=said("no data domain has a threshold for a table that was brought"),
        bring=said("write `thresholds` for the data domains of the blueprint, and bring the tables they speak of"),
    )
    for domain, threshold in agreed:
        table = evidence.table(threshold.table)
        filled = evidence.filled(threshold.table, threshold.column)
        n = evidence.rows(table.aggregate(n=table.count()))[0]["n"]
        if filled >= threshold.at_least * n:
            continue
        yield Finding(
            element=f"data_domain:{domain.id}",
            says=said("{table}.{column} has a value in {filled} of {n:,} rows; “{title}” asks for {at_least}.").filled(
                table=threshold.table,
                column=threshold.column,
                filled=format_value(filled / n, Unit.SHARE),
                n=n,
                title=domain.title,
                at_least=format_value(threshold.at_least, Unit.SHARE),
            ),
            weight=weight_of_share(n - filled, of=n, at_least=0.35),
            records=records_behind(
                evidence,
                table.filter(table[threshold.column].isnull()),
                table=threshold.table,
                where=said("{column} is empty").filled(column=threshold.column),
            ),
            estimate=share_estimate(filled, n),
            against=said("The threshold of the data domain {id}.").filled(id=domain.id),
        )


def _columns(table: str) -> set[str]:
    return {column.name for column in CONTRACTS[table].all_columns} if table in CONTRACTS else set()
