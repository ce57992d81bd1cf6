"""Faults in the work itself: done twice, handed on badly, or not written down."""

from datetime import date

from centreline.samples.edits import with_element, with_handoff, with_more, with_touchpoint
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _the_same_in_chat(centre: MadeUpCentre) -> MadeUpCentre:
    [letter] = [one for one in centre.blueprint.touchpoints if one.id == "ask-for-a-document"]
    twin = letter.model_dump() | {
        "id": "get-a-copy",
        "title": "Get a copy of a document",
        "handled_by": ["self-service-designer"],
        "recognised_by": {"queues": ["letters"], "reasons": ["copy_request"]},
        "partner": None,
    }
    [journey] = [one for one in centre.blueprint.journeys if one.id == "help-in-writing"]
    chat, mail = (stage.model_dump() for stage in journey.stages)
    mail["touchpoints"] = [*mail["touchpoints"], twin]
    return with_element(centre, "journeys", "help-in-writing", stages=[chat, mail])


FAULTS = (
    Fault(
        id="two-teams-send-the-same-copies",
        story="Digital service built a way to send copies of documents; the letters team had been doing it for years.",
        checks=("DUP001",),
        element="touchpoint:get-a-copy",
        plant=_the_same_in_chat,
    ),
    Fault(
        id="a-second-survey-tool",
        story="Marketing bought its own survey tool, because nobody had told it that there was one.",
        checks=("DUP003",),
        element="system:pulse",
        plant=lambda centre: with_more(
            centre,
            "systems",
            {
                "id": "pulse",
                "title": "Pulse",
                "category": "survey",
                "owner": "head-of-brand",
                "capabilities": ["ask-the-customer"],
                "yearly_cost": 24_000,
                "works_well": True,
            },
        ),
    ),
    Fault(
        id="where-a-signature-goes",
        story="After a contract is signed the map is silent; some wait in a mailbox until the customer asks.",
        checks=("HAN001",),
        element="touchpoint:sign-up",
        plant=lambda centre: with_touchpoint(centre, "sign-up", ends_here=None),
    ),
    Fault(
        id="a-handoff-nobody-was-asked-about",
        story="Moving sends closing questions to billing; billing was never asked.",
        checks=("HAN004",),
        element="touchpoint:move-home",
        plant=lambda centre: with_handoff(centre, "move-home", accepted_by_receiver=None),
    ),
    Fault(
        id="a-handoff-without-a-time",
        story="Nobody has said by when a question about a tariff must reach the people who move customers.",
        checks=("HAN002",),
        element="touchpoint:ask-about-a-tariff",
        plant=lambda centre: with_handoff(centre, "ask-about-a-tariff", within_s=None),
    ),
    Fault(
        id="a-payment-plan-by-heart",
        story="How to agree a payment plan was never written down; the two who knew it taught the others.",
        checks=("KNO001",),
        element="touchpoint:arrange-payments",
        plant=lambda centre: with_touchpoint(centre, "arrange-payments", procedures=[], knowledge=[]),
    ),
    Fault(
        id="a-procedure-nobody-checked-for-a-year",
        story="The procedure for letters was last checked before the new archive came.",
        checks=("KNO005",),
        element="procedure:how-to-write-to-us",
        plant=lambda centre: with_element(
            centre, "procedures", "how-to-write-to-us", changed_on=date(2025, 1, 20), last_verified_on=date(2025, 2, 3)
        ),
    ),
    Fault(
        id="training-for-last-years-rules",
        story="The rules for disputed bills changed in January; new advisers still learn the old ones.",
        checks=("TRA001",),
        element="training:learn-to-bill-dispute",
        plant=lambda centre: with_element(centre, "procedures", "how-to-bill-dispute", version="9"),
    ),
)
"""Faults of this family."""
