"""The table `headcount`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

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
    retention=Retention.OPERATIONS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", required=True, privacy=Privacy.NONE),
        Column("role", Kind.TEXT, "The role.", privacy=Privacy.NONE),
        Column("partner", Kind.TEXT, "The partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("on", Kind.DAY, "The day, or the first of the month.", required=True, privacy=Privacy.NONE),
        Column("people", Kind.NUMBER, "People employed, in full-time equivalents.", privacy=Privacy.NONE),
        Column("required", Kind.NUMBER, "People the capacity plan asked for.", privacy=Privacy.NONE),
        Column("joined", Kind.WHOLE, "Joined in the period that ends on the day.", privacy=Privacy.NONE),
        Column("left", Kind.WHOLE, "Left in the period.", privacy=Privacy.NONE),
        Column("in_training", Kind.NUMBER, "People still in training.", privacy=Privacy.NONE),
        Column("absent_share", Kind.SHARE, "Share of scheduled hours absent.", privacy=Privacy.NONE),
    ),
)
