"""Photo: read what stands on the notes of a photographed wall, and keep it beside the picture until somebody looked."""

import json
import os
from collections import Counter
from dataclasses import asdict
from typing import Any

from centreline.governance.door import cleaned
from centreline.governance.rights import check_may
from centreline.kernel.errors import NotPermitted
from centreline.pictures.grouped import notes_in
from centreline.pictures.recognised import Reading, recognised
from centreline.web.frame.served import folder
from centreline.web.jobs.working import Telling
from centreline.web.records.jobs import Job
from centreline.web.records.people import actor_named
from centreline.web.records.uploads import Upload, upload

__all__ = ["do"]


def do(job: Job, tell: Telling) -> tuple[str, Any]:
    """Read the picture the job names; no note is written, and what may not be kept is taken out of the words."""
    actor = actor_named(job.by)
    if actor is None:
        raise NotPermitted(f"{job.by!r} cannot sign in any more", where="the people", fix="ask an administrator")
    check_may(actor, "edit_board")
    held = upload(job.given["upload"], by=job.by, workspace=folder(), of=job.given["of"])
    tell(done=0, total=None, says="looking for words")
    with held.opened() as path:
        reading = recognised(
            path.read_bytes(),
            name=held.file,
            progress=lambda done, total: tell(done=done, total=total, says="reading words", unit="lines"),
        )
    found = _keep(held, reading)
    return f"{found} notes were found", {"notes": found}


def _keep(held: Upload, reading: Reading) -> int:
    notes = cleaned([asdict(note) for note in notes_in(reading)], Counter())
    says = json.dumps({"width": reading.width, "height": reading.height, "notes": notes})
    with os.fdopen(os.open(held.found, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as out:
        out.write(says)
    return len(notes)
