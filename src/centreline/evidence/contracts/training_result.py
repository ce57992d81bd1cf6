"""The table `training_result`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["TRAINING_RESULT"]

TRAINING_RESULT = Contract(
    name="training_result",
    meaning="What one person achieved in one course.",
    key=("source", "result_id"),
    dated_by="completed_at",
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("result_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent.", required=True, privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("course", Kind.TEXT, "The course.", required=True, privacy=Privacy.NONE),
        Column("course_version", Kind.TEXT, "The course’s version.", privacy=Privacy.NONE),
        Column(
            "procedure", Kind.TEXT, "The procedure it teaches, by its id in the operating model.", privacy=Privacy.NONE
        ),
        Column("completed_at", Kind.INSTANT, "When it ended, passed or not.", required=True, privacy=Privacy.NONE),
        Column("length_ms", Kind.MILLISECONDS, "How long it took.", privacy=Privacy.NONE),
        Column("score", Kind.SHARE, "The score, 0 to 1.", privacy=Privacy.NONE),
        Column("passed", Kind.FLAG, "Whether it was passed.", privacy=Privacy.NONE),
        Column("attempt", Kind.WHOLE, "Which attempt it was, from 1.", privacy=Privacy.NONE),
    ),
)
