"""The table `article`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy

__all__ = ["ARTICLE"]

ARTICLE = Contract(
    name="article",
    meaning="One article or procedure of the knowledge base, in one version.",
    key=(
        "source",
        "article_id",
        "version",
    ),
    dated_by="changed_at",
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True),
        Column("article_id", Kind.TEXT, "Its name in the source.", required=True),
        Column("version", Kind.TEXT, "Its version.", required=True),
        Column("title", Kind.TEXT, "Its title."),
        Column("reason", Kind.TEXT, "The contact reason it is about."),
        Column("owner", Kind.TEXT, "Who answers for it.", privacy=Privacy.WORKER),
        Column("changed_at", Kind.INSTANT, "When this version was written.", required=True),
        Column("verified_at", Kind.INSTANT, "When somebody last checked that it is right."),
        Column("expires_at", Kind.INSTANT, "When it has to be checked again."),
        Column("status", Kind.CHOICE, "Its state.", choices=("draft", "published", "retired", "other")),
    ),
)
