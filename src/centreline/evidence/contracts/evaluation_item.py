"""The table `evaluation_item`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

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
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("evaluation_id", Kind.TEXT, "The evaluation.", required=True, privacy=Privacy.NONE),
        Column("item", Kind.TEXT, "The question.", required=True, privacy=Privacy.NONE),
        Column("evaluated_at", Kind.INSTANT, "When it was judged.", required=True, privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent who was judged.", privacy=Privacy.WORKER),
        Column("evaluator", Kind.TEXT, "Who judged.", privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The agent's partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("weight", Kind.NUMBER, "Weight of the question in its form.", privacy=Privacy.NONE),
        Column(
            "score", Kind.SHARE, "Share of the points given, 0 to 1; empty when not applicable.", privacy=Privacy.NONE
        ),
        Column("applicable", Kind.FLAG, "Whether the question applied.", privacy=Privacy.NONE),
        Column("critical", Kind.FLAG, "Whether failing it fails the whole evaluation.", privacy=Privacy.NONE),
    ),
)
