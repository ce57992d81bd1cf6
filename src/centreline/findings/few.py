"""Figures of a check that rest on few people are not told to those who may not see people.

A check counts by itself, so what it says of a queue in which two people work is a figure of these two, whatever the
metrics hide. Every finding that rests on records says who made them (`findings.workers`); here, and nowhere else, it is
decided whether its figures are told. They are where nobody or enough people made each of three parts: the rows shown,
the rest of those they were counted among, and the rest of the table. A queue, a team or whatever column a finding is
about has to be a group that the metrics would show besides, and what all findings of a check together leave over has
to be enough people's: else what is not told follows from a total and what is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from centreline.evidence.engine import Evidence
from centreline.findings.finding import Finding, Looked, Records
from centreline.findings.workers import fewest_people, rows_by_worker
from centreline.kernel.said import said
from centreline.metrics.few import PEOPLE, hidden_groups, people_column

__all__ = ["WEIGHT_UNTOLD", "Told", "is_about_somebody", "told"]

WEIGHT_UNTOLD = 0.25
"""Weight of a finding whose figures are not told: its own follows from them, and would tell them. A medium one."""


@dataclass(frozen=True, slots=True)
class Told:
    """What one reader is told of what a check found.

    Attributes:
        findings: All of them; those that rest on few people without figures.
        looked: How much the check looked at; None where that is a figure of few people itself.
    """

    findings: tuple[Finding, ...]
    looked: Looked | None


def told(  # noqa: PLR0913 - what may be told and how it is called come in by name
    findings: Sequence[Finding],
    looked: Looked | None,
    *,
    evidence: Evidence | None,
    needs: Iterable[str],
    name: str,
    titles: Mapping[str, str],
) -> Told:
    """Return what a check found as the reader of the evidence may be told it.

    Args:
        findings: Of one check.
        looked: How much it looked at.
        evidence: What was looked at; None where the check reads none, and then nothing is hidden.
        needs: Tables and columns without which the check cannot look; all tables where it says none.
        name: What a finding of it is, in words.
        titles: What touchpoints are called, in quotation marks, by their keys.
    """
    fewest = fewest_people(evidence)
    if evidence is None or fewest <= 1:
        return Told(tuple(findings), looked)
    rule = _Rule(evidence, fewest, tuple(dict.fromkeys(need.split(".")[0] for need in needs)) or evidence.tables)
    hidden = {place for place, one in enumerate(findings) if not rule.allows(one)}
    hidden |= rule.too_much_together({place: one for place, one in enumerate(findings) if place not in hidden})
    because = said("fewer than {fewest} people made them, or they would give away a figure of fewer").filled(
        fewest=fewest
    )
    shown = (
        _without_figures(one, name=name, titles=titles, because=because) if place in hidden else _without_workers(one)
        for place, one in enumerate(findings)
    )
    return Told(tuple(shown), looked if rule.allows_whole_tables else None)


def is_about_somebody(element: str) -> bool:
    """Say whether an element, written kind:id, is a single person in the records: an agent, an evaluator."""
    return element.partition(":")[0] in PEOPLE


@dataclass(frozen=True)
class _Rule:
    """The rule for one check and one reader.

    Attributes:
        evidence: What was looked at.
        fewest: People a figure needs.
        tables: Tables the check needs: what a finding without records rests on.
    """

    evidence: Evidence
    fewest: int
    tables: tuple[str, ...]

    def allows(self, finding: Finding) -> bool:
        """Say whether the figures of one finding may be told, whatever else is."""
        records = finding.records
        if is_about_somebody(finding.element):
            return False
        if records is None:
            return self.allows_whole_tables
        if records.workers is None:
            return False  # Nobody said who made these rows.
        shown, among = records.workers.shown, records.workers.among
        parts = (shown, _rest(among, shown), _rest(self._whole(records.table), among))
        counted = (records.table, *(table for table in self.tables if self.evidence.has(table)))
        return all(map(self._is_enough, parts)) and all(self._shows(finding.element, table) for table in counted)

    def too_much_together(self, findings: Mapping[int, Finding]) -> set[int]:
        """Return the places of the findings that have to go because all of them leave over the figure of too few."""
        gone: set[int] = set()
        by_table: dict[str, list[int]] = {}
        for place, one in findings.items():
            if one.records is not None:
                by_table.setdefault(one.records.table, []).append(place)
        for table, places in by_table.items():
            for part in ("shown", "among"):
                rows = {place: _rows_of(findings[place], part) for place in places if place not in gone}
                gone |= self._those_that_leave_too_few(rows, self._whole(table))
        return gone

    @cached_property
    def allows_whole_tables(self) -> bool:
        """Whether figures of all rows that the reader sees of the check's tables may be told."""
        held = (table for table in self.tables if self.evidence.has(table))
        return all(self._is_enough(self._whole(table)) for table in held)

    def _those_that_leave_too_few(self, rows: Mapping[int, Mapping[str, int]], whole: Mapping[str, int]) -> set[int]:
        left, gone = dict(rows), set()
        while left and not self._is_enough(_rest(whole, _sum(left.values()))):
            smallest = min(left, key=lambda place: (len(left[place]), place))
            gone.add(smallest)
            del left[smallest]
        return gone

    def _shows(self, element: str, table: str) -> bool:
        column, _, group = element.partition(":")
        worker, held = people_column(self.evidence, table), self.evidence.table(table)
        if worker is None or column not in held.columns:
            return True
        counted = held.aggregate(people=held[worker].nunique(), by=[column])
        rows = self.evidence.remembered(counted, "people by", table, column)
        hidden = hidden_groups({(row[column],): row["people"] for row in rows}, fewest=self.fewest)
        return (group,) not in hidden

    def _is_enough(self, rows: Mapping[str, int]) -> bool:
        return not rows or len(rows) >= self.fewest

    def _whole(self, table: str) -> dict[str, int]:
        return rows_by_worker(self.evidence, table)


def _rest(whole: Mapping[str, int], part: Mapping[str, int]) -> dict[str, int]:
    """Return the rows of each worker who has other rows in the whole than in the part."""
    # Rows that were counted in two parts may leave less than none over: still not nothing.
    return {worker: n - part.get(worker, 0) for worker, n in whole.items() if n != part.get(worker, 0)}


def _sum(parts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for part in parts:
        total.update(part)
    return total


def _rows_of(finding: Finding, part: str) -> Mapping[str, int]:
    workers = finding.records.workers if finding.records else None
    rows: Mapping[str, int] = getattr(workers, part) if workers else {}
    return rows


def _without_workers(finding: Finding) -> Finding:
    return finding if finding.records is None else replace(finding, records=replace(finding.records, workers=None))


def _without_figures(finding: Finding, *, name: str, titles: Mapping[str, str], because: str) -> Finding:
    kind, _, key = finding.element.partition(":")
    about = titles.get(key, f"“{key}”") if kind == "touchpoint" else f"“{key}”"
    return Finding(
        check=finding.check,
        element=finding.element,
        says=said("{name:capital}: {about}. Its figures are not shown, because {because}.").filled(
            name=said(name), about=about, because=because
        ),
        weight=WEIGHT_UNTOLD,
        records=None if finding.records is None else Records(finding.records.table, 0, (), ""),
        question=finding.question,
        hidden_because=because,
    )
