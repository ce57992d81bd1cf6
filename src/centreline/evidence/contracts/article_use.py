"""The table `article_use`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

__all__ = ["ARTICLE_USE"]

ARTICLE_USE = Contract(
    name="article_use",
    meaning="One use of an article in one contact.",
    key=(
        "source",
        "use_id",
    ),
    dated_by="used_at",
    retention=Retention.OPERATIONS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("use_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column("article_id", Kind.TEXT, "The article.", required=True, privacy=Privacy.NONE),
        Column("version", Kind.TEXT, "The version that was used.", privacy=Privacy.NONE),
        Column("contact_id", Kind.TEXT, "The contact.", privacy=Privacy.NONE),
        Column("agent", Kind.TEXT, "The agent.", privacy=Privacy.WORKER),
        Column("used_at", Kind.INSTANT, "When.", required=True, privacy=Privacy.NONE),
        Column(
            "by", Kind.CHOICE, "Who looked it up.", choices=("agent", "customer", "bot", "other"), privacy=Privacy.NONE
        ),
        Column("helpful", Kind.FLAG, "What the reader said of it, where asked.", privacy=Privacy.NONE),
    ),
)
