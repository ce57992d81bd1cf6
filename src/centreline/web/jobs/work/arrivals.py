"""Arrivals: read the files that appeared in a watched folder, each as an import of its own."""

import hashlib
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from centreline.actions.schedule_import import note_arrival, watched
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.arrivals import Arrival, WatchedFolder
from centreline.evidence.ingest import IngestReport
from centreline.governance.actor import Actor
from centreline.governance.entry import Entry
from centreline.governance.kinds.arrival import Said as Noted
from centreline.governance.kinds.schedule import Said
from centreline.kernel.errors import JobCancelled, NotThere, Stopped
from centreline.web.frame.served import folder
from centreline.web.jobs.sweeping import forget_when_nobody_goes_on
from centreline.web.jobs.work.bring import note_import
from centreline.web.jobs.work.look import look_again
from centreline.web.jobs.work.reading import brought, telling_rows
from centreline.web.jobs.work.rights import who_may_import
from centreline.web.jobs.working import Telling
from centreline.web.records.jobs import Job
from centreline.web.records.store import DjangoState
from centreline.web.records.uploads import Upload, forget_upload, keep_upload

__all__ = ["do"]

LARGEST_BYTES = 2**40
"""More than any disk here holds: whoever puts a file into an allowed folder could fill the disk without us."""

_LOG = logging.getLogger("centreline.web.jobs")


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a scheduled import.

    Attributes:
        schedule: The scheduled import.
        actor: Who answers for what is brought.
        place: Where to.
        source: The watched folder.
        tell: Told how far it is.
    """

    schedule: Entry
    actor: Actor
    place: FolderWorkspace
    source: WatchedFolder
    tell: Telling

    @property
    def said(self) -> Said:
        """How its files are read."""
        body = self.schedule.body
        assert isinstance(body, Said)
        return body


def do(job: Job, tell: Telling) -> tuple[str, Any]:
    """Read what is new in the folder of the schedule the job names; a file that fails stops no other."""
    reading = _run_of(job, tell)
    arrived = _not_met_before(reading)
    noted: list[Noted] = []
    try:
        for at, one in enumerate(arrived):
            tell(done=at, total=len(arrived), says=one.name, unit="files")
            noted.extend(_read(reading, one))
    except JobCancelled:
        stopped = True
    else:
        stopped = False
    if any(one.import_id for one in noted):
        look_again(by=job.by)
    failed = sum(one.outcome == "failed" for one in noted)
    result = {"schedule": reading.schedule.key, "arrivals": _documents(noted), "failed": failed}
    return _in_words(noted, stopped=stopped), result


def _run_of(job: Job, tell: Telling) -> _Run:
    actor = who_may_import(job.by)
    held = DjangoState().entry("schedule", job.given["schedule"])
    if held is None or not held.stands or not isinstance(held.body, Said):
        raise NotThere("that source is not read by itself any more", where="the list of sources", fix="schedule it")
    place = FolderWorkspace(folder())
    return _Run(held, actor, place, watched(place, held.body), tell)


def _not_met_before(reading: _Run) -> tuple[Arrival, ...]:
    met = {
        (one.fields["file"], one.fields["size_bytes"], one.fields["modified_ns"]) for one in _met(reading.schedule.key)
    }
    arrived = reading.source.arrived(pattern=reading.said.pattern, now=timezone.now())
    return tuple(one for one in arrived if (_label(reading, one), one.size_bytes, one.modified_ns) not in met)


def _met(schedule: str) -> tuple[Entry, ...]:
    return DjangoState().entries("arrival", within=schedule)


def _read(reading: _Run, arrival: Arrival) -> Iterator[Noted]:
    """Bring a file from a copy that nobody can change meanwhile, and note what became of it."""
    hashed, held = hashlib.sha256(), None
    about = {
        "file": _label(reading, arrival), "size_bytes": arrival.size_bytes, "modified_ns": arrival.modified_ns
    }  # fmt: skip
    try:
        held = _copied(reading, arrival, hashed)
        if hashed.hexdigest() in {one.fields["sha256"] for one in _met(reading.schedule.key)}:
            return
        progress = telling_rows(reading.tell)
        report = brought(reading.place, held, how=reading.said.how, progress=progress)
        note_import(reading.actor, report)
        yield _noted(reading, {**about, "sha256": hashed.hexdigest(), **_what_became_of(report)})
    except JobCancelled:
        raise
    except Stopped as reason:
        known = hashed.hexdigest() if held else ""
        yield _noted(reading, {**about, "sha256": known, "outcome": "failed", "says": f"{reason.what}; {reason.fix}"})
    except Exception:
        # The others are read all the same; whoever looks at the log finds what was wrong with this one.
        _LOG.exception("the file %r could not be read", about["file"])
        says = "this is a fault of Centreline; report it with what the log says"
        yield _noted(reading, {**about, "sha256": hashed.hexdigest(), "outcome": "failed", "says": says})
    finally:
        if held is not None:
            forget_upload(held.id, workspace=folder())


def _copied(reading: _Run, arrival: Arrival, hashed: Any) -> Upload:
    def chunks() -> Iterator[bytes]:
        for chunk in reading.source.chunks(arrival):
            hashed.update(chunk)
            yield chunk

    now, name = timezone.now(), _label(reading, arrival)
    held = keep_upload(
        chunks(), file=name, by=reading.actor.name, at=now, workspace=folder(), largest_bytes=LARGEST_BYTES
    )
    forget_when_nobody_goes_on(held.id)  # A machine that is switched off now leaves it; it is deleted here as well.
    return held


def _what_became_of(report: IngestReport) -> dict[str, Any]:
    counts = report.counts
    says = f"{counts.read:,} rows were read, {counts.rejected:,} of them rejected"
    if report.imported is None:
        says = " ".join(report.remarks) or "nothing was changed"
    made = report.imported.id if report.imported else ""
    return {"outcome": "brought", "says": says, "import_id": made, "rows": counts.read, "rejected": counts.rejected}


def _noted(reading: _Run, fields: dict[str, Any]) -> Noted:
    noted = Noted.model_validate({**fields, "says": fields["says"][:1_000]})
    note_arrival.by(DjangoState(), reading.actor, now=timezone.now())(schedule=reading.schedule.key, arrival=noted)
    return noted


def _label(reading: _Run, arrival: Arrival) -> str:
    return reading.place.door.redact_label(arrival.name).text[:255]


def _in_words(noted: list[Noted], *, stopped: bool) -> str:
    failed = [one for one in noted if one.outcome == "failed"]
    says = f"new files read: {len(noted) - len(failed)}" if noted else "no new file was there"
    if failed:
        says += "; not read: " + ", ".join(one.file for one in failed)
    return says + ("; it was stopped before the others" if stopped else "")


def _documents(noted: list[Noted]) -> list[dict[str, Any]]:
    return [one.model_dump(mode="json") for one in noted]
