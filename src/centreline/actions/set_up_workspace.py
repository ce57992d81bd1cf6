"""Set how a workspace reads and keeps records: its zone, how long rows of each class are kept, and when they leave."""

import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from zoneinfo import available_timezones

from centreline.actions.act import act
from centreline.actions.settings_file import Written, check_seen, put_in_settings, settings_of
from centreline.evidence.contract import Retention
from centreline.evidence.erasure.retention import DEFAULT_TIMES, KeptFor, kept_for, times_of
from centreline.governance.step import Step
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.identity import nearest

__all__ = ["KIND", "class_name", "hour_written", "keep_rows", "retain_at", "set_zone", "times_written"]

KIND = "setting"
"""What lines of the trail about these are about; their key is the name of the part of the file."""


@act(needs="change_settings")
def set_zone(step: Step, *, folder: Path, zone: str, says: str, seen: str) -> bool:
    """Take times of records that name no zone as those of another one, from the next file on.

    What was brought before keeps the instants it was given: take it back and bring it again to have it read anew.

    Args:
        step: The step it is done in.
        folder: Of the workspace, whose `centreline.yaml` is written.
        zone: IANA name of the zone: Europe/Madrid.
        says: Why.
        seen: Tells what the file said when the page was opened.

    Returns:
        Whether it is another one than before; where it is not, nothing is written.

    Raises:
        ArgumentInvalid: there is no such zone, or nobody said why.
        EvidenceConflict: somebody changed it meanwhile.
    """
    before = settings_of(folder).zone
    check_seen(before, seen=seen)
    if zone not in available_timezones():
        meant = nearest(zone, available_timezones())
        raise ArgumentInvalid(
            f"{zone!r} is not a zone of the IANA list",
            where="the time zone",
            fix=f"did you mean {meant}?" if meant else "choose one from the list, such as Europe/Madrid",
        )
    reason = _reason(says)
    if zone == before:
        return False
    step.note(KIND, "zone", says=reason, before={"zone": before}, after={"zone": zone})
    put_in_settings(folder, [(("zone",), zone)])
    return True


@act(needs="change_settings")
def keep_rows(step: Step, *, folder: Path, times: Mapping[str, str], says: str, seen: str) -> bool:
    """Keep rows of each class for another time; nothing leaves by that, only when retention runs next.

    Args:
        step: The step it is done in.
        folder: Of the workspace, whose `centreline.yaml` is written.
        times: By class, as people write it: "180 days", "25 months", "for ever"; empty for the usual time.
        says: Why.
        seen: Tells what the file said when the page was opened.

    Returns:
        Whether any is another one than before; where none is, nothing is written.

    Raises:
        ArgumentInvalid: nobody said why, or there is no such class.
        WorkspaceInvalid: a time cannot be read.
        EvidenceConflict: somebody changed it meanwhile.
    """
    before = dict(settings_of(folder).retention)
    check_seen(before, seen=seen)
    after = {name: text for name, text in before.items() if name not in times} | times_written(times)
    reason = _reason(says)
    if _read(after) == _read(before):
        return False
    step.note(KIND, "retention", says=reason, before=before or None, after=after or None)
    gone: list[Written] = [(("retention", name), None) for name in before if name not in after]
    put: list[Written] = [(("retention", name), text) for name, text in after.items() if before.get(name) != text]
    put_in_settings(folder, [*put, *gone])
    return True


@act(needs="change_settings")
def retain_at(step: Step, *, folder: Path, at: str, says: str, seen: str) -> bool:
    """Have the server take out every day at an hour what is older than it is kept, or let nothing leave by itself.

    Args:
        step: The step it is done in.
        folder: Of the workspace, whose `centreline.yaml` is written.
        at: By the centre's own clock, as 03:30; empty for never.
        says: Why.
        seen: Tells what the file said when the page was opened.

    Returns:
        Whether it is another one than before; where it is not, nothing is written.

    Raises:
        ArgumentInvalid: that is no hour, or nobody said why.
        EvidenceConflict: somebody changed it meanwhile.
    """
    before = settings_of(folder).retention_at
    check_seen(before, seen=seen)
    after = hour_written(at)
    reason = _reason(says)
    if after == before:
        return False
    was, is_now = ({"retention_at": f"{one:%H:%M}"} if one else None for one in (before, after))
    step.note(KIND, "retention_at", says=reason, before=was, after=is_now)
    put_in_settings(folder, [(("retention_at",), is_now and is_now["retention_at"])])
    return True


def hour_written(at: str) -> time | None:
    """Return what somebody wrote as an hour and a minute; None where they wrote nothing.

    Raises:
        ArgumentInvalid: there is no such minute of a day.

    >>> hour_written("03:30"), hour_written("")
    (datetime.time(3, 30), None)
    """
    if not at.strip():
        return None
    if re.fullmatch(r"([01]?\d|2[0-3]):[0-5]\d", at.strip()) is None:
        raise ArgumentInvalid(f"{at!r} is no minute of a day", where="the hour", fix="write it as 03:30")
    hour, minute = at.strip().split(":")
    return time(int(hour), int(minute))


def times_written(times: Mapping[str, str]) -> dict[str, str]:
    """Return what is to stand in the file: the times that are not the usual ones.

    Raises:
        ArgumentInvalid: there is no such class.
        WorkspaceInvalid: a time cannot be read.
    """
    classes = {class_name(kind): kind for kind in Retention}
    written: dict[str, str] = {}
    for name, given in times.items():
        if name not in classes:
            raise ArgumentInvalid(f"there is no class {name!r}", where="the form", fix="open the page again")
        text = " ".join(given.split())
        if text and kept_for(text, where=classes[name].value) != DEFAULT_TIMES[classes[name]]:
            written[name] = text
    return written


def class_name(kind: Retention) -> str:
    """Return what a class is called in the file.

    >>> class_name(Retention.CONTACT_FACTS)
    'contact_facts'
    """
    return kind.value.replace(" ", "_")


def _read(written: Mapping[str, str]) -> dict[Retention, KeptFor | None]:
    return times_of(written, where="retention")


def _reason(says: str) -> str:
    if not says.strip():
        raise ArgumentInvalid("nobody said why", where="the field Why", fix="write the reason in a sentence")
    return says.strip()
