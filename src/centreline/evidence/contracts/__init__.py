"""The contracts, one file each, and the book of all of them."""

from centreline.evidence.contract import Contract
from centreline.evidence.contracts.agent_state import AGENT_STATE
from centreline.evidence.contracts.article import ARTICLE
from centreline.evidence.contracts.article_use import ARTICLE_USE
from centreline.evidence.contracts.candidate_stage import CANDIDATE_STAGE
from centreline.evidence.contracts.coaching_session import COACHING_SESSION
from centreline.evidence.contracts.contact import CONTACT
from centreline.evidence.contracts.cost import COST
from centreline.evidence.contracts.customer import CUSTOMER
from centreline.evidence.contracts.evaluation import EVALUATION
from centreline.evidence.contracts.evaluation_item import EVALUATION_ITEM
from centreline.evidence.contracts.event import EVENT
from centreline.evidence.contracts.headcount import HEADCOUNT
from centreline.evidence.contracts.interval_stat import INTERVAL_STAT
from centreline.evidence.contracts.leg import LEG
from centreline.evidence.contracts.planned_event import PLANNED_EVENT
from centreline.evidence.contracts.recognition import RECOGNITION
from centreline.evidence.contracts.record import RECORD
from centreline.evidence.contracts.routing_event import ROUTING_EVENT
from centreline.evidence.contracts.shift import SHIFT
from centreline.evidence.contracts.shift_activity import SHIFT_ACTIVITY
from centreline.evidence.contracts.survey_response import SURVEY_RESPONSE
from centreline.evidence.contracts.system_outage import SYSTEM_OUTAGE
from centreline.evidence.contracts.training_result import TRAINING_RESULT
from centreline.evidence.contracts.turn import TURN

__all__ = ["CONTRACTS", "KEPT"]

CONTRACTS: dict[str, Contract] = {
    contract.name: contract
    for contract in (
        CONTACT,
        LEG,
        EVENT,
        INTERVAL_STAT,
        SURVEY_RESPONSE,
        EVALUATION,
        EVALUATION_ITEM,
        ARTICLE,
        ARTICLE_USE,
        COST,
        HEADCOUNT,
        TURN,
        AGENT_STATE,
        SHIFT,
        SHIFT_ACTIVITY,
        CUSTOMER,
        CANDIDATE_STAGE,
        TRAINING_RESULT,
        COACHING_SESSION,
        RECOGNITION,
        ROUTING_EVENT,
        SYSTEM_OUTAGE,
        PLANNED_EVENT,
    )
}
"""Every contract by its name."""

KEPT: dict[str, Contract] = {**CONTRACTS, RECORD.name: RECORD}
"""Every table on disk by its name: the contracts, and the records that some of their rows are read from."""
