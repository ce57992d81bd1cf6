"""Make the made-up centre that the tests of the web look at: its records, its database, its people and what was found.

Run as a program of its own, since settings are read once a process: `python tests/web/prepare.py FOLDER`.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from centreline.actions.demonstrate import make_demo
from centreline.evidence.scope import Scope
from centreline.samples.faults import FAULTS
from centreline.web.site.serving import Server, open_django

PASSWORD = "a long sentence nobody guesses"
CONTACTS = 3_000


def prepare(folder: Path) -> None:
    """Write the centre into a folder that is not there yet."""
    now = datetime(2026, 4, 2, tzinfo=UTC)
    make_demo(folder, contacts=CONTACTS, seed=7, faults=tuple(FAULTS), now=now, tell=lambda _: None)
    open_django(Server(folder, "127.0.0.1", 8400, 1))
    from centreline.web.frame.centre import workspace
    from centreline.web.jobs.setting_up import look_everywhere, ready_database, take_over_files
    from centreline.web.records.demo_people import add_demo_people

    ready_database()
    take_over_files()
    add_demo_people(workspace(Scope.whole_centre("tests")).evidence, password=PASSWORD)
    look_everywhere(tell=lambda _: None)


if __name__ == "__main__":
    prepare(Path(sys.argv[1]))
