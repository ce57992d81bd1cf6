"""The table `planned_event`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["PLANNED_EVENT"]

PLANNED_EVENT = Contract(
    name="planned_event",
    meaning="Something known beforehand that may change demand or staff: a campaign, a launch, a holiday, a meeting.",
    key=("source", "event_id", "starts_at"),
    dated_by="starts_at",
    retention=Retention.OPERATIONS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("event_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column(
            "kind",
            Kind.CHOICE,
            "What kind of event it is.",
            choices=(
                "campaign",
                "launch",
                "holiday",
                "billing",
                "price_change",
                "maintenance",
                "meeting",
                "training",
                "other",
            ),
            privacy=Privacy.NONE,
        ),
        Column("title", Kind.TEXT, "What it is called.", privacy=Privacy.FREE_TEXT),
        Column("starts_at", Kind.INSTANT, "When it begins.", required=True, privacy=Privacy.NONE),
        Column("ends_at", Kind.INSTANT, "When it ends.", privacy=Privacy.NONE),
        Column("whole_day", Kind.FLAG, "Whether it is about whole days.", privacy=Privacy.NONE),
        Column("queue", Kind.TEXT, "The queue it is about, where it is about one.", privacy=Privacy.NONE),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("site", Kind.TEXT, "The site.", privacy=Privacy.NONE),
        Column(
            "expected_share",
            Kind.NUMBER,
            "Demand expected on top, as a share of the usual: 0.2 is a fifth more.",
            privacy=Privacy.NONE,
        ),
    ),
)
