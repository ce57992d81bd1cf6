"""The table `article`."""

from centreline.evidence.contract import Column, Contract, Kind, Privacy, Retention

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
    retention=Retention.OPERATIONS,
    columns=(
        Column("source", Kind.TEXT, "The system the row comes from.", required=True, privacy=Privacy.NONE),
        Column("article_id", Kind.TEXT, "Its name in the source.", required=True, privacy=Privacy.NONE),
        Column("version", Kind.TEXT, "Its version.", required=True, privacy=Privacy.NONE),
        Column("title", Kind.TEXT, "Its title.", privacy=Privacy.NONE),
        Column("reason", Kind.TEXT, "The contact reason it is about.", privacy=Privacy.NONE),
        Column("owner", Kind.TEXT, "Who answers for it.", privacy=Privacy.WORKER),
        Column("changed_at", Kind.INSTANT, "When this version was written.", required=True, privacy=Privacy.NONE),
        Column("verified_at", Kind.INSTANT, "When somebody last checked that it is right.", privacy=Privacy.NONE),
        Column("expires_at", Kind.INSTANT, "When it has to be checked again.", privacy=Privacy.NONE),
        Column(
            "status",
            Kind.CHOICE,
            "Its state.",
            choices=("draft", "published", "retired", "other"),
            privacy=Privacy.NONE,
        ),
    ),
)
