"""Findings somebody has accepted for a while: with a reason, an owner and a last day, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pydantic import Field

from centreline.blueprint.element import Part
from centreline.findings.check import Check
from centreline.findings.finding import Finding
from centreline.kernel.errors import WorkspaceInvalid
from centreline.kernel.identity import nearest
from centreline.kernel.said import said
from centreline.kernel.written.load import read_written

__all__ = ["Waived", "Waiver", "WaiverNote", "load_waivers", "set_aside"]


_STANDS_AGAIN = said("The waiver of {check} for {element} ended on {until}: the finding stands again.")
_ENDED = said("The waiver of {check} for {element} ended on {until}: nothing is found there now; it can be removed.")
_ENDED_UNASKED = said("The waiver of {check} for {element} ended on {until}: the check was not examined.")
_FITS_NOTHING = said(
    "The waiver of {check} for {element} matches no finding; it can be removed, or its element is misspelt."
)
_NOT_MATCHED = said("The waiver of {check} for {element} could not be matched: the check was not examined.")


class Waiver(Part):
    """One finding that is accepted for a while."""

    check: str = Field(pattern=r"^[A-Z]{3}\d{3}$", description="Id of the check, such as OWN001.")
    element: str = Field(pattern=r"^[a-z_]+:.+$", description="What the finding is about, as the report writes it.")
    reason: str = Field(min_length=1, description="Why it is accepted, in a sentence.")
    owner: str = Field(min_length=1, description="Who answers for accepting it: a role or a name.")
    until: date = Field(description="Last day on which it is accepted.")


class _Waivers(Part):
    format: int = Field(1, ge=1, le=1)
    waivers: tuple[Waiver, ...] = ()


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding, and the waiver that sets it aside."""

    finding: Finding
    waiver: Waiver


@dataclass(frozen=True, slots=True)
class WaiverNote:
    """Something about a waiver that a reader should know: it has expired, or nothing matches it."""

    waiver: Waiver
    says: str


def set_aside(
    findings: Sequence[Finding], waivers: Sequence[Waiver], *, as_of: date, examined: frozenset[str]
) -> tuple[tuple[Finding, ...], tuple[Waived, ...], tuple[WaiverNote, ...]]:
    """Part the findings that stand from those that are waived.

    Args:
        findings: All that was found.
        waivers: What somebody accepted; where two fit, the one that lasts longest is named.
        as_of: The day looked at; a waiver holds up to and including its last day.
        examined: Ids of the checks that could look: only there does a waiver without a finding say something.

    Returns:
        Findings that stand, findings that are waived, and a note for each waiver that has expired or fits nothing.
    """
    in_force: dict[tuple[str, str], Waiver] = {}
    for waiver in sorted(waivers, key=lambda one: one.until):
        if waiver.until >= as_of:
            in_force[waiver.check, waiver.element] = waiver
    standing = tuple(one for one in findings if (one.check, one.element) not in in_force)
    waived = tuple(
        Waived(one, in_force[one.check, one.element]) for one in findings if (one.check, one.element) in in_force
    )
    found = {(one.check, one.element) for one in findings}
    return standing, waived, tuple(_notes(waivers, found=found, as_of=as_of, examined=examined))


def _notes(
    waivers: Sequence[Waiver], *, found: set[tuple[str, str]], as_of: date, examined: frozenset[str]
) -> Iterator[WaiverNote]:
    for waiver in waivers:
        fits, asked = (waiver.check, waiver.element) in found, waiver.check in examined
        if waiver.until < as_of:
            template = _STANDS_AGAIN if fits else _ENDED if asked else _ENDED_UNASKED
        elif not fits:
            template = _FITS_NOTHING if asked else _NOT_MATCHED
        else:
            continue
        yield WaiverNote(waiver, template.filled(check=waiver.check, element=waiver.element, until=waiver.until))


def load_waivers(path: Path, *, book: Mapping[str, Check]) -> tuple[Waiver, ...]:
    """Read a file of waivers.

    Args:
        path: A YAML file with `waivers:` and a list of check, element, reason, owner and until.
        book: The checks there are.

    Returns:
        The waivers; none when there is no such file.

    Raises:
        WorkspaceInvalid: the file is no YAML, a waiver lacks something, or names a check that does not exist; every
            problem is named with its line.
    """
    if not path.exists():
        return ()
    reading = read_written(_Waivers, [path], name=str(path))
    for place, waiver in enumerate(reading.value.waivers if reading.value else ()):
        if waiver.check not in book:
            meant = nearest(waiver.check, book)
            remedy = f"did you mean {meant} ({book[meant].name})?" if meant else "see `centreline explain checks`"
            reading.written.note(("waivers", place, "check"), f"no check is called {waiver.check!r}", remedy)
    return reading.value_or(WorkspaceInvalid, what="the waivers").waivers
