"""Where work went, for checks that cannot look where no table tells."""

from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.findings.finding import NotExamined
from centreline.journeys.handoffs import moves
from centreline.kernel.said import said

__all__ = ["known_moves"]

NO_MOVES = said("no leg, event or transfer says where work went")
BRING_MOVES = said("bring leg (with queue), event (with team) or contact.transferred_to with `centreline ingest`")


def known_moves(evidence: Evidence) -> Table:
    """Return each time work changed hands, as `centreline.journeys.handoffs.moves` does.

    Raises:
        NotExamined: no table says where work went.
    """
    told = moves(evidence)
    if told is None:
        raise NotExamined(NO_MOVES, bring=BRING_MOVES)
    return told
