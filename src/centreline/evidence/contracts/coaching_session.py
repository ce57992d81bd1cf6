"""The table `coaching_session`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["COACHING_SESSION"]

COACHING_SESSION = Contract(
    name="coaching_session",
    meaning="One coaching session of one agent.",
    key=("source", "session_id"),
    dated_by="held_at",
    retention=Retention.WORKER_RECORDS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("session_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent.", required=True, privacy=Privacy.WORKER),
        Column("coach", Kind.TEXT, "Who coached.", privacy=Privacy.WORKER),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
        Column("team", Kind.TEXT, "The team.", privacy=Privacy.NONE),
        Column("held_at", Kind.INSTANT, "When it was held, or planned for.", required=True, privacy=Privacy.NONE),
        Column("length_ms", Kind.MILLISECONDS, "How long it took.", privacy=Privacy.NONE),
        Column("about", Kind.TEXT, "The behaviour or criterion it was about.", privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact it was about.", privacy=Privacy.NONE),
        Column("evaluation_id", Kind.TEXT, "The evaluation it followed.", privacy=Privacy.NONE),
        Column(
            "state",
            Kind.CHOICE,
            "Whether it was held.",
            choices=("planned", "held", "cancelled", "other"),
            privacy=Privacy.NONE,
        ),
        Column("agreed", Kind.TEXT, "What was agreed.", privacy=Privacy.FREE_TEXT),
    ),
)
