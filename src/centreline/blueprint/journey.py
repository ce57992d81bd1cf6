"""What the customer lives through: journeys, stages, touchpoints with their twelve facts, and handoffs."""

from typing import Literal, Self

from pydantic import Field, model_validator

from centreline.blueprint.element import Element, Part, PartnerKey, ProcedureKey, RoleKey, SystemKey, TouchpointKey
from centreline.blueprint.measure import Measure
from centreline.kernel.written.wording import wrong

__all__ = ["Channel", "Handoff", "Journey", "Recognition", "Risk", "Stage", "Touchpoint"]

Channel = Literal["voice", "chat", "email", "message", "social", "web", "task", "walk_in", "letter", "other"]
"""How a customer comes; the same words as in the evidence."""


class Recognition(Part):
    """How the contacts of a touchpoint are recognised in the evidence: a contact that fits every list given is one."""

    queues: tuple[str, ...] = Field((), description="Queues of the records.")
    reasons: tuple[str, ...] = Field((), description="Contact reasons of the records.")
    channels: tuple[Channel, ...] = Field((), description="Channels of the records.")
    activities: tuple[str, ...] = Field(
        (), description="Activities of cases, for touchpoints that are a status or a step."
    )

    @model_validator(mode="after")
    def _check_names_something(self) -> Self:
        if not (self.queues or self.reasons or self.channels or self.activities):
            raise wrong(
                "it names no queue, reason, channel or activity, so every contact would belong to this touchpoint",
                fix="name at least one of them, or remove `recognised_by`",
            )
        return self


class Handoff(Part):
    """Work passed from one touchpoint to another."""

    to: TouchpointKey = Field(description="Touchpoint that receives the work.")
    passes: tuple[str, ...] = Field((), description="What is passed along: information, documents, state.")
    within_s: int | None = Field(None, gt=0, description="Seconds within which the receiver takes over.")
    accepted_by_sender: bool | None = Field(
        None, description="Whether the sending owner agreed; empty when never asked."
    )
    accepted_by_receiver: bool | None = Field(
        None, description="Whether the receiving owner agreed; empty when never asked."
    )


class Risk(Part):
    """What can go wrong."""

    what: str = Field(min_length=1, description="What goes wrong.")
    guard: str | None = Field(None, description="What prevents or catches it.")


class Touchpoint(Element):
    """One meeting of customer and organisation, with the twelve facts of the journey map."""

    what: str | None = Field(None, description="1. What the touchpoint is.")
    customer_types: tuple[str, ...] = Field((), description="1. Which customer types it serves.")
    why: str | None = Field(None, description="2. Why it exists.")
    trigger: str | None = Field(None, description="2. What triggers it.")
    happens: str | None = Field(None, description="3. What happens.")
    channels: tuple[Channel, ...] = Field((), description="3. Through which channels.")
    owner: RoleKey | None = Field(None, description="4. Role that answers for the outcome; exactly one.")
    handled_by: tuple[RoleKey, ...] = Field((), description="5. Roles that handle it.")
    systems: tuple[SystemKey, ...] = Field((), description="6. Tools, systems and technology used.")
    procedures: tuple[ProcedureKey, ...] = Field((), description="7. Procedures (SOPs) required.")
    knowledge: tuple[str, ...] = Field(
        (), description="7. Knowledge articles required, by their id in the knowledge base."
    )
    takes_s: int | None = Field(None, gt=0, description="8. How long it should take, in seconds of handling.")
    ideal_outcome: str | None = Field(None, description="9. What the ideal outcome is.")
    measures: tuple[Measure, ...] = Field((), description="10. How success is measured.")
    handoffs: tuple[Handoff, ...] = Field((), description="11. Where work is handed on.")
    ends_here: bool | None = Field(
        None, description="11. True when nothing is handed on, so that silence is not an answer."
    )
    risks: tuple[Risk, ...] = Field((), description="12. What can go wrong.")
    partner: PartnerKey | None = Field(None, description="Partner that serves it; empty for the organisation itself.")
    automation: Literal["none", "assisted", "automated", "planned"] = Field(
        "none", description="Whether a machine serves it, helps to, or is planned to."
    )
    recognised_by: Recognition | None = Field(None, description="How its contacts are recognised in the evidence.")


class Stage(Element):
    """A stretch of a journey."""

    touchpoints: tuple[Touchpoint, ...] = Field((), description="Touchpoints in their usual order.")


class Journey(Element):
    """What a customer wants, from beginning to end."""

    customer_types: tuple[str, ...] = Field((), description="Customer types that travel it.")
    owner: RoleKey | None = Field(None, description="Role that answers for the whole journey.")
    outcome: str | None = Field(None, description="What the customer has at the end.")
    stages: tuple[Stage, ...] = Field((), description="Stages in order.")
