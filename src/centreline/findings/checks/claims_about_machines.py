"""CLR: do the records say that what people would hand to a machine is settled once?"""

from collections.abc import Iterator

from centreline.blueprint.claim import Claims, Question
from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, look_at
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.said import ASK, recognition_in, who_said_yes
from centreline.findings.sources import REBUILD
from centreline.findings.weight import weight_of_share
from centreline.journeys.recognise import condition_of
from centreline.journeys.recontact import DAY_MS, watched_contacts
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["said_to_be_ready_for_a_machine"]


@check(
    id="CLR004",
    family="CLR",
    question="Where people say that work can be automated, do customers stay away after it?",
    why="Work that people cannot finish at the first contact will not be finished by a machine; it will be repeated.",
    fix="Find out why customers come back or are passed on; settle that first, and ask about the machine afterwards.",
    source=f"{REBUILD}: 'If your people cannot consistently follow the process manually, automating that process will "
    "not magically make it better'",
    needs=("contact.customer_id",),
)
def said_to_be_ready_for_a_machine(
    blueprint: Blueprint,
    claims: Claims,
    evidence: Evidence,
    window_days: int = 7,
    most_share: float = 0.25,
) -> Iterator[Finding | Looked]:
    """Find touchpoints said to be fit for automation after which many customers come back for the same reason.

    Where nobody coded reasons, any return counts. At least 100 contacts have to have been watched for the window.

    Weight: 0.4, growing to 1 with the share of contacts after which the customer came back.

    Args:
        window_days: Days within which coming back counts.
        most_share: Share of contacts after which customers may come back; the whole interval has to lie above it.
    """
    gap = "next_gap_ms" if evidence.has("contact", "reason") else "next_any_gap_ms"
    watched = watched_contacts(evidence, window_days=window_days)
    judged = []
    for heard in who_said_yes(blueprint, claims, Question.AUTOMATE):
        if (told := recognition_in(evidence, heard.touchpoint)) is not None:
            part = watched.filter(condition_of(evidence, told)(watched))
            part = part.mutate(back=(part[gap] <= window_days * DAY_MS).fill_null(False))
            [row] = evidence.rows(part.aggregate(n=part.count(), back=part.back.sum()))
            if row["n"] >= 100:
                judged.append((heard, part, share_estimate(int(row["back"]), row["n"])))
    yield look_at(
        judged,
        what=said_of("touchpoint said to be fit for automation", "touchpoints said to be fit for automation"),
        because=said("nobody said of a touchpoint with enough contacts of known customers that it can be automated"),
        bring=ASK,
    )
    for heard, part, estimate in judged:
        if estimate.low is None or estimate.value is None or estimate.low <= most_share:
            continue
        yield Finding(
            element=f"touchpoint:{heard.touchpoint.id}",
            says=said(
                "{said}; in the records customers came back within {window_days} days after {value} of {n:,} contacts."
            ).filled(
                said=str(heard), window_days=window_days, value=format_value(estimate.value, Unit.SHARE), n=estimate.n
            ),
            weight=weight_of_share(estimate.value, of=1, at_least=0.4),
            records=records_behind(
                evidence,
                part.filter(part.back),
                table="contact",
                where=said("followed by another in {window_days} days").filled(window_days=window_days),
                among=part,
            ),
            estimate=estimate,
            against=said("{by_whom}. Contacts of unknown customers and of the last days are left out.").filled(
                by_whom=heard.by_whom
            ),
            question=heard.question,
        )
