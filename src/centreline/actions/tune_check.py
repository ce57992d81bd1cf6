"""Tune a check: other values than the book has, or not asked at all for a reason; and back to the book."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from centreline.actions.act import act
from centreline.actions.settings_file import Written, check_seen, put_in_settings, settings_of
from centreline.findings.catalogue import check_book
from centreline.findings.check import Check
from centreline.findings.parameter import Parameter
from centreline.findings.settings import OF_ITS_BEING_OFF, known_check
from centreline.governance.door import cleaned
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid

__all__ = ["KIND", "tune_check", "tuning_of", "untune_check", "written_values"]

KIND = "check"
"""What lines of the trail about tuning are about; their key is the id of the check."""


def tuning_of(folder: Path, check: str) -> dict[str, Any]:
    """Return what the file of a workspace says of a check: what differs, `off` with the reason, and `owner`."""
    return dict(settings_of(folder).checks.get(check, {}))


@act(needs="change_settings")
def tune_check(  # noqa: PLR0913 - what is written, why, and what whoever writes had before them
    step: Step, *, folder: Path, check: str, values: Mapping[str, str], off: bool, says: str, seen: str, owner: str = ""
) -> bool:
    """Ask a check with other values from the next look on, or switch it off.

    Args:
        step: The step it is done in.
        folder: Of the workspace, whose `centreline.yaml` is written.
        check: Id of the check.
        values: By parameter, what somebody wrote; what is not named stays, and what the book has is not written.
        off: Whether it is not asked any more; the reason is then shown wherever its answer would be.
        says: Why.
        seen: Tells what the file said when the page was opened.
        owner: Who answers for switching it off, a role or a name; empty where nobody was named.

    Returns:
        Whether anything differs from what held; where nothing does, nothing is written.

    Raises:
        CheckUnknown: no check has that id.
        ArgumentInvalid: no reason was given, or the check has no such parameter.
        WorkspaceInvalid: a value does not fit its parameter.
        EvidenceConflict: somebody changed it meanwhile.
    """
    asked = known_check(check, check_book(), where="the check")
    before = tuning_of(folder, check)
    check_seen(before, seen=seen)
    reason = str(cleaned(says.strip(), step.taken_out))
    if not reason:
        raise ArgumentInvalid("nobody said why", where="the field Why", fix="write the reason in a sentence")
    after = {name: value for name, value in before.items() if name not in {*values, *OF_ITS_BEING_OFF}}
    after |= written_values(asked, values, kept=before)
    if off:
        answers = str(cleaned(owner.strip(), step.taken_out))
        after |= {"off": reason} | ({"owner": answers} if answers else {})
    if after == before:
        return False
    _write(step, folder, check, after, says=reason)
    return True


@act(needs="change_settings")
def untune_check(step: Step, *, folder: Path, check: str, says: str, seen: str) -> None:
    """Ask a check as the book has it again.

    Args:
        step: The step it is done in.
        folder: Of the workspace.
        check: Id of the check.
        says: Why.
        seen: Tells what the file said when the page was opened.

    Raises:
        CheckUnknown: no check has that id.
        ArgumentInvalid: it is asked as the book has it already.
        EvidenceConflict: somebody changed it meanwhile.
    """
    known_check(check, check_book(), where="the check")
    before = tuning_of(folder, check)
    check_seen(before, seen=seen)
    if not before:
        raise ArgumentInvalid(f"{check} is asked as the book has it", where="the check", fix="there is nothing to do")
    _write(step, folder, check, {}, says=says.strip())


def written_values(check: Check, values: Mapping[str, str], *, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values that are to stand in the file.

    Args:
        check: The check.
        values: By parameter, what somebody wrote.
        kept: What stands there now; a value that is the book's and was written there stays written.

    Raises:
        ArgumentInvalid: it has no such parameter.
        WorkspaceInvalid: a value does not fit.
    """
    fresh: dict[str, Any] = {}
    for name, text in values.items():
        parameter = check.parameter(name)
        if parameter is None:
            raise ArgumentInvalid(f"{check.id} has no parameter {name!r}", where="the form", fix="open the page again")
        value = parameter.accept(_typed(parameter, text.strip()), where=f"{check.id}, {name}")
        if value != parameter.default or name in kept:
            fresh[name] = list(value) if isinstance(value, tuple) else value
    return fresh


def _typed(parameter: Parameter, text: str) -> Any:
    """Return what somebody wrote in the type of the parameter; the text itself where it is none, to be refused."""
    if isinstance(parameter.default, tuple):
        return tuple(word.strip() for word in text.replace("\n", ",").split(",") if word.strip())
    if isinstance(parameter.default, str):
        return text
    try:
        number = int(text) if isinstance(parameter.default, int) else float(text)
    except ValueError:
        return text
    return number if math.isfinite(number) else text


def _write(step: Step, folder: Path, check: str, after: Mapping[str, Any], *, says: str) -> None:
    before = tuning_of(folder, check)
    # The line comes first: whoever else would write waits for this step to end.
    step.note(KIND, check, says=says, before=before or None, after=dict(after) or None)
    gone: list[Written] = [(("checks", check, name), None) for name in before if name not in after]
    put: list[Written] = [
        (("checks", check, name), value) for name, value in after.items() if name not in before or before[name] != value
    ]
    put_in_settings(folder, [*put, *gone])
