"""The table `evaluation`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy

__all__ = ["EVALUATION"]

EVALUATION = Contract(
    name="evaluation",
    meaning="One judgement of one contact by one evaluator (quality assurance).",
    key=(
        "source",
        "evaluation_id",
    ),
    dated_by="evaluated_at",
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True),
        Column("evaluation_id", Kind.TEXT, "Its name in the source.", required=True),
        Column("contact_id", Kind.TEXT, "The contact that was judged."),
        Column("agent", Kind.TEXT, "The agent who was judged.", privacy=Privacy.WORKER),
        Column("team", Kind.TEXT, "The agent's team."),
        Column("partner", Kind.TEXT, "The agent's partner; empty for the centre itself."),
        Column("queue", Kind.TEXT, "The queue of the contact."),
        Column("evaluator", Kind.TEXT, "Who judged: a person, or a model with its version.", privacy=Privacy.WORKER),
        Column("evaluator_kind", Kind.CHOICE, "Who judged.", choices=("human", "model", "other")),
        Column("form", Kind.TEXT, "The form."),
        Column("form_version", Kind.TEXT, "The form's version."),
        Column("calibration_id", Kind.TEXT, "The calibration session, where several judged the same contact."),
        Column("evaluated_at", Kind.INSTANT, "When it was judged.", required=True),
        Column("score", Kind.SHARE, "The form's total as the source gives it, 0 to 1."),
        Column("critical_customer", Kind.FLAG, "A critical error for the customer."),
        Column("critical_business", Kind.FLAG, "A critical error for the business."),
        Column("critical_compliance", Kind.FLAG, "A critical error of compliance."),
    ),
)
