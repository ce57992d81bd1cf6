"""What of a look one person may see: figures of single people and what is another partner's are left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from centreline.blueprint.document import Blueprint
from centreline.findings.examine import Examination
from centreline.findings.few import is_about_somebody
from centreline.findings.finding import Finding, Outcome, State
from centreline.findings.gates import GateAnswer, gates_at
from centreline.findings.waivers import Waived
from centreline.governance.actor import Actor
from centreline.governance.reading import reading_of
from centreline.governance.rights import may
from centreline.reports.names import Names
from centreline.web.frame.as_read import look_as_read
from centreline.web.frame.centre import workspace
from centreline.web.jobs.work.look import is_current
from centreline.web.reading.rows import scope_of_rows
from centreline.web.records.sightings import sighted_in, sighting_name

__all__ = ["Seen", "seen_by"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found last, as one person may see it.

    Attributes:
        made_at: When somebody looked.
        current: Whether intent, evidence and waivers are still those that were looked at.
        findings: Those that stand, the heaviest first.
        waived: Those somebody accepted for a while.
        clear: Checks that looked and found nothing.
        not_examined: Checks that could not look.
        about_people: Findings about single people that this role may not read.
        names: What elements are called.
        examination: Everything that was found; for the gates, never shown as it is.
        blueprint: What is intended.
        since: Since when each finding stands without a break, by its check and element.
    """

    made_at: datetime
    current: bool
    findings: tuple[Finding, ...]
    waived: tuple[Waived, ...]
    clear: tuple[Outcome, ...]
    not_examined: tuple[Outcome, ...]
    about_people: int
    names: Names
    examination: Examination
    blueprint: Blueprint
    since: Mapping[str, datetime]

    def at(self, check: str, element: str) -> tuple[Finding, ...]:
        """Return what a check found at an element and stands."""
        return tuple(one for one in self.findings if (one.check, one.element) == (check, element))

    def first_seen(self, finding: Finding) -> datetime | None:
        """Return since when a finding stands without a break; None where nobody kept that."""
        return self.since.get(sighting_name(finding.check, finding.element))

    def gates(self, element: str) -> tuple[GateAnswer, ...]:
        """Return how the gates before a machine stand for an element, its touchpoints and what these need."""
        keys = set(self.names.touchpoints_of(element))
        concerned = {element}
        for touchpoint in self.blueprint.touchpoints:
            if touchpoint.id in keys:
                concerned.add(f"touchpoint:{touchpoint.id}")
                concerned.update(f"procedure:{key}" for key in touchpoint.procedures)
                concerned.update(f"article:{key}" for key in touchpoint.knowledge)
        return gates_at(self.examination, concerned)


def seen_by(actor: Actor, *, partner: str = "") -> Seen | None:
    """Return what was found last in the rows somebody may see; None where nobody has looked yet.

    Args:
        actor: Who reads.
        partner: Partner whose rows alone are looked at, one of `partners_looked_at`; empty for all they may see.
    """
    scope = scope_of_rows(actor, partner)
    look = look_as_read(scope.key)
    if look is None:
        return None
    found, blueprint = look.examination, workspace(actor.scope).blueprint
    theirs, reads_people = reading_of(blueprint, actor).finding, may(actor, "see_people")
    standing = tuple(filter(theirs, found.findings))

    def readable(finding: Finding) -> bool:
        return theirs(finding) and (reads_people or not is_about_somebody(finding.element))

    return Seen(
        look.made_at,
        is_current(look, scope=scope),
        tuple(filter(readable, standing)),
        tuple(one for one in found.waived if readable(one.finding)),
        found.in_state(State.CLEAR),
        found.in_state(State.NOT_EXAMINED),
        0 if reads_people else sum(is_about_somebody(one.element) for one in standing),
        Names(blueprint),
        found,
        blueprint,
        sighted_in(scope.key),
    )
