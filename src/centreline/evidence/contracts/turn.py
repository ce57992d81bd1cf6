"""The table `turn`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["TURN"]

TURN = Contract(
    name="turn",
    meaning="One thing said or written in a contact, redacted before it was stored.",
    key=("source", "contact_id", "turn_no"),
    dated_by="at",
    retention=Retention.TRANSCRIPTS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact it is part of.", required=True, privacy=Privacy.NONE),
        Column(
            "leg_no", Kind.WHOLE, "The stretch of the contact; empty where the source knows none.", privacy=Privacy.NONE
        ),
        Column(
            "turn_no",
            Kind.WHOLE,
            "Its place in the contact, from 1.",
            required=True,
            privacy=Privacy.NONE,
        ),
        Column(
            "speaker",
            Kind.CHOICE,
            "Who said it; a supervisor, an expert or another third party is named as such.",
            choices=("customer", "agent", "bot", "supervisor", "expert", "third_party", "system", "other"),
            privacy=Privacy.NONE,
        ),
        Column("person", Kind.TEXT, "The worker who said it.", privacy=Privacy.WORKER),
        Column(
            "at",
            Kind.INSTANT,
            "When it was said, or when the contact began where the source does not say.",
            required=True,
            privacy=Privacy.NONE,
        ),
        Column("length_ms", Kind.MILLISECONDS, "How long it took to say.", privacy=Privacy.NONE),
        Column(
            "text", Kind.TEXT, "The words, card numbers, passwords and identifiers replaced.", privacy=Privacy.FREE_TEXT
        ),
        Column("redactions", Kind.WHOLE, "How many stretches of the words were replaced.", privacy=Privacy.NONE),
        Column("language", Kind.TEXT, "Language of the words, as a code such as en or pt-BR.", privacy=Privacy.NONE),
        Column("partner", Kind.TEXT, "The outsourcing partner; empty for the centre itself.", privacy=Privacy.NONE),
    ),
)
