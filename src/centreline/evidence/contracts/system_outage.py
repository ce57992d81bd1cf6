"""The table `system_outage`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["SYSTEM_OUTAGE"]

SYSTEM_OUTAGE = Contract(
    name="system_outage",
    meaning="One time a system of the centre was down or slow.",
    key=("source", "outage_id"),
    dated_by="started_at",
    retention=Retention.OPERATIONS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("outage_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column(
            "system",
            Kind.TEXT,
            "The system, by its id in the operating model or as the source names it.",
            required=True,
            privacy=Privacy.NONE,
        ),
        Column("started_at", Kind.INSTANT, "When it began.", required=True, privacy=Privacy.NONE),
        Column("ended_at", Kind.INSTANT, "When it ended; empty while it lasts.", privacy=Privacy.NONE),
        Column(
            "severity",
            Kind.CHOICE,
            "How bad it was.",
            choices=("down", "degraded", "slow", "planned", "other"),
            privacy=Privacy.NONE,
        ),
        Column("about", Kind.TEXT, "What was the matter.", privacy=Privacy.FREE_TEXT),
    ),
)
