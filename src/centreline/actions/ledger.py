"""Keep the issue ledger, decide of two customers whether they are one person, and say how far the ledger reaches."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime

from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.ledger.coverage import Coverage, coverage_of
from centreline.evidence.ledger.decisions import Decision, Verdict, decide, read_decisions
from centreline.evidence.ledger.ledger import ledger_of
from centreline.evidence.ledger.refresh import Refreshed, refresh_ledger
from centreline.evidence.ledger.sentences import Merge, every_merge
from centreline.evidence.locking import only_writer
from centreline.kernel.errors import EvidenceConflict, EvidenceMissing
from centreline.kernel.period import Period
from centreline.metrics.answer import Answer
from centreline.metrics.ask import measure_many, why_not

__all__ = ["LEDGERED", "Report", "join_customers", "keep_ledger", "ledger_report", "merges_in", "part_customers"]

LEDGERED = ("contact", "customer")
"""Tables the ledger is made from."""

COMPARED: Mapping[str, tuple[str, str]] = {
    "first_contact_resolution": ("no_return_7d", "by_issue"),
    "repeat_contact_rate": ("preceded_7d", "by_issue"),
    "contacts_per_issue": ("every_contact", "by_ledger"),
}
"""By metric, the variant that goes by what the sources name, and the one that goes by the ledger."""


@dataclass(frozen=True, slots=True)
class Report:
    """How far the ledger reaches, and what difference it makes.

    Attributes:
        coverage: Counts of persons, links and issues.
        answers: By metric, the answer without the ledger and the one with it; None where there is none.
    """

    coverage: Coverage
    answers: Mapping[str, tuple[Answer | None, Answer | None]]


def keep_ledger(workspace: FolderWorkspace, *, tables: Collection[str]) -> Refreshed | None:
    """Bring the kept ledger up to date after rows of tables came or went; None where it does not depend on them."""
    if not set(tables) & set(LEDGERED):
        return None
    # Somebody else writes already: the rows stand, and until the next refresh the ledger is worked out when asked for.
    with suppress(EvidenceConflict):
        return refresh_ledger(workspace.lake, rules=workspace.ledger_rules)
    return None


def join_customers(  # noqa: PLR0913 - two customers, when, why and by whom
    workspace: FolderWorkspace, one: str, other: str, *, now: datetime, because: str = "", by: str = ""
) -> Decision:
    """Decide that two customers are one person, whatever their keys say."""
    return _decided(workspace, one, other, verdict=Verdict.JOINED, now=now, because=because, by=by)


def part_customers(  # noqa: PLR0913 - two customers, when, why and by whom
    workspace: FolderWorkspace, one: str, other: str, *, now: datetime, because: str = "", by: str = ""
) -> Decision:
    """Decide that two customers are not one person: a merge is undone, and does not come back."""
    return _decided(workspace, one, other, verdict=Verdict.KEPT_APART, now=now, because=because, by=by)


def _decided(  # noqa: PLR0913 - two customers, what of them, when, why and by whom
    workspace: FolderWorkspace, one: str, other: str, *, verdict: Verdict, now: datetime, because: str, by: str
) -> Decision:
    for customer in (one, other):
        _stop_at_a_stranger(workspace, customer)
    with only_writer(workspace.lake.folder):
        decision = decide(workspace.lake.folder, one, other, verdict=verdict, now=now, because=because, by=by)
    keep_ledger(workspace, tables=["customer"])
    workspace.forget_evidence()
    return decision


def merges_in(workspace: FolderWorkspace) -> tuple[Merge, ...]:
    """Return every merge of two customers that stands, with its reason; `part_customers` undoes each."""
    ledger = ledger_of(workspace.evidence_or_stop())
    return every_merge(ledger.persons.links, decisions=read_decisions(workspace.lake.folder))


def _stop_at_a_stranger(workspace: FolderWorkspace, customer: str) -> None:
    evidence = workspace.evidence_or_stop()
    for name in LEDGERED:
        if evidence.has(name):
            table = evidence.table(name)
            if evidence.rows(table.filter(table.customer_id == customer).limit(1)):
                return
    raise EvidenceMissing(
        f"nobody is called {customer!r} in the evidence",
        where="the tables contact and customer",
        fix="name a customer as the evidence does: `centreline timeline` tells the pseudonym of an identifier",
    )


def ledger_report(workspace: FolderWorkspace, *, period: Period | None = None) -> Report:
    """Say how far the ledger reaches, and how answers differ with it and without."""
    evidence = workspace.evidence_or_stop()
    coverage = coverage_of(ledger_of(evidence), decisions=read_decisions(workspace.lake.folder))
    asked = [(metric, variant) for metric, pair in COMPARED.items() for variant in pair]
    askable = [(metric, variant) for metric, variant in asked if not why_not(evidence, metric, variant)]
    answered = measure_many(evidence, askable, period=period) if askable else {}

    def answer(metric: str, variant: str) -> Answer | None:
        return next(iter(answered.get((metric, variant), ())), None)

    answers = {metric: (answer(metric, one), answer(metric, other)) for metric, (one, other) in COMPARED.items()}
    return Report(coverage, answers)
