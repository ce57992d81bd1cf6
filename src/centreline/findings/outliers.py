"""Outliers as findings: groups counted in the records, judged against their peers, said in one way everywhere."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.findings.finding import Finding, Looked, NotExamined
from centreline.findings.peers import Far, Group, Outlier, above_peers
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said
from centreline.kernel.units import Unit, format_value

__all__ = ["Pattern", "outliers_in"]

CONTACTS = said("contacts")

LEAST_PART = 0.2
"""Part of a group's rows that a pool has to hold, for the group to be judged in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pattern:
    """What is looked for, and in what words.

    Attributes:
        kind: What a group is: agent, team, queue, reason.
        plural: What the groups are called: agents, teams.
        what: What happened, to be read after "of their 1,204 contacts": "lasted less than 10 s".
        rows: What a row is, in the plural: contacts, evaluations.
        pool: What the groups of a pool share, to be read before its name: "in the queue"; empty for one pool.
        but: What else could lie behind it, as a sentence.
        table: The contract the rows are of.
    """

    kind: str
    plural: str
    what: str
    but: str
    rows: str = CONTACTS
    pool: str = ""
    table: str = "contact"


def outliers_in(evidence: Evidence, marked: Table, *, far: Far, pattern: Pattern) -> Iterator[Finding | Looked]:
    """Yield how many groups were judged, then a finding for each group far above its peers.

    A group that stands out in several pools is one finding, about the pool where its excess is largest. A group is
    judged only in pools that hold at least a fifth of its rows: an agent of another queue appears in this one when
    work is passed on, and would be unlike everybody there.

    Args:
        evidence: Where the rows are.
        marked: Rows of the contract with two or three more columns: `name` of the group, `hit`, whether the row shows
            what is looked for, and `pool`, the groups it is compared with, where these are not all others. Rows
            without a name or with an unknown hit are left out.
        far: What counts as far.
        pattern: What is looked for, in words.

    Raises:
        NotExamined: no pool has enough groups of the size needed.
    """
    pooled = marked if "pool" in marked.columns else marked.mutate(pool=ibis.literal(""))
    rows = pooled.filter(pooled.name.notnull(), pooled.hit.notnull())
    counted = evidence.rows(rows.aggregate(hits=rows.hit.sum(), n=rows.count(), by=["name", "pool"]))
    groups = _at_home(counted)
    yield Looked(
        _judged(groups, far, pattern),
        said("{plural} with at least {minimum_n} {rows}").filled(
            plural=pattern.plural, minimum_n=far.minimum_n, rows=pattern.rows
        ),
    )
    named: set[str] = set()
    for outlier in above_peers(groups, far=far):
        if outlier.group.name not in named:
            named.add(outlier.group.name)
            yield _finding(evidence, rows, outlier, far=far, pattern=pattern)


def _at_home(counted: list[dict[str, Any]]) -> list[Group]:
    sizes: dict[str, int] = {}
    for row in counted:
        sizes[row["name"]] = sizes.get(row["name"], 0) + row["n"]
    groups = [Group(row["name"], int(row["hits"]), row["n"], row["pool"] or "") for row in counted]
    return [group for group in groups if group.n >= LEAST_PART * sizes[group.name]]


def _judged(groups: list[Group], far: Far, pattern: Pattern) -> int:
    large = [group for group in groups if group.n >= far.minimum_n]
    sizes: dict[str, int] = {}
    for group in large:
        sizes[group.pool] = sizes.get(group.pool, 0) + 1
    names = {group.name for group in large if sizes[group.pool] > far.minimum_peers}
    if not names:
        raise NotExamined(
            said("nowhere do {groups} {plural} that could be compared have {minimum_n} {rows} each").filled(
                groups=far.minimum_peers + 1, plural=pattern.plural, minimum_n=far.minimum_n, rows=pattern.rows
            ),
            bring=said("bring a longer period, or lower `minimum_n` if {minimum_n} {rows} are too many to ask").filled(
                minimum_n=far.minimum_n, rows=pattern.rows
            ),
        )
    return len(names)


def _finding(evidence: Evidence, rows: Table, outlier: Outlier, *, far: Far, pattern: Pattern) -> Finding:
    group = outlier.group
    estimate = share_estimate(group.hits, group.n)
    own = rows.filter(rows.name == group.name, ibis.coalesce(rows.pool, "") == group.pool)
    place = said(" {pool} “{name}”").filled(pool=pattern.pool, name=group.pool) if pattern.pool and group.pool else ""
    return Finding(
        element=f"{pattern.kind}:{group.name}",
        says=said(
            "For {kind} “{name}”{place}, {hits:,} of {n:,} {rows} {what} ({value}); the median of {peers} "
            "peers is {peers_share}."
        ).filled(
            kind=pattern.kind,
            name=group.name,
            place=place,
            hits=group.hits,
            n=group.n,
            rows=pattern.rows,
            what=pattern.what,
            value=format_value(estimate.value, Unit.SHARE),
            peers=outlier.peers,
            peers_share=format_value(outlier.peers_share, Unit.SHARE),
        ),
        weight=weight_of_share(outlier.excess, of=group.n, at_least=0.3),
        records=records_behind(
            evidence,
            own.filter(own.hit),
            table=pattern.table,
            where=said("{kind} is {name}{place}; {what}").filled(
                kind=pattern.kind, name=group.name, place=place, what=pattern.what
            ),
            among=own,
        ),
        estimate=estimate,
        against=said("{far:capital}. {but}").filled(far=str(far), but=pattern.but),
    )
