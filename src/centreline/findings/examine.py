"""Ask every question of the book."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.evidence.engine import Evidence
from centreline.findings.catalogue import check_book
from centreline.findings.check import Check, Given
from centreline.findings.finding import Finding, Outcome, Severity, State
from centreline.findings.settings import Settings, known_check
from centreline.findings.waivers import Waived, Waiver, WaiverNote, set_aside
from centreline.kernel.said import said

__all__ = ["Examination", "Progress", "examine"]

Progress = Callable[[int, int, str], None]
"""Told before each check: how many are done, how many there are, and the question that is asked now."""

_NO_SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class Examination:
    """What came of asking.

    Attributes:
        outcomes: One for each check, in the order of ids; waived findings are taken out of them.
        waived: Findings that are accepted for a while, each with its waiver.
        waiver_notes: Waivers that have expired or fit nothing.
        as_of: The day it was looked at.
        blueprint_hash: Content hash of the blueprint examined.
        evidence_version: Version of the evidence examined; None when there was none.
    """

    outcomes: tuple[Outcome, ...]
    waived: tuple[Waived, ...]
    waiver_notes: tuple[WaiverNote, ...]
    as_of: date
    blueprint_hash: str
    evidence_version: str | None

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding that stands, the heaviest first; of two that weigh the same, the one with more records."""
        standing = (finding for outcome in self.outcomes for finding in outcome.findings)
        return tuple(sorted(standing, key=_heaviest_first))

    @property
    def worst(self) -> Severity | None:
        """Severity of the heaviest finding that stands; None when none does."""
        return max((finding.severity for finding in self.findings), key=lambda one: one.rank, default=None)

    def in_state(self, state: State) -> tuple[Outcome, ...]:
        """Return the outcomes of one state, in the order of ids."""
        return tuple(outcome for outcome in self.outcomes if outcome.state is state)

    def outcome(self, check: str) -> Outcome:
        """Return the outcome of a check; KeyError when it was not asked."""
        for outcome in self.outcomes:
            if outcome.check == check:
                return outcome
        raise KeyError(check)


def _heaviest_first(finding: Finding) -> tuple[float, int, str, str, str]:
    behind = finding.records.count if finding.records else 0
    return -finding.weight, -behind, finding.check, finding.element, finding.says


def examine(  # noqa: PLR0913 - everything that is read comes in by name; nothing is looked up
    blueprint: Blueprint,
    *,
    claims: Claims,
    evidence: Evidence | None,
    as_of: date,
    settings: Settings = _NO_SETTINGS,
    waivers: Sequence[Waiver] = (),
    only: Collection[str] = (),
    book: Mapping[str, Check] | None = None,
    progress: Progress | None = None,
) -> Examination:
    """Ask every question of the book and part what stands from what is waived.

    Args:
        blueprint: What is intended.
        claims: What people said.
        evidence: What happened; None when nothing was brought.
        as_of: The day from which ages are counted.
        settings: Parameters that differ, and checks that are switched off.
        waivers: Findings somebody accepted for a while.
        only: Ids to ask; all when empty.
        book: Checks to choose from; the whole catalogue unless a test brings its own.
        progress: Told before each check.

    Raises:
        CheckUnknown: settings or `only` name a check or parameter that does not exist.
        WorkspaceInvalid: a setting has the wrong type.
    """
    checks = check_book() if book is None else book
    tuned = settings.accepted(checks)
    chosen = [known_check(name, checks, where="the checks asked for") for name in sorted(set(only))]
    asked = chosen or list(checks.values())
    given = Given(blueprint, claims, evidence, as_of)
    outcomes = []
    for done, check in enumerate(asked):
        if progress is not None:
            progress(done, len(asked), check.question)
        outcomes.append(_ask(check, given, tuned))
    return _sum_up(outcomes, waivers, given)


def _ask(check: Check, given: Given, settings: Settings) -> Outcome:
    if check.id in settings.off:
        off, owner = settings.off[check.id].strip().rstrip("."), settings.owners.get(check.id)
        because = said("it is switched off: {off}").filled(off=off)
        if owner:
            because = said("it is switched off: {off}; {owner} answers for that").filled(off=off, owner=owner)
        bring = said("remove `off` from {check} to ask it").filled(check=check.id)
        return Outcome(check.id, State.NOT_EXAMINED, because=because, bring=bring)
    if check.status == "retired":
        return Outcome(
            check.id, State.NOT_EXAMINED, because=said("the check is retired"), bring=said("nothing; see its page")
        )
    return check.answer(given, overrides=settings.overrides.get(check.id))


def _sum_up(outcomes: Sequence[Outcome], waivers: Sequence[Waiver], given: Given) -> Examination:
    every = [finding for outcome in outcomes for finding in outcome.findings]
    examined = frozenset(outcome.check for outcome in outcomes if outcome.state is not State.NOT_EXAMINED)
    standing, waived, notes = set_aside(every, waivers, as_of=given.as_of, examined=examined)
    kept: dict[str, list[Finding]] = {outcome.check: [] for outcome in outcomes}
    for finding in standing:
        kept[finding.check].append(finding)
    return Examination(
        outcomes=tuple(replace(outcome, findings=tuple(kept[outcome.check])) for outcome in outcomes),
        waived=waived,
        waiver_notes=notes,
        as_of=given.as_of,
        blueprint_hash=given.blueprint.content_hash,
        evidence_version=given.evidence.version if given.evidence is not None else None,
    )
