"""Have a source read by itself, pause it, go on, and stop it; note what became of each file."""

from pathlib import Path

from pydantic import ValidationError

from centreline.actions.act import act
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.arrivals import WatchedFolder
from centreline.evidence.vendors.book import reader_named
from centreline.governance.entry import Body, Entry
from centreline.governance.kinds import body_of
from centreline.governance.kinds.schedule import Said
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid

__all__ = [
    "drop_schedule",
    "note_arrival",
    "pause_schedule",
    "read_again",
    "resume_schedule",
    "schedule_import",
    "watched",
]


@act(needs="import_evidence")
def schedule_import(
    step: Step, workspace: FolderWorkspace, *, said: dict[str, object], key: str | None = None, expects: int = 0
) -> Entry:
    """Write down that a source is read by itself, or change how; what was paused stays so.

    Args:
        step: The step it is done in.
        workspace: Whose source it is.
        said: The fields of the kind `schedule`.
        key: Which one is changed; None for a new one.
        expects: The version that was changed.

    Raises:
        ArgumentInvalid: a field is wrong, its folder is not allowed or not there, or nothing reads as it says.
    """
    paused = step.entry("schedule", key).fields["paused"] if key else False
    body = _checked({**said, "paused": paused})
    _check_is_readable(workspace, body)
    _make_own_folder(workspace, body)
    watched(workspace, body).arrived(pattern=body.pattern, now=step.now)
    if key is None:
        return step.make("schedule", body, says=f"scheduled {body.title}, every {body.every}")
    return step.change("schedule", key, body, expects=expects, says=f"changed the schedule of {body.title}")


@act(needs="import_evidence")
def pause_schedule(step: Step, *, key: str) -> Entry:
    """Have a source wait until somebody resumes it."""
    return _with(step, key, says="paused", paused=True)


@act(needs="import_evidence")
def resume_schedule(step: Step, *, key: str) -> Entry:
    """Have a source that waits read again from its next time on."""
    return _with(step, key, says="resumed", paused=False)


@act(needs="import_evidence")
def drop_schedule(step: Step, *, key: str) -> Entry:
    """Stop reading a source by itself; what it brought stays."""
    held = step.entry("schedule", key)
    return step.bin("schedule", key, expects=held.version, says=f"stopped reading {held.fields['title']} by itself")


@act(needs="import_evidence")
def note_arrival(step: Step, *, schedule: str, arrival: Body) -> Entry:
    """Note what became of a file, so that it is not read again.

    Args:
        step: The step it is done in.
        schedule: Key of the scheduled import.
        arrival: An `arrival`.
    """
    fields = arrival.model_dump()
    return step.make("arrival", arrival, within=schedule, says=f"{fields['file']}: {fields['says']}")


@act(needs="import_evidence")
def read_again(step: Step, *, key: str) -> Entry:
    """Have a file that could not be read met anew the next time."""
    held = step.entry("arrival", key)
    return step.bin("arrival", key, expects=held.version, says=f"{held.fields['file']} is read again")


def watched(workspace: FolderWorkspace, said: Said) -> WatchedFolder:
    """Return the folder a scheduled import watches.

    Raises:
        ArgumentInvalid: it lies below none of the allowed folders, or not any more.
    """
    allowed = workspace.arrivals
    if said.root not in allowed:
        raise ArgumentInvalid(
            f"the folder {said.root!r} is not one that may be watched",
            where="centreline.yaml: arrivals",
            fix=f"choose one of {', '.join(allowed) or 'none'}, or have an administrator allow it there",
        )
    return WatchedFolder(allowed[said.root], said.inside)


def _checked(said: dict[str, object]) -> Said:
    try:
        body = body_of("schedule", said)
    except ValidationError as reason:
        problem = reason.errors()[0]
        field = str(problem["loc"][0]) if problem["loc"] else "the form"
        raise ArgumentInvalid(
            f"the source cannot be scheduled: {problem['msg']}",
            where=f"the field {field}",
            fix="correct the field, then save again",
        ) from reason
    assert isinstance(body, Said)
    return body


def _check_is_readable(workspace: FolderWorkspace, said: Said) -> None:
    by, _colon, name = said.how.partition(":")
    if by == "mapping":
        workspace.mapping(name)
    elif name != "auto":
        reader_named(name)


def _make_own_folder(workspace: FolderWorkspace, said: Said) -> None:
    """Make a folder below the workspace's own: nobody else does; elsewhere only what is there is watched."""
    if not Path(said.root).is_absolute() and ".." not in Path(said.root).parts:
        (workspace.folder / said.root).mkdir(mode=0o750, exist_ok=True)


def _with(step: Step, key: str, *, says: str, paused: bool) -> Entry:
    held = step.entry("schedule", key)
    body = body_of("schedule", {**held.fields, "paused": paused})
    return step.change("schedule", key, body, expects=held.version, says=f"{says} {held.fields['title']}")
