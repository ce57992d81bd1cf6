"""The table `cost`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["COST"]

COST = Contract(
    name="cost",
    meaning="One amount for one kind of cost on one day or for one month.",
    key=(
        "source",
        "cost_id",
    ),
    dated_by="on",
    retention=Retention.OPERATIONS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("cost_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column("on", Kind.DAY, "The day, or the first of the month it is for.", required=True, privacy=Privacy.NONE),
        Column(
            "line",
            Kind.CHOICE,
            "What the money is for (seed 000 names every one).",
            required=True,
            choices=(
                "partner",
                "internal_teams",
                "leadership",
                "vendor_management",
                "workforce_planning",
                "quality",
                "training",
                "reporting",
                "escalations",
                "technology",
                "rework",
                "churn",
                "missed_revenue",
                "facilities",
                "recruiting",
                "other",
            ),
            privacy=Privacy.NONE,
        ),
        Column("amount", Kind.NUMBER, "In the workspace's currency.", required=True, privacy=Privacy.NONE),
        Column("partner", Kind.TEXT, "The partner it was paid to; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team it was for.", privacy=Privacy.NONE),
        Column("queue", Kind.TEXT, "The queue it was for, where the source says so.", privacy=Privacy.NONE),
        Column(
            "channel",
            Kind.CHOICE,
            "The channel it was for, where the source says so.",
            choices=("voice", "chat", "email", "message", "social", "web", "task", "walk_in", "letter", "other"),
            privacy=Privacy.NONE,
        ),
    ),
)
