"""Faults in what leaders, partners and planners agreed, and in what people say about it."""

from centreline.samples.edits import with_claims, with_element, with_touchpoint, without
from centreline.samples.fault import Fault
from centreline.samples.made_up import MadeUpCentre

__all__ = ["FAULTS"]


def _a_month_unplanned(centre: MadeUpCentre) -> MadeUpCentre:
    return without(centre, "planned_costs", lambda cost: cost["line"] == "training" and cost["month"] == "2026-03")


def _partner_scope(centre: MadeUpCentre) -> MadeUpCentre:
    [kestrel] = [partner for partner in centre.blueprint.partners if partner.id == "kestrel"]
    scope = [touchpoint for touchpoint in kestrel.scope if touchpoint != "sign-up"]
    return with_element(centre, "partners", "kestrel", scope=scope)


def _no_guard(centre: MadeUpCentre) -> MadeUpCentre:
    risk = {"what": "Somebody on a medical device is not recognised.", "guard": None}
    return with_touchpoint(centre, "report-a-power-cut", risks=[risk])


FAULTS = (
    Fault(
        id="a-decision-of-everybody",
        story="Who may change a procedure was left open in the last reorganisation; everybody does.",
        checks=("RIG001",),
        element="decision_right:change-a-procedure",
        plant=lambda centre: with_element(centre, "decision_rights", "change-a-procedure", decides=None),
    ),
    Fault(
        id="an-intent-without-a-sign",
        story="Fewer reopened letters are wanted, and nothing tells earlier than the quarter whether it works.",
        checks=("INT002",),
        element="intent:no-second-letter",
        plant=lambda centre: with_element(centre, "intents", "no-second-letter", leading=[]),
    ),
    Fault(
        id="a-partner-of-nobody",
        story="The manager of the partnership in Kraków changed jobs; nobody was named.",
        checks=("PAR001",),
        element="partner:vistula",
        plant=lambda centre: with_element(centre, "partners", "vistula", owner=None),
    ),
    Fault(
        id="work-outside-the-contract",
        story="Kestrel signs contracts on the telephone since summer; its own contract does not mention it.",
        checks=("PAR002",),
        element="touchpoint:sign-up",
        plant=_partner_scope,
    ),
    Fault(
        id="a-month-nobody-planned",
        story="The plan for training stops in February.",
        checks=("COS003",),
        element="cost:training",
        plant=_a_month_unplanned,
    ),
    Fault(
        id="a-risk-nothing-catches",
        story="The priority register was switched off with the old system, and nothing took its place.",
        checks=("RIS002",),
        element="touchpoint:report-a-power-cut",
        plant=_no_guard,
    ),
    Fault(
        id="a-role-without-a-people-plan",
        story="Planners of engineers are hired by word of mouth and learn by watching.",
        checks=("PEO001",),
        element="role:engineer-planner",
        plant=lambda centre: with_element(
            centre, "roles", "engineer-planner", recruiting=None, training=None, support=None
        ),
    ),
    Fault(
        id="two-stories-about-one-desk",
        story="The owner says that complaints are handled the same way every time; the adviser says they are not.",
        checks=("CLA001",),
        element="touchpoint:make-a-complaint",
        plant=lambda centre: with_claims(
            centre, about="make-a-complaint", question="consistent", of_role="complaints-adviser", answer="no"
        ),
    ),
)
"""Faults of this family."""
