"""The table `leg`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy

__all__ = ["LEG"]

LEG = Contract(
    name="leg",
    meaning="One stretch of a contact with one queue, bot or agent.",
    key=(
        "source",
        "contact_id",
        "leg_no",
    ),
    dated_by="enqueued_at",
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True),
        Column("contact_id", Kind.TEXT, "The contact it is part of.", required=True),
        Column("leg_no", Kind.WHOLE, "Its place in the contact, from 1.", required=True),
        Column("kind", Kind.CHOICE, "Who served it.", choices=("human", "bot", "ivr", "other")),
        Column("queue", Kind.TEXT, "The queue."),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself."),
        Column("team", Kind.TEXT, "The team."),
        Column("agent", Kind.TEXT, "The agent.", privacy=Privacy.WORKER),
        Column("enqueued_at", Kind.INSTANT, "When it entered the queue.", required=True),
        Column("answered_at", Kind.INSTANT, "When it was answered; empty when nobody did."),
        Column("ended_at", Kind.INSTANT, "When the stretch ended."),
        Column("wait_ms", Kind.MILLISECONDS, "Time in this queue."),
        Column("talk_ms", Kind.MILLISECONDS, "Talk, hold left out."),
        Column("hold_ms", Kind.MILLISECONDS, "Hold."),
        Column("wrap_ms", Kind.MILLISECONDS, "After-contact work."),
        Column("transferred_to", Kind.TEXT, "The queue or team it was passed to; empty when it was not."),
        Column(
            "disconnected_by",
            Kind.CHOICE,
            "Who ended it.",
            choices=("customer", "agent", "system", "transfer", "other"),
        ),
    ),
)
