"""Make a folder ready to be served: database, secret, what the files say, and a first look."""

from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from centreline.actions.adopt import adopt_folder
from centreline.actions.workspace import FolderWorkspace
from centreline.evidence.scope import Scope
from centreline.governance.step import Step
from centreline.web.frame.served import folder
from centreline.web.jobs.whole_database import check_database, in_words
from centreline.web.jobs.work.look import is_current, look_in, queue_look
from centreline.web.jobs.work.rights import THE_FILES
from centreline.web.records.looks import newest_look
from centreline.web.records.people import every_scope
from centreline.web.records.store import DjangoState

__all__ = ["THE_FILES", "look_everywhere", "queue_looks", "ready_database", "take_over_files"]


def ready_database() -> None:
    """Make the tables of the database, or bring them to this version; nothing is lost where they are there.

    Raises:
        WorkspaceInvalid: the database is torn, or a newer version wrote it; nothing was changed.
        PlaceUnusable: its disk is full, or it may only be read.
    """
    check_database()
    try:
        _migrate()
        call_command("createcachetable", verbosity=0)
    except DatabaseError as error:
        raise in_words(error) from error


def _migrate() -> None:
    """Bring the tables to this version, all or none: a server that is killed meanwhile leaves them as before."""
    # Tables are made anew while others point to them; SQLite minds that unless it was told before the transaction.
    with connection.constraint_checks_disabled(), transaction.atomic():
        call_command("migrate", interactive=False, verbosity=0)


def take_over_files(place: Path | None = None) -> tuple[str, ...]:
    """Take over blueprint, claims and waivers of the folder, and say in a sentence each what was new."""
    state = DjangoState()
    with state.one_step():
        step = Step(state, THE_FILES, timezone.now(), "adopt_folder")
        return adopt_folder(step, FolderWorkspace(place or folder()))


def look_everywhere(*, tell: Callable[[str], None]) -> None:
    """Look in every scope somebody has, wherever the last look is not current any more.

    Args:
        tell: Told in a line what is looked at.
    """
    for name, scope in _out_of_date().items():
        tell(f"Looking at the centre as {name} sees it")
        look_in(scope)


def queue_looks() -> int:
    """Queue a look wherever the last one is not current any more, and return how many; the worker does them."""
    waiting = _out_of_date()
    for name, scope in waiting.items():
        queue_look(name, scope, by=THE_FILES.name)
    return len(waiting)


def _out_of_date() -> dict[str, Scope]:
    scopes = every_scope()
    last = {name: newest_look(scope.key) for name, scope in scopes.items()}
    return {
        name: scope
        for name, scope in scopes.items()
        if (look := last[name]) is None or not is_current(look, scope=scope)
    }
