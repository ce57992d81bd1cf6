"""AGE: whose records look unlike those of peers who do the same work?"""

from collections.abc import Iterator

import ibis

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.outliers import Pattern, outliers_in
from centreline.findings.peers import Far
from centreline.findings.sources import HALLIWELL, REBUILD
from centreline.kernel.said import said

__all__ = ["agent_with_many_long_wraps", "agent_with_many_transfers", "agent_with_many_very_short_calls"]


@check(
    id="AGE001",
    family="AGE",
    question="Do all agents have about the same share of very short calls as their peers?",
    why="Calls that end after a few seconds flatter the handling time; where they are calls an agent hung up on, the "
    "customers behind them have to call again.",
    fix="Listen to a few of the calls before speaking to anyone: a fault of the headset, a queue of wrong numbers and "
    "hanging up all look the same in the numbers.",
    source="Mandelbaum, Sakov and Zeltyn (2000), Empirical analysis of a call center: agents who hung up on customers",
    needs=("contact.agent", "contact.talk_ms"),
)
def agent_with_many_very_short_calls(
    evidence: Evidence,
    shorter_than_s: int = 10,
    minimum_n: int = 50,
    times: float = 1.5,
    points_share: float = 0.05,
) -> Iterator[Finding | Looked]:
    """Find agents whose share of very short handled calls is far above the median of those who take the same queue.

    Calls only: where the channel is named, it has to be voice.

    Weight: 0.3, growing to 1 with the share of the agent's calls beyond what the median of the peers would give.

    Args:
        shorter_than_s: Seconds of talk below which a call is very short.
        minimum_n: Handled calls in the queue that an agent needs to be judged.
        times: Least ratio to the median of the peers.
        points_share: Least distance from the median of the peers.
    """
    contacts = evidence.table("contact")
    spoken = ibis.coalesce(contacts.channel, "voice") == "voice"
    calls = contacts.filter(contacts.outcome == "handled", spoken, contacts.talk_ms.notnull())
    marked = calls.mutate(name=calls.agent, pool=calls.queue, hit=calls.talk_ms < shorter_than_s * 1000)
    yield from outliers_in(
        evidence,
        marked,
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("agent"),
            plural=said("agents"),
            rows=said("calls"),
            pool=said("in the queue"),
            what=said("lasted less than {shorter_than_s} s").filled(shorter_than_s=shorter_than_s),
            but=said("Short calls may be callers who rang off, wrong numbers or lines that dropped."),
        ),
    )


@check(
    id="AGE002",
    family="AGE",
    question="Do all agents pass on about the same share of contacts as their peers?",
    why="Somebody who passes on far more than the others may lack the rights, the training or the knowledge to help, "
    "and the customer tells the story twice.",
    fix="Sit with the agent on a few such contacts and ask what was missing; then give it to them.",
    source=f"{REBUILD}: 'Support - how do we incentivize, coach, develop, and support people'",
    needs=("contact.agent", "contact.transferred"),
)
def agent_with_many_transfers(
    evidence: Evidence,
    minimum_n: int = 50,
    times: float = 1.75,
    points_share: float = 0.08,
) -> Iterator[Finding | Looked]:
    """Find agents whose share of transferred contacts is far above the median of those who take the same queue.

    Weight: 0.3, growing to 1 with the share of the agent's contacts beyond what the median of the peers would give.

    Args:
        minimum_n: Handled contacts in the queue that an agent needs to be judged.
        times: Least ratio to the median of the peers.
        points_share: Least distance from the median of the peers.
    """
    contacts = evidence.table("contact")
    handled = contacts.filter(contacts.outcome == "handled")
    marked = handled.mutate(name=handled.agent, pool=handled.queue, hit=handled.transferred)
    yield from outliers_in(
        evidence,
        marked,
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("agent"),
            plural=said("agents"),
            pool=said("in the queue"),
            what=said("were passed on"),
            but=said("The record names one agent; where it is the last one, the transfers may be another's."),
        ),
    )


@check(
    id="AGE003",
    family="AGE",
    question="Do all agents need about as much long after-contact work as their peers?",
    why="Long work after the contact keeps an agent from the queue; it may be careful documentation, a slow tool or a "
    "rest nobody planned.",
    fix="Watch what is done in that time, together with the agent, before drawing any conclusion.",
    source=f"{HALLIWELL}: Quality Assurance, 'so that agents are given a fair evaluation'",
    needs=("contact.agent", "contact.wrap_ms"),
)
def agent_with_many_long_wraps(
    evidence: Evidence,
    longer_than_s: int = 300,
    minimum_n: int = 50,
    times: float = 2.0,
    points_share: float = 0.1,
) -> Iterator[Finding | Looked]:
    """Find agents whose share of contacts with long after-contact work is far above that of peers in the same queue.

    Weight: 0.3, growing to 1 with the share of the agent's contacts beyond what the median of the peers would give.

    Args:
        longer_than_s: Seconds of after-contact work above which it is long.
        minimum_n: Handled contacts in the queue that an agent needs to be judged.
        times: Least ratio to the median of the peers.
        points_share: Least distance from the median of the peers.
    """
    contacts = evidence.table("contact")
    handled = contacts.filter(contacts.outcome == "handled")
    marked = handled.mutate(name=handled.agent, pool=handled.queue, hit=handled.wrap_ms > longer_than_s * 1000)
    yield from outliers_in(
        evidence,
        marked,
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("agent"),
            plural=said("agents"),
            pool=said("in the queue"),
            what=said("had more than {longer_than_s} s of work after them").filled(longer_than_s=longer_than_s),
            but=said("Agents who are given the complicated cases have more to write down."),
        ),
    )
