"""The table `record`: what systems exported, kept whole; the other tables are a reading of it."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["RECORD", "SAID"]

RECORD = Contract(
    name="record",
    meaning="One record as its system exported it, customers keyed and texts redacted.",
    key=("source", "reader", "kind", "record_id"),
    dated_by="dated_at",
    retention=Retention.TRANSCRIPTS,
    columns=(
        Column("source", Kind.TEXT, "The system, as rows made from it name it.", required=True, privacy=Privacy.NONE),
        Column("reader", Kind.TEXT, "Which reader took the file apart.", required=True, privacy=Privacy.NONE),
        Column("kind", Kind.TEXT, "What it is, in the system's words.", required=True, privacy=Privacy.NONE),
        Column("record_id", Kind.TEXT, "Its name in the system.", required=True, privacy=Privacy.WORKER),
        Column(
            "subject",
            Kind.TEXT,
            "What it belongs to: a chain of contacts, a ticket, an agent.",
            required=True,
            privacy=Privacy.WORKER,
        ),
        Column(
            "dated_at",
            Kind.INSTANT,
            "When the system last changed it; 1970-01-01 where it does not say.",
            required=True,
            privacy=Privacy.NONE,
        ),
        Column("body", Kind.TEXT, "The record as JSON, with every field.", required=True, privacy=Privacy.FREE_TEXT),
        Column("body_hash", Kind.TEXT, "Hash of subject and body.", required=True, privacy=Privacy.NONE),
    ),
)
"""No part of `CONTRACTS`: nobody asks it for a metric, and no mapping fills it."""

SAID = "said of a customer"
"""Kind of the records that hold what others say of a customer; no export holds them."""
