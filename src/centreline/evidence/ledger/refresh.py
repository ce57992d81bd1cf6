"""Bringing the kept ledger up to what the evidence says now, looking at no more than what changed."""

from collections.abc import Iterable
from dataclasses import dataclass

import pyarrow as pa
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.evidence.engines.duckdb import DuckDB
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.chains import NARROW, issue_links, issue_name, narrowed
from centreline.evidence.ledger.decisions import Decision, decisions_key, read_decisions
from centreline.evidence.ledger.issues import issues_of
from centreline.evidence.ledger.kept import (
    SCHEMAS,
    MadeFrom,
    contact_files,
    kept_rows,
    made_from,
    month_of,
    rewrite,
    rewrite_months,
)
from centreline.evidence.ledger.ledger import Ledger
from centreline.evidence.ledger.persons import PERSON_LINK, Persons, members_of, persons_of
from centreline.evidence.ledger.rules import LedgerRules
from centreline.evidence.ledger.stated import held, with_stated
from centreline.evidence.ledger.touched import changed_contacts, tied_to
from centreline.evidence.locking import only_writer
from centreline.evidence.scope import Scope

__all__ = ["Refreshed", "kept_ledger", "ledger_for", "refresh_ledger"]


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did.

    Attributes:
        how: nothing (it was true already), touched (what changed alone was looked at) or whole.
        contacts: How many contacts were looked at.
        months: Months of links and issues that were written anew.
    """

    how: str
    contacts: int = 0
    months: tuple[str, ...] = ()


def kept_ledger(lake: Lake, evidence: Evidence, *, rules: LedgerRules) -> Ledger | None:
    """Return the ledger that is kept beside the evidence; None where there is none, or it is behind the evidence.

    Args:
        lake: Where it is kept.
        evidence: All of what the lake holds: a part of it has a ledger of its own.
        rules: The rules it has to follow.
    """
    if evidence.scope is None or not evidence.scope.sees_every_row or not evidence.has("contact"):
        return None
    if not isinstance(evidence.engine, DuckDB):
        return None  # Another engine does not hold what is kept here: it works the ledger out.
    decisions = read_decisions(lake.folder)
    source = _source(lake, rules, decisions)
    if any(made_from(lake.folder, name) != source for name in ("person_link", "issue_link", "issue")):
        return None
    return Ledger(
        evidence,
        rules=rules,
        persons=_kept_persons(evidence, lake),
        decisions=decisions,
        links=_or_empty(evidence, lake, "issue_link"),
        issues=_or_empty(evidence, lake, "issue"),
    )


def ledger_for(lake: Lake, evidence: Evidence, *, rules: LedgerRules) -> Ledger:
    """Return the ledger that is kept, or one that is worked out where the kept one is behind or not for this reader."""
    kept = kept_ledger(lake, evidence, rules=rules)
    return kept or Ledger.of(evidence, rules=rules, decisions=read_decisions(lake.folder))


def refresh_ledger(lake: Lake, *, rules: LedgerRules | None = None) -> Refreshed:
    """Bring the kept ledger up to what the evidence says now.

    The result is what working everything out again would give; what did not change is left as it is.

    Raises:
        EvidenceConflict: somebody is writing.
    """
    rules = rules or LedgerRules()
    with only_writer(lake.folder):
        decisions = read_decisions(lake.folder)
        source = _source(lake, rules, decisions)
        if all(made_from(lake.folder, name) == source for name in ("person_link", "issue_link", "issue")):
            return Refreshed("nothing")
        evidence = lake.evidence(scope=Scope.whole_centre("the ledger"))
        if not evidence.has("contact"):
            return Refreshed("nothing")
        persons = persons_of(evidence, rules=rules, decisions=decisions)
        before = made_from(lake.folder, "issue_link")
        refreshed = None
        if before is not None and before == made_from(lake.folder, "issue") == made_from(lake.folder, "person_link"):
            refreshed = _touched(lake, evidence, persons, before=before, source=source, rules=rules)
        return refreshed or _whole(lake, evidence, persons, source=source, rules=rules)


def _source(lake: Lake, rules: LedgerRules, decisions: Iterable[Decision]) -> MadeFrom:
    files = (contact_files(lake.folder, name) for name in ("contact", "customer"))
    return MadeFrom(rules.key, decisions_key(decisions), *files)


def _kept_persons(evidence: Evidence, lake: Lake) -> Persons:
    rows = kept_rows(evidence, lake.folder, "person_link")
    links = PERSON_LINK.empty_table() if rows is None else evidence.arrow(rows).cast(PERSON_LINK)
    return Persons(links, members_of(links))


def _or_empty(evidence: Evidence, lake: Lake, name: str) -> Table:
    rows = kept_rows(evidence, lake.folder, name)
    return held(evidence, SCHEMAS[name].empty_table(), name=name) if rows is None else rows


def _whole(lake: Lake, evidence: Evidence, persons: Persons, *, source: MadeFrom, rules: LedgerRules) -> Refreshed:
    """Work everything out and write it: the persons first, the issues last; only all three together are read."""
    ledger = Ledger(evidence, rules=rules, persons=persons)
    contacts = evidence.table("contact")
    rewrite(lake.folder, "person_link", persons.links, source=source)
    rewrite(lake.folder, "issue_link", ledger.links, source=source)
    issues = issues_of(contacts, ledger.links, ledger.members, rules=rules)
    rewrite(lake.folder, "issue", issues, source=source)
    [row] = evidence.rows(contacts.aggregate(rows=contacts.count()))
    return Refreshed("whole", row["rows"])


def _touched(  # noqa: PLR0913 - what was, what is, and by which rules
    lake: Lake, evidence: Evidence, persons: Persons, *, before: MadeFrom, source: MadeFrom, rules: LedgerRules
) -> Refreshed | None:
    """Look at what changed alone; None where nobody can tell what did, or it is too much."""
    if before.rules != source.rules:
        return None
    changed = changed_contacts(evidence, lake.folder / "contact", before=before.contact, now=source.contact)
    if changed is None:
        return None
    was = _kept_persons(evidence, lake).members
    keys = tied_to(evidence, changed, moved=_moved(was, persons.members), families=(was, persons.members))
    if keys is None:
        return None
    keys = evidence.keep(keys)
    members = Ledger(evidence, rules=rules, persons=persons).members
    contacts = evidence.keep(evidence.table("contact").semi_join(keys, ["source", "contact_id"]))
    narrow = narrowed(with_stated(evidence, contacts.select(*NARROW)), members, rules=rules)
    links = evidence.keep(issue_links(narrow, rules=rules, has_stated=True, keep=evidence.keep))
    old = _or_empty(evidence, lake, "issue_link")
    issues = issues_of(contacts, links, members, rules=rules)
    named = old.semi_join(keys, ["source", "contact_id"]).select("issue")
    gone = evidence.keep(named.union(keys.select(issue=issue_name(keys.source, keys.contact_id)), distinct=True))
    rewrite(lake.folder, "person_link", persons.links, source=source)
    months = _replace(lake, evidence, "issue_link", old, new=links, of=keys, source=source)
    months |= _replace(
        lake, evidence, "issue", _or_empty(evidence, lake, "issue"), new=evidence.keep(issues), of=gone, source=source
    )
    [row] = evidence.rows(keys.aggregate(rows=keys.count()))
    return Refreshed("touched", row["rows"], tuple(sorted(months)))


def _moved(was: pa.Table, now: pa.Table) -> set[str]:
    """Return the customers who are another person than they were."""
    pairs = [
        set(zip(members["customer_id"].to_pylist(), members["person"].to_pylist(), strict=True))
        for members in (was, now)
    ]
    return {customer for customer, _ in pairs[0] ^ pairs[1]}


def _replace(  # noqa: PLR0913 - which table, what stood there, what takes its place
    lake: Lake, evidence: Evidence, name: str, old: Table, *, new: Table, of: Table, source: MadeFrom
) -> set[str]:
    """Put the new rows in the place of the old ones of the same names, in the months where they differ."""
    new = new.select(old.columns).cast(old.schema())
    by = list(of.columns)
    replaced = old.semi_join(of, by)
    differs = replaced.difference(new, distinct=True).union(new.difference(replaced, distinct=True))
    months = set(evidence.arrow(differs.select(month=month_of(differs, name)).distinct())["month"].to_pylist())
    rows = old.anti_join(of, by).union(new)
    rewrite_months(
        lake.folder, name, rows.filter(month_of(rows, name).isin(sorted(months))), months=months, source=source
    )
    return months
