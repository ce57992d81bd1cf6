"""The table `evaluation_item`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy

__all__ = ["EVALUATION_ITEM"]

EVALUATION_ITEM = Contract(
    name="evaluation_item",
    meaning="One question of one evaluation.",
    key=(
        "source",
        "evaluation_id",
        "item",
    ),
    dated_by="evaluated_at",
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True),
        Column("evaluation_id", Kind.TEXT, "The evaluation.", required=True),
        Column("item", Kind.TEXT, "The question.", required=True),
        Column("evaluated_at", Kind.INSTANT, "When it was judged.", required=True),
        Column("agent", Kind.TEXT, "The agent who was judged.", privacy=Privacy.WORKER),
        Column("evaluator", Kind.TEXT, "Who judged.", privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The agent's partner; empty for the centre itself."),
        Column("weight", Kind.NUMBER, "Weight of the question in its form."),
        Column("score", Kind.SHARE, "Share of the points given, 0 to 1; empty when not applicable."),
        Column("applicable", Kind.FLAG, "Whether the question applied."),
        Column("critical", Kind.FLAG, "Whether failing it fails the whole evaluation."),
    ),
)
