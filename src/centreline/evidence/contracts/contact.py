"""The table `contact`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["CONTACT"]

CONTACT = Contract(
    name="contact",
    meaning=(
        "One contact: a customer comes with a need, once. A transfer stays the same contact; coming back is a new one."
    ),
    key=(
        "source",
        "contact_id",
    ),
    dated_by="offered_at",
    retention=Retention.CONTACT_FACTS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact's name in its source.", required=True, privacy=Privacy.NONE),
        Column(
            "customer_id",
            Kind.TEXT,
            "The customer, as one name across contacts; empty when the customer is not known.",
            privacy=Privacy.CUSTOMER,
        ),
        Column(
            "issue_id",
            Kind.TEXT,
            "The case or ticket the contact belongs to, where the source says so.",
            privacy=Privacy.NONE,
        ),
        Column(
            "previous_contact_id",
            Kind.TEXT,
            "The contact of the same source this one goes on from (a reply, a reopening, a transfer to a new record), "
            "where the source says so.",
            privacy=Privacy.NONE,
        ),
        Column(
            "channel",
            Kind.CHOICE,
            "How the customer came.",
            choices=("voice", "chat", "email", "message", "social", "web", "task", "walk_in", "letter", "other"),
            privacy=Privacy.NONE,
        ),
        Column(
            "direction",
            Kind.CHOICE,
            "Who began it: the customer (inbound), the centre (outbound), "
            "or the centre at the customer's wish (callback).",
            choices=("inbound", "outbound", "callback", "internal", "other"),
            privacy=Privacy.NONE,
        ),
        Column(
            "queue",
            Kind.TEXT,
            "The queue or assignment group that the contact entered first (or the only one the source keeps).",
            privacy=Privacy.NONE,
        ),
        Column("reason", Kind.TEXT, "Why the customer came, as coded by the source.", privacy=Privacy.NONE),
        Column(
            "partner",
            Kind.TEXT,
            "The outsourcing partner that handled it; empty for the centre itself.",
            privacy=Privacy.NONE,
        ),
        Column("site", Kind.TEXT, "Where it was handled.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team that handled it.", privacy=Privacy.NONE),
        Column(
            "agent", Kind.TEXT, "The agent who handled it (last, where there were several).", privacy=Privacy.WORKER
        ),
        Column(
            "opened_at", Kind.INSTANT, "When the customer arrived, the automated part included.", privacy=Privacy.NONE
        ),
        Column(
            "offered_at",
            Kind.INSTANT,
            "When the contact entered a live queue, or opened where there is none.",
            required=True,
            privacy=Privacy.NONE,
        ),
        Column("answered_at", Kind.INSTANT, "When a person answered; empty when nobody did.", privacy=Privacy.NONE),
        Column("closed_at", Kind.INSTANT, "When the contact ended.", privacy=Privacy.NONE),
        Column("wait_ms", Kind.MILLISECONDS, "Time in queue, until answered or abandoned.", privacy=Privacy.NONE),
        Column("talk_ms", Kind.MILLISECONDS, "Time an agent talked or wrote, hold left out.", privacy=Privacy.NONE),
        Column("hold_ms", Kind.MILLISECONDS, "Time on hold.", privacy=Privacy.NONE),
        Column("wrap_ms", Kind.MILLISECONDS, "After-contact work.", privacy=Privacy.NONE),
        Column(
            "outcome",
            Kind.CHOICE,
            "What became of it: handled (a person took it), abandoned (left the queue unanswered), "
            "abandoned_before_queue (left the automated part), "
            "self_served (ended in the automated part, its purpose met or not), "
            "deflected (sent to another channel unanswered), voicemail.",
            required=True,
            choices=(
                "handled",
                "abandoned",
                "abandoned_before_queue",
                "self_served",
                "deflected",
                "voicemail",
                "other",
            ),
            privacy=Privacy.NONE,
        ),
        Column(
            "automated",
            Kind.FLAG,
            "Whether a bot or IVR tried to serve it before or instead of a person.",
            privacy=Privacy.NONE,
        ),
        Column(
            "transferred", Kind.FLAG, "Whether the contact was passed on after it was answered.", privacy=Privacy.NONE
        ),
        Column("transferred_to", Kind.TEXT, "The queue or team it was passed to.", privacy=Privacy.NONE),
        Column(
            "escalated",
            Kind.FLAG,
            "Whether it went to a higher tier, a supervisor or a complaint.",
            privacy=Privacy.NONE,
        ),
        Column("complaint", Kind.FLAG, "Whether the customer complained.", privacy=Privacy.NONE),
        Column(
            "resolution",
            Kind.CHOICE,
            "What the source says of the outcome: confirmed (somebody said so), "
            "assumed (nobody came back or the status says so), not_resolved.",
            choices=("confirmed", "assumed", "not_resolved", "other"),
            privacy=Privacy.NONE,
        ),
        Column(
            "reopen_count", Kind.WHOLE, "How often it was reopened after it had been resolved.", privacy=Privacy.NONE
        ),
        Column("reassign_count", Kind.WHOLE, "How often it changed hands between teams.", privacy=Privacy.NONE),
        Column(
            "target_met", Kind.FLAG, "Whether the source says that its own time target was met.", privacy=Privacy.NONE
        ),
        Column("priority", Kind.TEXT, "Priority or customer class as the source gives it.", privacy=Privacy.NONE),
        Column("knowledge_used", Kind.FLAG, "Whether an article was linked to it.", privacy=Privacy.NONE),
        Column("disposition", Kind.TEXT, "The source's own word for how it ended, untranslated.", privacy=Privacy.NONE),
        Column(
            "next_gap_ms",
            Kind.MILLISECONDS,
            "Time until the customer came again for the same reason; empty where nobody came again within 31 days.",
            derived=True,
            privacy=Privacy.NONE,
        ),
        Column(
            "previous_gap_ms",
            Kind.MILLISECONDS,
            "Time since the customer came for the same reason before; empty where nobody came within 31 days.",
            derived=True,
            privacy=Privacy.NONE,
        ),
        Column(
            "next_any_gap_ms",
            Kind.MILLISECONDS,
            "Time until the customer came again for any reason; empty where nobody came again within 31 days.",
            derived=True,
            privacy=Privacy.NONE,
        ),
        Column(
            "previous_any_gap_ms",
            Kind.MILLISECONDS,
            "Time since the customer came for any reason before; empty where nobody came within 31 days.",
            derived=True,
            privacy=Privacy.NONE,
        ),
        Column(
            "has_customer",
            Kind.FLAG,
            "Whether the customer is known; kept so that nobody has to unpack the names of all customers to see it.",
            derived=True,
            privacy=Privacy.NONE,
        ),
    ),
)
