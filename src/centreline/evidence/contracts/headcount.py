"""The table `headcount`."""

from centreline.evidence.contract import Column, Contract, Kind

__all__ = ["HEADCOUNT"]

HEADCOUNT = Contract(
    name="headcount",
    meaning="How many people a team had on one day.",
    key=(
        "source",
        "team",
        "role",
        "on",
    ),
    dated_by="on",
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True),
        Column("team", Kind.TEXT, "The team.", required=True),
        Column("role", Kind.TEXT, "The role."),
        Column("partner", Kind.TEXT, "The partner; empty for the centre itself."),
        Column("on", Kind.DAY, "The day, or the first of the month.", required=True),
        Column("people", Kind.NUMBER, "People employed, in full-time equivalents."),
        Column("required", Kind.NUMBER, "People the capacity plan asked for."),
        Column("joined", Kind.WHOLE, "Joined in the period that ends on the day."),
        Column("left", Kind.WHOLE, "Left in the period."),
        Column("in_training", Kind.NUMBER, "People still in training."),
        Column("absent_share", Kind.SHARE, "Share of scheduled hours absent."),
    ),
)
