"""The table `event`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy

__all__ = ["EVENT"]

EVENT = Contract(
    name="event",
    meaning="One activity in the life of a case: a status, a team, a person, at an instant.",
    key=(
        "source",
        "case_id",
        "event_no",
    ),
    dated_by="at",
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True),
        Column(
            "case_id",
            Kind.TEXT,
            "The case; the same name as `contact_id` where the contact is the case.",
            required=True,
        ),
        Column("event_no", Kind.TEXT, "Its name or number within the case.", required=True),
        Column("at", Kind.INSTANT, "When it happened.", required=True),
        Column("activity", Kind.TEXT, "What happened, or the status the case took.", required=True),
        Column("team", Kind.TEXT, "The team that held the case."),
        Column("person", Kind.TEXT, "The person who acted.", privacy=Privacy.WORKER),
        Column("queue", Kind.TEXT, "The queue that held the case."),
        Column("customer_id", Kind.TEXT, "The customer.", privacy=Privacy.CUSTOMER),
    ),
)
