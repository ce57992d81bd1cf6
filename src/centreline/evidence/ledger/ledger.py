"""A ledger of one evidence: its persons, its links and its issues, worked out once for all who ask."""

from collections.abc import Callable, Iterable
from functools import cached_property

import ibis
from ibis.expr.types import Table, Value

from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.chains import NARROW, issue_links, issue_name, narrowed
from centreline.evidence.ledger.decisions import Decision, decisions_key
from centreline.evidence.ledger.issues import ends_of_contacts, issues_of
from centreline.evidence.ledger.persons import Persons, persons_of
from centreline.evidence.ledger.rules import LedgerRules
from centreline.evidence.ledger.stated import held, with_stated
from centreline.kernel.identity import content_hash

__all__ = ["Ledger", "ledger_of", "use_ledger", "use_the_same_ledger"]

LEDGER, MAKER = "issue_ledger", "issue_ledger_maker"


class Ledger:
    """Which contacts of an evidence are about one need.

    Args:
        evidence: What happened; it has to have the table contact.
        rules: What makes two contacts one issue where no source says so.
        persons: Which customers are one person.
        decisions: What was decided of customers; it is a part of the ledger's name.
        links: The links where they are kept; worked out where None.
        issues: The issues where they are kept; worked out where None.
    """

    def __init__(  # noqa: PLR0913 - what it is made from, and what of it is kept, come in by name
        self,
        evidence: Evidence,
        *,
        rules: LedgerRules,
        persons: Persons,
        decisions: Iterable[Decision] = (),
        links: Table | None = None,
        issues: Table | None = None,
    ) -> None:
        self.evidence = evidence
        self.rules = rules
        self.persons = persons
        self.is_kept = links is not None
        self._decided = decisions_key(decisions)
        self._kept_links = links
        self._kept_issues = issues

    @classmethod
    def of(
        cls, evidence: Evidence, *, rules: LedgerRules | None = None, decisions: Iterable[Decision] = ()
    ) -> "Ledger":
        """Work the ledger of an evidence out.

        Args:
            evidence: What happened.
            rules: What makes two contacts one issue; the rules of the house where None.
            decisions: What was decided of customers.

        Raises:
            EvidenceMissing: nobody has brought contacts.
        """
        evidence.table("contact")
        rules, decisions = rules or LedgerRules(), tuple(decisions)
        persons = persons_of(evidence, rules=rules, decisions=decisions)
        return cls(evidence, rules=rules, persons=persons, decisions=decisions)

    @property
    def name(self) -> str:
        """What numbers counted by this ledger say: "issue ledger 3f2a1c, persons by exact keys"."""
        version = content_hash([self.evidence.version, self.rules.key, self._decided])[:6]
        knows = self.evidence.has("customer") or self.persons.members.num_rows
        persons = f"persons by {self.rules.persons_by}" if knows else "customers as the sources name them"
        return f"issue ledger {version}, {persons}"

    @cached_property
    def members(self) -> Table | None:
        """Customers who share a person with others, `customer_id` and `person`; None when nobody does."""
        if not self.persons.members.num_rows:
            return None
        return held(self.evidence, self.persons.members, name="member")

    @property
    def has_stated(self) -> bool:
        """Whether a source names issues, or contacts that others go on from."""
        return self.evidence.has("contact", "issue_id") or self.evidence.has("contact", "previous_contact_id")

    @cached_property
    def contacts(self) -> Table:
        """Every contact as the rules see it; `narrowed` says which columns."""
        table = with_stated(self.evidence, self.evidence.table("contact").select(*NARROW))
        return narrowed(table, self.members, rules=self.rules)

    @cached_property
    def links(self) -> Table:
        """Every contact that belongs with others: the columns of `ISSUE_LINK`."""
        if self._kept_links is not None:
            return self._kept_links
        keep = self.evidence.keep
        return keep(issue_links(self.contacts, rules=self.rules, has_stated=self.has_stated, keep=keep))

    def numbered(self, contacts: Table) -> Table:
        """Return the contacts with `ledger_issue`, `issue_place`, `issue_contacts` and `issue_known`.

        Args:
            contacts: Rows of `contact`.

        Returns:
            The same rows. `ledger_issue` names the issue, `issue_place` is the contact's place among those of the issue
            that the customer began, from 1, and `issue_contacts` is how many of those there are. `issue_known` says
            that the contact belongs with others, or would if another of the same person and reason had come.
        """
        links = self.links
        whole = links.aggregate(whole_issue_contacts=links.place.max(), by=["issue"])
        linked = links.select("source", "contact_id", "issue", "place")
        linked = linked.left_join(whole, "issue").drop("issue_right")
        names = {name: f"link_{name}" for name in linked.columns}
        linked = linked.rename({new: old for old, new in names.items()})
        same = [contacts.source == linked.link_source, contacts.contact_id == linked.link_contact_id]
        met = contacts.left_join(linked, same)
        met = met.left_join(self._systems, met.customer_id == self._systems.system)
        able = met.customer_id.notnull() & met.reason.notnull() & met.system.isnull()
        numbers = {
            "issue_known": met.link_issue.notnull() | able,
            "ledger_issue": ibis.coalesce(met.link_issue, issue_name(met.source, met.contact_id)),
            "issue_place": ibis.coalesce(met.link_place, 1),
            "issue_contacts": ibis.coalesce(met.link_whole_issue_contacts, 1),
        }
        return met.mutate(**numbers).drop("system", *names.values())

    @cached_property
    def _systems(self) -> Table:
        """Customers who come so often that they are no persons."""
        begun = self.contacts.filter(self.contacts.begun_by_customer, self.contacts.reason.notnull())
        systems = begun.filter(begun.customer_id.notnull(), ~begun.chained)
        return self.evidence.keep(systems.select(system=systems.customer_id).distinct())

    def watched(self, contacts: Table) -> Value:
        """Return whether the window after each contact had passed when its source was last read."""
        ended = ends_of_contacts(contacts).cast("timestamp")
        return ended + ibis.interval(days=self.rules.window_days) <= self._read_until(contacts.source)

    def _read_until(self, source: Value) -> Value:
        table = self.evidence.table("contact")
        ends = self.evidence.rows(table.aggregate(last=table.offered_at.max(), by=["source"]))
        instants = {row["source"]: ibis.timestamp(row["last"].replace(tzinfo=None)) for row in ends}
        return ibis.cases(*((source == name, at) for name, at in sorted(instants.items())))

    @cached_property
    def issues(self) -> Table:
        """Every issue: the columns of `ISSUE`, and `watched`.

        `watched` says that its window had passed when its source was last read; where it has not, nobody knows yet
        whether the customer will come again.
        """
        contacts = self.evidence.table("contact")
        kept = self._kept_issues
        rows = issues_of(contacts, self.links, self.members, rules=self.rules) if kept is None else kept
        return rows.mutate(watched=rows.settles_at.cast("timestamp") <= self._read_until(rows.last_source))


def ledger_of(evidence: Evidence) -> Ledger:
    """Return the ledger of an evidence: the one set by `use_ledger`, else worked out by the rules of the house.

    Raises:
        EvidenceMissing: nobody has brought contacts.
    """
    beside = vars(evidence)  # Kept with the evidence and not in a register: a ledger holds its evidence.
    if LEDGER not in beside:
        beside[LEDGER] = beside.get(MAKER, Ledger.of)(evidence)
    ledger: Ledger = beside[LEDGER]
    return ledger


def use_the_same_ledger(evidence: Evidence, other: Evidence) -> None:
    """Say that the ledger of `other` is made as that of `evidence`."""
    if (make := vars(evidence).get(MAKER)) is not None:
        use_ledger(other, make)


def use_ledger(evidence: Evidence, make: Callable[[Evidence], Ledger]) -> None:
    """Say how the ledger of this evidence is made, for whoever asks for it first."""
    vars(evidence).pop(LEDGER, None)
    vars(evidence)[MAKER] = make
