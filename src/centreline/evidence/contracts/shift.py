"""The table `shift`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["SHIFT"]

SHIFT = Contract(
    name="shift",
    meaning="One shift an agent was scheduled for.",
    key=("source", "agent", "starts_at"),
    dated_by="starts_at",
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent.", required=True, privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("site", Kind.TEXT, "The site.", privacy=Privacy.NONE),
        Column("shift_id", Kind.TEXT, "Its name in the source.", privacy=Privacy.NONE),
        Column("starts_at", Kind.INSTANT, "When it begins.", required=True, privacy=Privacy.NONE),
        Column("ends_at", Kind.INSTANT, "When it ends.", required=True, privacy=Privacy.NONE),
        Column("paid_ms", Kind.MILLISECONDS, "Paid time in it.", privacy=Privacy.NONE),
        Column("published_at", Kind.INSTANT, "When the agent was told of it.", privacy=Privacy.NONE),
        Column(
            "state",
            Kind.CHOICE,
            "Whether it stands.",
            choices=("planned", "published", "worked", "cancelled", "other"),
            privacy=Privacy.NONE,
        ),
    ),
)
