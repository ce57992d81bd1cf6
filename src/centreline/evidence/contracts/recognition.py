"""The table `recognition`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["RECOGNITION"]

RECOGNITION = Contract(
    name="recognition",
    meaning="One time somebody was recognised.",
    key=("source", "recognition_id"),
    dated_by="given_at",
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("recognition_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent.", required=True, privacy=Privacy.WORKER),
        Column("given_by", Kind.TEXT, "Who gave it.", privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("given_at", Kind.INSTANT, "When it was given.", required=True, privacy=Privacy.NONE),
        Column("for_what", Kind.TEXT, "The behaviour it was for.", privacy=Privacy.NONE),
        Column("points", Kind.NUMBER, "Points or money that went with it.", privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact it was for.", privacy=Privacy.NONE),
        Column("text", Kind.TEXT, "The words that went with it.", privacy=Privacy.FREE_TEXT),
    ),
)
