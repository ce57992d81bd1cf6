"""EVI: how far can the records be trusted, where they have to say who the customer and what the reason was?"""

from collections.abc import Iterator
from dataclasses import dataclass

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import DAMA, LEVERS, REBUILD
from centreline.findings.weight import weight_of_share
from centreline.findings.workers import fewest_people
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = [
    "customer_known_for_some_contacts_only",
    "reason_that_says_nothing",
    "returns_that_cannot_be_counted",
]


@dataclass(frozen=True, slots=True)
class _Slice:
    """Contacts of one outcome or queue that waited or did not, and how many of them have a customer."""

    named: str
    waited: bool | None
    n: int
    known: int

    @property
    def share(self) -> float:
        return self.known / self.n

    def __str__(self) -> str:
        waits = {True: " after waiting", False: " without waiting", None: ""}
        return f"{self.named.replace('_', ' ')}{waits[self.waited]}"


@check(
    id="EVI002",
    family="EVI",
    question="Is the customer known equally often, whatever became of the contact?",
    why="Where the customer is known for some outcomes only, every number about customers is about those contacts, and "
    "nobody notices.",
    fix="Find out where in the source the customer gets lost; until then, give every number about customers with the "
    "part of the contacts it speaks for.",
    source=f"{DAMA}: data quality, completeness; {LEVERS}: 'decisions rest on trusted, well-defined data domains'",
    needs=("contact.customer_id",),
)
def customer_known_for_some_contacts_only(
    evidence: Evidence, most_apart_share: float = 0.25, minimum_contacts: int = 100
) -> Iterator[Finding | Looked]:
    """Find out whether the share of contacts with a customer differs much between outcomes, waited or not.

    Weight: 0.4, growing to 1 with the share of all contacts that have no customer.

    Args:
        most_apart_share: How far the best and the worst known part may lie apart, as a share.
        minimum_contacts: Contacts a part needs to be compared.
    """
    slices = _slices(evidence, by="outcome")
    total, known = sum(part.n for part in slices), sum(part.known for part in slices)
    yield Looked(total, said_of("contact", "contacts"))
    large = sorted((part for part in slices if part.n >= minimum_contacts), key=lambda part: (part.share, str(part)))
    if len(large) < 2 or large[-1].share - large[0].share <= most_apart_share:
        return
    worst, best = large[0], large[-1]
    own = _of_slice(evidence.table("contact"), worst)
    unknown = own.filter(own.customer_id.isnull())
    yield Finding(
        element="column:contact.customer_id",
        says=said(
            "The customer is known in {known} of {total:,} contacts, but not alike: in {share} of the {n:,} "
            "that were {worst}, and in {best_share} of the {best_n:,} that were {best}."
        ).filled(
            known=format_value(known / total, Unit.SHARE),
            total=total,
            share=format_value(worst.share, Unit.SHARE),
            n=worst.n,
            worst=worst,
            best_share=format_value(best.share, Unit.SHARE),
            best_n=best.n,
            best=best,
        ),
        weight=weight_of_share(total - known, of=total, at_least=0.4),
        records=records_behind(
            evidence,
            unknown,
            table="contact",
            where=said("{worst}, customer_id is empty").filled(worst=worst),
            among=own,
        ),
        estimate=share_estimate(known, total),
        against=said("Parts of at least {minimum_contacts} contacts may lie {most_apart_share:g} points apart.").filled(
            minimum_contacts=minimum_contacts, most_apart_share=most_apart_share * 100
        ),
    )


@check(
    id="EVI003",
    family="EVI",
    question="Can it be said of nearly all contacts whether the customer came back?",
    why="First contact resolution and repeat contacts can be counted only where the customer is known; a number given "
    "for all contacts then hides whom it leaves out.",
    fix="Report the number for the part that can be judged and name that part; bring the customer for the rest.",
    source=f"{REBUILD}: 'Look at escalations, repeat contacts'; {DAMA}: completeness",
    needs=("contact.customer_id",),
)
def returns_that_cannot_be_counted(
    evidence: Evidence, least_known_share: float = 0.8, minimum_contacts: int = 100
) -> Iterator[Finding | Looked]:
    """Find out whether too many contacts have no customer, and for which contacts returns can be counted all the same.

    Weight: 0.5, growing to 1 with the share of contacts for which it cannot be said.

    Args:
        least_known_share: Share of contacts with a customer, from which it can be said of all, and of a part.
        minimum_contacts: Contacts a part needs to be named.
    """
    slices = _slices(evidence, by="queue")
    total, known = sum(part.n for part in slices), sum(part.known for part in slices)
    yield Looked(total, said_of("contact", "contacts"))
    if known >= least_known_share * total:
        return
    able = [part for part in slices if part.n >= minimum_contacts and part.share >= least_known_share]
    whom = "; ".join(
        said("the {n:,} in {part} ({share} known)").filled(
            n=part.n, part=part, share=format_value(part.share, Unit.SHARE)
        )
        for part in able
    )
    if fewest_people(evidence) > 1:  # A part may be few people's: named, not counted.
        whom = "; ".join(map(str, able))
    unknown = evidence.table("contact").filter(lambda row: row.customer_id.isnull())
    yield Finding(
        element="metric:first_contact_resolution",
        says=said(
            "Whether the customer came back cannot be said of all {total:,} contacts: in {unknown:,} of them "
            "({known}) nobody knows the customer. "
        ).filled(total=total, unknown=total - known, known=format_value(1 - known / total, Unit.SHARE))
        + (
            said("It can be said of {whom}.").filled(whom=whom)
            if able
            else said("It can be said of no queue, with or without waiting.")
        ),
        weight=weight_of_share(total - known, of=total, at_least=0.5),
        records=records_behind(evidence, unknown, table="contact", where=said("customer_id is empty")),
        estimate=share_estimate(known, total),
        against=said(
            "At least {least_known_share} of the contacts with a customer, a convention of this check. "
            "Customers who are known may not be like those who are not."
        ).filled(least_known_share=format_value(least_known_share, Unit.SHARE)),
    )


@check(
    id="EVI007",
    family="EVI",
    question="Does nearly every contact say why the customer came?",
    why="Demand that is not coded cannot be understood, removed, simplified or automated.",
    fix="Ask agents which reasons they miss in the list; shorten it, and let the customer's words decide, not ours.",
    source=f"{LEVERS}: 'Teams quantify demand, failure demand, and variation'",
    needs=("contact.reason",),
)
def reason_that_says_nothing(
    evidence: Evidence,
    most_share: float = 0.25,
    says_nothing: tuple[str, ...] = (
        "other",
        "unknown",
        "misc",
        "miscellaneous",
        "general",
        "n/a",
        "none",
        "not coded",
    ),
    minimum_contacts: int = 100,
) -> Iterator[Finding | Looked]:
    """Find out whether too many handled contacts have no reason, or one that says nothing.

    Weight: 0.3, growing to 1 with the share of contacts whose reason is not known.

    Args:
        most_share: Share of contacts that may have no telling reason; the whole interval has to lie above it.
        says_nothing: Reasons that say nothing, in small letters.
        minimum_contacts: Handled contacts needed to judge.
    """
    contacts = evidence.table("contact")
    handled = contacts.filter(contacts.outcome == "handled")
    reason = ibis.coalesce(handled.reason, "").strip().lower()
    blank = handled.filter(reason.isin(["", *says_nothing]))
    n, lost = (evidence.rows(rows.aggregate(n=rows.count()))[0]["n"] for rows in (handled, blank))
    yield Looked(n, said_of("handled contact", "handled contacts"))
    estimate = share_estimate(lost, n)
    if n < minimum_contacts or estimate.low is None or estimate.low <= most_share:
        return
    behind = records_behind(
        evidence, blank, table="contact", where=said("reason is empty or says nothing"), among=handled
    )
    yield Finding(
        element="column:contact.reason",
        says=said("{lost:,} of {n:,} handled contacts ({value}) have no reason, or one that says nothing.").filled(
            lost=lost, n=n, value=format_value(estimate.value, Unit.SHARE)
        ),
        weight=weight_of_share(lost, of=n, at_least=0.3),
        records=behind,
        estimate=estimate,
        against=said(
            "At most {most_share}, a convention of this check. A list where a choice is compulsory has few "
            "empty reasons, and may have many wrong ones."
        ).filled(most_share=format_value(most_share, Unit.SHARE)),
    )


def _slices(evidence: Evidence, *, by: str) -> list[_Slice]:
    contacts = evidence.table("contact")
    marked = contacts.mutate(waited=contacts.wait_ms > 0)
    counted = marked.aggregate(n=marked.count(), known=marked.customer_id.count(), by=[by, "waited"])
    found = [_Slice(row[by] or "blank", row["waited"], row["n"], row["known"]) for row in evidence.rows(counted)]
    return sorted(found, key=lambda part: (-part.n, part.named, str(part.waited)))


def _of_slice(contacts: Table, part: _Slice) -> Table:
    waited = contacts.wait_ms > 0
    same = waited.isnull() if part.waited is None else waited == part.waited
    return contacts.filter(contacts.outcome == part.named, same)
