"""Findings somebody has accepted for a while: with a reason, an owner and a last day, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from centreline.blueprint.element import Part
from centreline.findings.check import Check
from centreline.findings.finding import Finding
from centreline.kernel.errors import BlueprintInvalid, CheckUnknown, FileUnreadable, Problem
from centreline.kernel.identity import nearest

__all__ = ["Waived", "Waiver", "WaiverNote", "load_waivers", "set_aside"]


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
        named = f"The waiver of {waiver.check} for {waiver.element}"
        fits = (waiver.check, waiver.element) in found
        if waiver.until < as_of:
            ending = "the finding stands again." if fits else "nothing is found there now; it can be removed."
            yield WaiverNote(waiver, f"{named} ended on {waiver.until}: {ending}")
        elif not fits and waiver.check in examined:
            yield WaiverNote(waiver, f"{named} matches no finding; it can be removed, or its element is misspelt.")
        elif not fits:
            yield WaiverNote(waiver, f"{named} could not be matched: the check was not examined.")


def load_waivers(path: Path, *, book: Mapping[str, Check]) -> tuple[Waiver, ...]:
    """Read a file of waivers.

    Args:
        path: A YAML file with `waivers:` and a list of check, element, reason, owner and until.
        book: The checks there are.

    Returns:
        The waivers; none when there is no such file.

    Raises:
        FileUnreadable: the file is not UTF-8 or not YAML.
        BlueprintInvalid: a waiver lacks something or has it in the wrong form; every problem is named with its line.
        CheckUnknown: a waiver names a check that does not exist.
    """
    if not path.exists():
        return ()
    document, tree = _read(path)
    try:
        waivers = _Waivers.model_validate(document if document is not None else {}).waivers
    except ValidationError as reason:
        problems = [_problem(error, path, tree) for error in reason.errors()]
        first = problems[0]
        raise BlueprintInvalid(first.what, where=first.where, fix=first.fix, problems=problems) from None
    for at, waiver in enumerate(waivers):
        if waiver.check not in book:
            meant = nearest(waiver.check, book)
            raise CheckUnknown(
                f"no check is called {waiver.check!r}",
                where=_place(path, tree, ("waivers", at, "check")),
                fix=f"did you mean {meant} ({book[meant].name})?" if meant else "see the list of checks",
            )
    return waivers


def _read(path: Path) -> tuple[Any, yaml.Node | None]:
    try:
        text = path.read_text(encoding="utf-8")
        return yaml.safe_load(text), yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise FileUnreadable(f"{path.name} is not UTF-8", where=str(path), fix="save it as UTF-8") from None
    except yaml.MarkedYAMLError as reason:
        line = reason.problem_mark.line + 1 if reason.problem_mark else 1
        raise FileUnreadable(
            f"cannot read {path.name} as YAML ({reason.problem})", where=f"{path}:{line}", fix="mend the line"
        ) from None


def _problem(error: Any, path: Path, tree: yaml.Node | None) -> Problem:
    place, name = _place(path, tree, error["loc"]), str(error["loc"][-1]) if error["loc"] else "waivers"
    known = [*Waiver.model_fields, "waivers", "format"]
    if error["type"] == "missing":
        meaning = Waiver.model_fields[name].description if name in Waiver.model_fields else "it is mandatory"
        return Problem(f"a waiver has no {name!r}", place, f"write `{name}:` {meaning}")
    if error["type"] == "extra_forbidden":
        meant = nearest(name, known)
        return Problem(f"a waiver knows no {name!r}", place, f"did you mean {meant}?" if meant else "remove it")
    wanted = Waiver.model_fields[name].description if name in Waiver.model_fields else "waivers: and a list of waivers"
    return Problem(f"{name} cannot be {error['input']!r} ({error['msg']})", place, f"write {wanted}")


def _place(path: Path, tree: yaml.Node | None, steps: Sequence[Any]) -> str:
    """Return file, line and path of the deepest node the steps lead to."""
    node, written = tree, ""
    for step in steps:
        written += f"[{step}]" if isinstance(step, int) else f".{step}"
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
    line = node.start_mark.line + 1 if node is not None else 1
    return f"{path}:{line} {written.lstrip('.')}".rstrip()
