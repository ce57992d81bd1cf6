"""The table `event`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

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
    retention=Retention.CONTACT_FACTS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column(
            "case_id",
            Kind.TEXT,
            "The case; the same name as `contact_id` where the contact is the case.",
            required=True,
            privacy=Privacy.NONE,
        ),
        Column("event_no", Kind.TEXT, "Its name or number within the case.", required=True, privacy=Privacy.NONE),
        Column("at", Kind.INSTANT, "When it happened.", required=True, privacy=Privacy.NONE),
        Column(
            "activity", Kind.TEXT, "What happened, or the status the case took.", required=True, privacy=Privacy.NONE
        ),
        Column("team", Kind.TEXT, "The team that held the case.", privacy=Privacy.NONE),
        Column("person", Kind.TEXT, "The person who acted.", privacy=Privacy.WORKER),
        Column("queue", Kind.TEXT, "The queue that held the case.", privacy=Privacy.NONE),
        Column("customer_id", Kind.TEXT, "The customer.", privacy=Privacy.CUSTOMER),
    ),
)
