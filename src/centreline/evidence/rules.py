"""What has to be true of a row beyond its types, table by table, as data: each rule says what would break it."""

from dataclasses import dataclass

from centreline.evidence.contract import Contract, Kind
from centreline.evidence.contracts import CONTRACTS

__all__ = ["Rule", "rules_for"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that has to be true of a row.

    Attributes:
        table: The table.
        says: What has to be true, in words.
        broken_when: Expression over the table's columns; true where a row breaks the rule.
    """

    table: str
    says: str
    broken_when: str


WRITTEN = (
    Rule("contact", "a contact is offered after it is opened", "offered_at < opened_at"),
    Rule("contact", "a contact is answered after it is offered", "answered_at < offered_at"),
    Rule("contact", "a contact ends after it is offered", "closed_at < offered_at"),
    Rule("contact", "a contact ends after it is answered", "closed_at < answered_at"),
    Rule(
        "contact",
        "what was answered was not abandoned",
        "answered_at.notnull() and outcome in ('abandoned', 'abandoned_before_queue')",
    ),
    Rule("contact", "nobody talks in a contact that was abandoned", "talk_ms > 0 and outcome == 'abandoned'"),
    Rule("contact", "only a transferred contact names where it went", "transferred_to.notnull() and not transferred"),
    Rule("contact", "nothing is reopened or reassigned less than never", "reopen_count < 0 or reassign_count < 0"),
    Rule("leg", "a leg is answered after it is queued", "answered_at < enqueued_at"),
    Rule("leg", "a leg ends after it is queued", "ended_at < enqueued_at"),
    Rule("leg", "a leg ends after it is answered", "ended_at < answered_at"),
    Rule("leg", "legs are numbered from 1", "leg_no < 1"),
    Rule("interval_stat", "counts are not negative", "offered < 0 or handled < 0 or abandoned < 0"),
    Rule("interval_stat", "handled and abandoned are not more than offered", "handled + abandoned > offered"),
    Rule(
        "interval_stat",
        "no more are answered in the threshold than are offered",
        "answered_in_threshold > offered",
    ),
    Rule(
        "interval_stat",
        "time scheduled for contacts is a part of the time scheduled",
        "scheduled_on_queue_ms > scheduled_ms",
    ),
    Rule("survey_response", "a scale goes up", "scale_min >= scale_max"),
    Rule("survey_response", "an answer is on its scale", "score < scale_min or score > scale_max"),
    Rule("survey_response", "an answer follows its question", "answered_at < asked_at"),
    Rule("evaluation_item", "a weight is not negative", "weight < 0"),
    Rule("article", "an article expires after it was verified", "expires_at < verified_at"),
    Rule("headcount", "a team does not have less than nobody", "people < 0 or required < 0 or joined < 0"),
)


def rules_for(table: str) -> tuple[Rule, ...]:
    """Return the rules of a table: those that follow from its kinds of columns, then those written for it."""
    return (*_rules_of_kinds(CONTRACTS[table]), *(rule for rule in WRITTEN if rule.table == table))


def _rules_of_kinds(contract: Contract) -> tuple[Rule, ...]:
    lasting = [column.name for column in contract.columns if column.kind is Kind.MILLISECONDS]
    shares = [column.name for column in contract.columns if column.kind is Kind.SHARE]
    return (
        *(Rule(contract.name, f"{name} is not negative", f"{name} < 0") for name in lasting),
        *(Rule(contract.name, f"{name} is from 0 to 1", f"{name} < 0 or {name} > 1") for name in shares),
    )
