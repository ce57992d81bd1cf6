"""Findings that stay open, and the money that is judged to be in what stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from centreline.findings.finding import Finding
from centreline.governance.actor import Actor
from centreline.web.frame.addresses import address_of
from centreline.web.reading.approvals import counts
from centreline.web.reading.findings import Seen
from centreline.web.reading.merged import merged_in, sizes_for
from centreline.web.records.store import DjangoState

__all__ = ["STUCK_AFTER", "AtStake", "Open", "at_stake", "open_findings"]

STUCK_AFTER = timedelta(days=30)
"""After so long without a decision a finding is stuck: a monthly review has passed it by."""


@dataclass(frozen=True, slots=True)
class Open:
    """A finding about which nobody has decided.

    Attributes:
        finding: What was found.
        about: What people call what it is about.
        owner: Who answers for it; empty where nobody does.
        since: Since when it stands without a break; None where nobody kept that.
        days: Whole days since then.
        url: Of its page.
    """

    finding: Finding
    about: str
    owner: str
    since: datetime | None
    days: int
    url: str

    @property
    def is_stuck(self) -> bool:
        """Whether it has been open for too long."""
        return self.days >= STUCK_AFTER.days


@dataclass(frozen=True, slots=True)
class AtStake:
    """What people judged the findings that stand to cost in a month.

    Attributes:
        least: Sum of the least, in the currency of the centre.
        most: Sum of the most.
        judged: Findings of which somebody judged both.
        standing: Findings that stand.
    """

    least: float
    most: float
    judged: int
    standing: int


def open_findings(seen: Seen, *, now: datetime) -> tuple[Open, ...]:
    """Return the findings about which nobody has decided, those open the longest first; of one day, the heaviest.

    What is read as part of another is decided with it, and is left out. A decision that waits for an approval is none.

    Args:
        seen: What the reader may see.
        now: From which days are counted.
    """
    decided = {(one.fields["check"], one.fields["element"]) for one in DjangoState().entries("decision") if counts(one)}
    aside = {*decided, *merged_in(seen)}
    waiting = [one for one in seen.findings if (one.check, one.element) not in aside]
    found = [_open(one, seen, now) for one in waiting]
    return tuple(sorted(found, key=lambda one: (-one.days, -one.finding.weight)))


def at_stake(actor: Actor, seen: Seen) -> AtStake | None:
    """Return what stands is judged to cost; None for people of a partner, who are not told what the centre thinks.

    Args:
        actor: Who reads.
        seen: What they may see.
    """
    if actor.partner is not None:
        return None
    sizes, aside = sizes_for(actor), merged_in(seen)
    standing = [(one.check, one.element) for one in seen.findings if (one.check, one.element) not in aside]
    held = [sizes[name] for name in standing if name in sizes]
    ranges = [(one.least_cost, one.most_cost) for one in held]
    judged = [(least, most) for least, most in ranges if least is not None and most is not None]
    least, most = sum(low for low, _high in judged), sum(high for _low, high in judged)
    return AtStake(least, most, len(judged), len(standing))


def _open(finding: Finding, seen: Seen, now: datetime) -> Open:
    since = seen.first_seen(finding)
    return Open(
        finding,
        seen.names.about(finding.element),
        seen.names.owner(finding.element) or "",
        since,
        (now - since).days if since else 0,
        address_of(finding.check, finding.element),
    )
