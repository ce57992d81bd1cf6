"""Customers become persons: pairs that belong together are followed from one to the next, unless something forbids it.

A person has the name of the customer whose name comes first. Where two customers must stay apart, because somebody said
so or because they were born on different days, the pairs are taken in order, the surest first, and a pair that would
bring the two together is refused: so a merge can be undone without undoing those around it.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.decisions import Decision, Verdict, standing_decisions
from centreline.evidence.ledger.keys import PAIRS, exact_pairs
from centreline.evidence.ledger.likeness import likely_pairs
from centreline.evidence.ledger.rules import LedgerRules

__all__ = ["PERSON_LINK", "Persons", "components", "members_of", "persons_of"]

PERSON_LINK = pa.schema(
    [
        pa.field("customer_id", pa.string()),
        pa.field("links_to", pa.string()),
        pa.field("person", pa.string()),
        pa.field("method", pa.string()),
        pa.field("confidence", pa.string()),
        pa.field("probability", pa.float64()),
        pa.field("agreed", pa.string()),
    ]
)
"""One merge of two customers: how it was found, how sure it is (decided, exact, likely), and which fields agreed."""

MEMBERS = pa.schema([pa.field("customer_id", pa.string()), pa.field("person", pa.string())])
"""Customers who share a person with others."""

CONFIDENCE = {"decided": "decided", "exact": "exact", "splink": "likely"}


@dataclass(frozen=True, slots=True)
class Persons:
    """Which customers are one person.

    Attributes:
        links: Rows of `PERSON_LINK`: the merges that stand.
        members: Customers who share a person with others: `customer_id`, `person`. Everybody else is their own.
        refused: Merges that would have brought together two who must stay apart.
    """

    links: pa.Table
    members: pa.Table
    refused: int = 0


def persons_of(evidence: Evidence, *, rules: LedgerRules, decisions: Iterable[Decision] = ()) -> Persons:
    """Find out which customers are one person.

    Args:
        evidence: What happened.
        rules: Which keys count, and from which probability likeness does.
        decisions: What somebody decided; it goes before everything that was found.
    """
    decided = _seen(standing_decisions(decisions), evidence)
    pairs, apart = exact_pairs(evidence, rules=rules)
    if rules.likely_from is not None:
        pairs = _without_twice(pa.concat_tables([pairs, likely_pairs(evidence, likely_from=rules.likely_from)]))
    joined = [pair for pair, decision in decided.items() if decision.verdict is Verdict.JOINED]
    apart = {pair for pair, decision in decided.items() if decision.verdict is Verdict.KEPT_APART} | apart
    return _settled(pa.concat_tables([_decided_pairs(joined), pairs]), apart=apart - set(joined))


def _seen(decided: Mapping[tuple[str, str], Decision], evidence: Evidence) -> dict[tuple[str, str], Decision]:
    """Return what was decided of customers whom the reader sees: of others they are not told either."""
    if not decided or evidence.scope is None or evidence.scope.sees_every_row:
        return dict(decided)
    wanted, seen = sorted({name for pair in decided for name in pair}), set[str]()
    for table in (evidence.table(name) for name in ("contact", "customer") if evidence.has(name)):
        found = table.filter(table.customer_id.isin(wanted)).select("customer_id").distinct()
        seen |= {row["customer_id"] for row in evidence.rows(found)}
    return {pair: decision for pair, decision in decided.items() if seen.issuperset(pair)}


def components(one: pa.ChunkedArray, other: pa.ChunkedArray) -> tuple[pa.Array, np.ndarray]:
    """Return every name in either column, in order, and for each the place of the first name it is tied to."""
    # Imported here: 14 MiB that those who only read persons do not need.
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    names = pc.unique(pa.chunked_array([*one.chunks, *other.chunks], pa.string()))
    names = names.take(pc.sort_indices(names))
    ends = [pc.index_in(column, value_set=names).to_numpy(zero_copy_only=False) for column in (one, other)]
    ties = coo_array((np.ones(len(ends[0]), dtype=bool), (ends[0], ends[1])), shape=(len(names), len(names)))
    _, labels = connected_components(ties, directed=False)
    first = np.full(len(names), len(names), dtype=np.int64)
    np.minimum.at(first, labels, np.arange(len(names)))
    return names, first[labels]


def members_of(links: pa.Table) -> pa.Table:
    """Return the customers who share a person with others, from the merges: `customer_id`, `person`."""
    ends = [links.select([column, "person"]).rename_columns(MEMBERS.names) for column in ("customer_id", "links_to")]
    return pa.concat_tables(ends).group_by(MEMBERS.names).aggregate([]).sort_by("customer_id").cast(MEMBERS)


def _decided_pairs(joined: Collection[tuple[str, str]]) -> pa.Table:
    rows = [(*pair, "decided", None, "") for pair in sorted(joined)]
    return pa.Table.from_pylist([dict(zip(PAIRS.names, row, strict=True)) for row in rows], schema=PAIRS)


def _without_twice(pairs: pa.Table) -> pa.Table:
    """Keep the first of several rows about the same two customers: an exact key before a likeness."""
    numbered = pairs.append_column("place", pa.array(range(pairs.num_rows), pa.int64()))
    first = numbered.group_by(["one", "other"], use_threads=False).aggregate([("place", "min")])
    return pairs.take(first["place_min"].combine_chunks().sort())


def _settled(pairs: pa.Table, *, apart: Collection[tuple[str, str]]) -> Persons:
    if not pairs.num_rows:
        return Persons(PERSON_LINK.empty_table(), MEMBERS.empty_table())
    pairs = _without_twice(pairs)
    names, first = components(pairs["one"], pairs["other"])
    standing = _standing(pairs, names=names, first=first, apart=apart)
    refused = pairs.num_rows - standing.num_rows
    if refused:
        names, first = components(standing["one"], standing["other"]) if standing.num_rows else (names[:0], first[:0])
    members = pa.table([names, names.take(pa.array(first, pa.int64()))], schema=MEMBERS)
    return Persons(_links(standing, members), members, refused)


def _standing(pairs: pa.Table, *, names: pa.Array, first: np.ndarray, apart: Collection[tuple[str, str]]) -> pa.Table:
    """Drop the pairs that bring together two who must stay apart; only groups that hold such two are walked."""
    place = {name: first[at] for at, name in enumerate(names.to_pylist())} if apart else {}
    disputed = {place[one] for one, other in apart if one in place and place.get(other) == place[one]}
    if not disputed:
        return pairs
    rows = pairs.to_pylist()
    walked = [at for at, row in enumerate(rows) if place[row["one"]] in disputed]
    refused = _refused([(at, rows[at]["one"], rows[at]["other"]) for at in sorted(walked, key=_surest(rows))], apart)
    return pairs.take(pa.array([at for at in range(len(rows)) if at not in refused], pa.int64()))


def _surest(rows: list[dict[str, object]]) -> Callable[[int], tuple[int, int, float, str, str]]:
    order = {"decided": 0, "exact": 1, "splink": 2}

    def rank(at: int) -> tuple[int, int, float, str, str]:
        row = rows[at]
        kind = str(row["method"]).split(":", maxsplit=1)[0]
        probability = row["probability"]
        sure = -probability if isinstance(probability, float) else 0.0
        return order[kind], -str(row["agreed"]).count("+"), sure, str(row["one"]), str(row["other"])

    return rank


def _refused(ordered: Iterable[tuple[int, str, str]], apart: Collection[tuple[str, str]]) -> set[int]:
    foes: dict[str, set[str]] = defaultdict(set)
    for one, other in apart:
        foes[one].add(other)
        foes[other].add(one)
    groups: dict[str, set[str]] = {}
    refused = set()
    for at, one, other in ordered:
        left, right = groups.setdefault(one, {one}), groups.setdefault(other, {other})
        if left is right:
            continue
        if any(foes[name] & right for name in left):
            refused.add(at)
            continue
        left |= right
        for name in right:
            groups[name] = left
    return refused


def _links(standing: pa.Table, members: pa.Table) -> pa.Table:
    kinds = pc.list_element(pc.split_pattern(standing["method"], ":"), 0)
    places = pc.index_in(standing["one"], value_set=members["customer_id"].combine_chunks())
    confidence = [CONFIDENCE[kind] for kind in kinds.to_pylist()]
    columns = [
        standing["other"],
        standing["one"],
        members["person"].take(places),
        standing["method"],
        pa.array(confidence, pa.string()),
        standing["probability"],
        standing["agreed"],
    ]
    return pa.table(columns, schema=PERSON_LINK).sort_by([("customer_id", "ascending"), ("links_to", "ascending")])
