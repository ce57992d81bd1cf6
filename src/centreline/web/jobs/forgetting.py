"""After a restore: an older copy of the database shows people again who were erased since, and has to forget them.

Which runs took people out is listed beside the secret of the workspace, where restoring the database leaves it alone;
which of them the database knows of is written in its trail.
"""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from centreline.actions.record_forgetting import record_forgetting
from centreline.evidence.tombstones import read_tombstones
from centreline.web.jobs.work.rights import THE_FILES
from centreline.web.records.erasing import StatePlace, runs_in_trail
from centreline.web.records.store import DjangoState

__all__ = ["forget_again"]


def forget_again(workspace: Path, *, now: datetime) -> tuple[str, ...]:
    """Forget everything that was worked out, where people were erased and the database knows nothing of it.

    The trail says so after everything was forgotten: whenever the machine is switched off, this is done anew.

    Args:
        workspace: The folder that is served.
        now: When this happens.

    Returns:
        Sentences for whoever starts the server: what was forgotten, and what people wrote that still names one of those
        people. Nothing where the database knows of the last run.

    Raises:
        EvidenceConflict: the list of people who were erased cannot be read.
    """
    second = read_tombstones(workspace)
    unknown = _since_the_last_known(second.runs)
    if not unknown:
        return ()
    place = StatePlace(workspace)
    forgotten = place.forget_everything()
    record_forgetting.by(DjangoState(), THE_FILES, now=now)(runs=unknown)
    did = f"forgot {', '.join(forgotten)}" if forgotten else "held nothing that was worked out"
    named = place.naming(second.people, ())
    return (
        f"The database knew nothing of people who were erased here; it {did}, and looks are made anew",
        *(f"  still named in {one}: see `centreline erase --help`" for one in named),
    )


def _since_the_last_known(runs: Sequence[str]) -> Sequence[str]:
    """Return the runs after the last one the database knows of.

    Those before it are known with it: this is asked before another person is erased. Rows that left by their age are
    runs, too, and have lines of another kind.
    """
    known = runs_in_trail(runs)
    places = [place for place, run in enumerate(runs, start=1) if run in known]
    return runs[max(places, default=0) :]
