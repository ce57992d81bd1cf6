"""The table `evaluation`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["EVALUATION"]

EVALUATION = Contract(
    name="evaluation",
    meaning="One judgement of one contact by one evaluator (quality assurance).",
    key=(
        "source",
        "evaluation_id",
    ),
    dated_by="evaluated_at",
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("evaluation_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact that was judged.", privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent who was judged.", privacy=Privacy.WORKER),
        Column("team", Kind.TEXT, "The agent's team.", privacy=Privacy.NONE),
        Column("partner", Kind.TEXT, "The agent's partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("queue", Kind.TEXT, "The queue of the contact.", privacy=Privacy.NONE),
        Column("evaluator", Kind.TEXT, "Who judged: a person, or a model with its version.", privacy=Privacy.WORKER),
        Column("evaluator_kind", Kind.CHOICE, "Who judged.", choices=("human", "model", "other"), privacy=Privacy.NONE),
        Column("form", Kind.TEXT, "The form.", privacy=Privacy.NONE),
        Column("form_version", Kind.TEXT, "The form's version.", privacy=Privacy.NONE),
        Column(
            "calibration_id",
            Kind.TEXT,
            "The calibration session, where several judged the same contact.",
            privacy=Privacy.NONE,
        ),
        Column("evaluated_at", Kind.INSTANT, "When it was judged.", required=True, privacy=Privacy.NONE),
        Column("score", Kind.SHARE, "The form's total as the source gives it, 0 to 1.", privacy=Privacy.NONE),
        Column(
            "state",
            Kind.CHOICE,
            "How far it has come: pending is not shown to the agent yet, released is, rescored was judged anew.",
            choices=("pending", "released", "rescored", "other"),
            privacy=Privacy.NONE,
        ),
        Column("critical_customer", Kind.FLAG, "A critical error for the customer.", privacy=Privacy.NONE),
        Column("critical_business", Kind.FLAG, "A critical error for the business.", privacy=Privacy.NONE),
        Column("critical_compliance", Kind.FLAG, "A critical error of compliance.", privacy=Privacy.NONE),
    ),
)
