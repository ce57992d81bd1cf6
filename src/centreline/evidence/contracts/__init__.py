"""The contracts, one file each, and the book of all of them."""

from centreline.evidence.contract import Contract
from centreline.evidence.contracts.article import ARTICLE
from centreline.evidence.contracts.article_use import ARTICLE_USE
from centreline.evidence.contracts.contact import CONTACT
from centreline.evidence.contracts.cost import COST
from centreline.evidence.contracts.evaluation import EVALUATION
from centreline.evidence.contracts.evaluation_item import EVALUATION_ITEM
from centreline.evidence.contracts.event import EVENT
from centreline.evidence.contracts.headcount import HEADCOUNT
from centreline.evidence.contracts.interval_stat import INTERVAL_STAT
from centreline.evidence.contracts.leg import LEG
from centreline.evidence.contracts.survey_response import SURVEY_RESPONSE

__all__ = ["CONTRACTS"]

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
    )
}
"""Every contract by its name."""
