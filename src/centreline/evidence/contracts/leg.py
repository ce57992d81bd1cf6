"""The table `leg`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

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
    retention=Retention.CONTACT_FACTS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact it is part of.", required=True, privacy=Privacy.NONE),
        Column("leg_no", Kind.WHOLE, "Its place in the contact, from 1.", required=True, privacy=Privacy.NONE),
        Column("kind", Kind.CHOICE, "Who served it.", choices=("human", "bot", "ivr", "other"), privacy=Privacy.NONE),
        Column("queue", Kind.TEXT, "The queue.", privacy=Privacy.NONE),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent.", privacy=Privacy.WORKER),
        Column("enqueued_at", Kind.INSTANT, "When it entered the queue.", required=True, privacy=Privacy.NONE),
        Column("answered_at", Kind.INSTANT, "When it was answered; empty when nobody did.", privacy=Privacy.NONE),
        Column("ended_at", Kind.INSTANT, "When the stretch ended.", privacy=Privacy.NONE),
        Column("wait_ms", Kind.MILLISECONDS, "Time in this queue.", privacy=Privacy.NONE),
        Column("talk_ms", Kind.MILLISECONDS, "Talk, hold left out.", privacy=Privacy.NONE),
        Column("hold_ms", Kind.MILLISECONDS, "Hold.", privacy=Privacy.NONE),
        Column("wrap_ms", Kind.MILLISECONDS, "After-contact work.", privacy=Privacy.NONE),
        Column(
            "transferred_to",
            Kind.TEXT,
            "The queue or team it was passed to; empty when it was not.",
            privacy=Privacy.NONE,
        ),
        Column(
            "disconnected_by",
            Kind.CHOICE,
            "Who ended it.",
            choices=("customer", "agent", "system", "transfer", "other"),
            privacy=Privacy.NONE,
        ),
        Column("external_id", Kind.TEXT, "Its name in the source.", privacy=Privacy.NONE),
        Column(
            "parent_leg",
            Kind.WHOLE,
            "The leg_no of the leg that passed the contact on to it; empty where none did.",
            privacy=Privacy.NONE,
        ),
        Column(
            "direction",
            Kind.CHOICE,
            "Who began it: the customer (inbound), the centre (outbound), or the centre at the customer's wish "
            "(callback); empty where it was passed on.",
            choices=("inbound", "outbound", "callback", "internal", "other"),
            privacy=Privacy.NONE,
        ),
        Column("holds", Kind.WHOLE, "How many times the customer was put on hold.", privacy=Privacy.NONE),
        Column("disposition", Kind.TEXT, "The code it was closed with.", privacy=Privacy.NONE),
        Column("abandoned", Kind.FLAG, "Whether the customer left the queue before an answer.", privacy=Privacy.NONE),
    ),
)
