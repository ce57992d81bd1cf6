"""The table `routing_event`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["ROUTING_EVENT"]

ROUTING_EVENT = Contract(
    name="routing_event",
    meaning="One decision of the routing: queued, offered, accepted, refused, overflowed.",
    key=("source", "contact_id", "event_no"),
    dated_by="at",
    retention=Retention.CONTACT_FACTS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact.", required=True, privacy=Privacy.NONE),
        Column("event_no", Kind.TEXT, "Its name or number within the contact.", required=True, privacy=Privacy.NONE),
        Column("at", Kind.INSTANT, "When it happened.", required=True, privacy=Privacy.NONE),
        Column(
            "kind",
            Kind.CHOICE,
            "What happened.",
            choices=(
                "queued",
                "offered",
                "accepted",
                "refused",
                "timed_out",
                "overflowed",
                "requeued",
                "transferred",
                "wrapped",
                "completed",
                "cancelled",
                "other",
            ),
            privacy=Privacy.NONE,
        ),
        Column("queue", Kind.TEXT, "The queue.", privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent it was offered to.", privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("skills", Kind.TEXT, "Skills asked for, joined by commas.", privacy=Privacy.NONE),
        Column("priority", Kind.NUMBER, "Priority the routing gave it.", privacy=Privacy.NONE),
        Column("wait_ms", Kind.MILLISECONDS, "Time waited until then.", privacy=Privacy.NONE),
    ),
)
