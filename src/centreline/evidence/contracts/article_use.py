"""The table `article_use`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy

__all__ = ["ARTICLE_USE"]

ARTICLE_USE = Contract(
    name="article_use",
    meaning="One use of an article in one contact.",
    key=(
        "source",
        "use_id",
    ),
    dated_by="used_at",
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True),
        Column("use_id", Kind.TEXT, "Its name in the source.", required=True),
        Column("article_id", Kind.TEXT, "The article.", required=True),
        Column("version", Kind.TEXT, "The version that was used."),
        Column("contact_id", Kind.TEXT, "The contact."),
        Column("agent", Kind.TEXT, "The agent.", privacy=Privacy.WORKER),
        Column("used_at", Kind.INSTANT, "When.", required=True),
        Column("by", Kind.CHOICE, "Who looked it up.", choices=("agent", "customer", "bot", "other")),
        Column("helpful", Kind.FLAG, "What the reader said of it, where asked."),
    ),
)
