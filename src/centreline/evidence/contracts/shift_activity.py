"""The table `shift_activity`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["SHIFT_ACTIVITY"]

SHIFT_ACTIVITY = Contract(
    name="shift_activity",
    meaning="One activity inside a shift: on queue, a break, a meeting.",
    key=("source", "agent", "starts_at", "activity"),
    dated_by="starts_at",
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent.", required=True, privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("site", Kind.TEXT, "The site.", privacy=Privacy.NONE),
        Column("shift_id", Kind.TEXT, "The shift it is part of.", privacy=Privacy.NONE),
        Column("activity", Kind.TEXT, "The activity as the source names it.", required=True, privacy=Privacy.NONE),
        Column(
            "category",
            Kind.CHOICE,
            "What kind of activity it is.",
            choices=(
                "on_queue_work",
                "off_queue_work",
                "break",
                "meal",
                "meeting",
                "training",
                "coaching",
                "time_off",
                "unavailable",
                "other",
            ),
            privacy=Privacy.NONE,
        ),
        Column("starts_at", Kind.INSTANT, "When it begins.", required=True, privacy=Privacy.NONE),
        Column("ends_at", Kind.INSTANT, "When it ends.", required=True, privacy=Privacy.NONE),
        Column("paid", Kind.FLAG, "Whether it is paid.", privacy=Privacy.NONE),
    ),
)
