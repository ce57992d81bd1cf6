"""REO: whose work comes back, and whose changes hands?"""

from collections.abc import Iterator

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.outliers import Pattern, outliers_in
from centreline.findings.peers import Far
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import ITIL, LEVERS
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = ["team_with_many_reassignments", "team_with_many_reopenings", "work_that_changes_hands_many_times"]

LAST_HOLDER = said(
    "The record names the team that held the work last: a team that settles what others could not shows more of it."
)


@check(
    id="REO001",
    family="REO",
    question="Is work that was closed about equally final in all teams?",
    why="Work that is reopened was not done for the customer, whatever the closing date says.",
    fix="Read ten of the reopened cases with the team, and ask what the customer still missed when they were closed.",
    source=f"{ITIL}: incident management, reopened incidents",
    needs=("contact.reopen_count",),
)
def team_with_many_reopenings(
    evidence: Evidence, minimum_n: int = 100, times: float = 2.0, points_share: float = 0.01
) -> Iterator[Finding | Looked]:
    """Find teams (queues where no team is named) whose share of reopened contacts is far above that of the others.

    Teams are compared by channel: a call is seldom reopened, a letter often.

    Weight: 0.3, growing to 1 with the share of the team's contacts beyond what the median of the others would give.

    Args:
        minimum_n: Contacts a team needs to be judged.
        times: Least ratio to the median of the other teams.
        points_share: Least distance from the median of the other teams.
    """
    contacts = _with_holder(evidence)
    yield from outliers_in(
        evidence,
        contacts.mutate(hit=contacts.reopen_count > 0),
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("team"),
            plural=said("teams"),
            pool=said("in the channel"),
            what=said("were reopened"),
            but=said("A customer who says thank you may reopen a case. {last_holder}").filled(last_holder=LAST_HOLDER),
        ),
    )


@check(
    id="REO002",
    family="REO",
    question="Does work reach the team that can do it without detours, whichever team that is?",
    why="Work that changes hands waits in every queue it passes, and nobody owns the sum of the waiting.",
    fix="Take the reassigned cases of the team and ask by what sign the first team could have known where they belong.",
    source=f"{LEVERS}: 'redesign handoffs and define role clarity'",
    needs=("contact.reassign_count",),
)
def team_with_many_reassignments(
    evidence: Evidence, minimum_n: int = 100, times: float = 1.5, points_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find teams (queues where no team is named) whose share of reassigned contacts is far above that of the others.

    Teams are compared by channel: a call seldom changes hands, a letter often.

    Weight: 0.3, growing to 1 with the share of the team's contacts beyond what the median of the others would give.

    Args:
        minimum_n: Contacts a team needs to be judged.
        times: Least ratio to the median of the other teams.
        points_share: Least distance from the median of the other teams.
    """
    contacts = _with_holder(evidence)
    yield from outliers_in(
        evidence,
        contacts.mutate(hit=contacts.reassign_count > 0),
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("team"),
            plural=said("teams"),
            pool=said("in the channel"),
            what=said("had changed hands between teams"),
            but=LAST_HOLDER,
        ),
    )


@check(
    id="REO003",
    family="REO",
    question="Does nearly all work stay within few hands?",
    why="A case that passes many teams has as many beginnings, and a customer who hears from each of them.",
    fix="Draw the way of a few of these cases; give the kind that wanders most a single owner from first to last.",
    source=f"{LEVERS}: 'recombination of work to reduce handoffs'",
    needs=("contact.reassign_count",),
)
def work_that_changes_hands_many_times(
    evidence: Evidence, many: int = 3, most_share: float = 0.05, minimum_contacts: int = 100
) -> Iterator[Finding | Looked]:
    """Find out whether too large a share of all contacts changed hands many times.

    Weight: 0.3, growing to 1 with the share of contacts that did.

    Args:
        many: Changes of hands from which they are many.
        most_share: Share of contacts that may; the whole interval has to lie above it.
        minimum_contacts: Contacts needed to judge.
    """
    contacts = evidence.table("contact")
    known = contacts.filter(contacts.reassign_count.notnull())
    wandering = known.filter(known.reassign_count >= many)
    [row] = evidence.rows(known.aggregate(n=known.count(), often=(known.reassign_count >= many).sum()))
    yield Looked(
        row["n"], said_of("contact whose changes of hands are counted", "contacts whose changes of hands are counted")
    )
    estimate = share_estimate(row["often"], row["n"])
    if row["n"] < minimum_contacts or estimate.low is None or estimate.low <= most_share:
        return
    yield Finding(
        element="table:contact",
        says=said("{often:,} of {n:,} contacts ({value}) changed hands {many} times or more.").filled(
            often=row["often"], n=row["n"], value=format_value(estimate.value, Unit.SHARE), many=many
        ),
        weight=weight_of_share(row["often"], of=row["n"], at_least=0.3),
        records=records_behind(
            evidence,
            wandering,
            table="contact",
            where=said("reassign_count is at least {many}").filled(many=many),
            among=known,
        ),
        estimate=estimate,
        against=said(
            "At most {most_share}, a convention of this check; rare and hard cases do need several teams."
        ).filled(most_share=format_value(most_share, Unit.SHARE)),
    )


def _with_holder(evidence: Evidence) -> Table:
    contacts = evidence.table("contact")
    return contacts.mutate(name=ibis.coalesce(contacts.team, contacts.queue), pool=contacts.channel)
