"""Whether whoever asked for work may still have it done when its turn comes."""

from centreline.evidence.scope import Scope
from centreline.governance.actor import Actor, Role
from centreline.governance.rights import check_may
from centreline.kernel.errors import NotPermitted
from centreline.web.records.people import actor_named

__all__ = ["THE_FILES", "who_may_import"]

THE_FILES = Actor("the files of the workspace", Role.ADMINISTRATOR, Scope.whole_centre("the files of the workspace"))
"""Who acts when what lies in the folder is taken over, or its settings say that something is done."""


def who_may_import(name: str) -> Actor:
    """Return who asked, where they may bring records of the whole centre.

    Raises:
        NotPermitted: they may not, or not any more.
    """
    actor = actor_named(name)
    if actor is None or not actor.scope.sees_every_row:
        raise NotPermitted(
            f"{name!r} may not bring records of the whole centre",
            where="the people of this workspace",
            fix="ask somebody who sees every row to bring them",
        )
    check_may(actor, "import_evidence")
    return actor
