"""KNU: is the knowledge that people use the knowledge that was verified?"""

from collections.abc import Iterator

import ibis
from ibis.expr.types import Table

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked, NotExamined, look_at
from centreline.findings.records import records_behind, share_estimate
from centreline.findings.sources import ITIL, REBUILD
from centreline.findings.weight import weight_of_share
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value

__all__ = [
    "article_used_without_verification",
    "reason_without_an_article",
    "superseded_version_in_use",
]


@check(
    id="KNU001",
    family="KNU",
    question="Had every article that people use been verified when they used it?",
    why="An article nobody checked is believed all the same, and tells every customer the same wrong thing.",
    fix="Have its owner verify the article now; agree an interval, and take articles out of the search when it is "
    "over.",
    source=f"{REBUILD}: 'Untrusted knowledge is'",
    needs=("article", "article_use"),
)
def article_used_without_verification(evidence: Evidence, minimum_uses: int = 10) -> Iterator[Finding | Looked]:
    """Find articles used though nobody had verified them, after they had expired, or while they were not published.

    A use is held against the version it names, or the newest version that had been written by then.

    Weight: 0.35, growing to 1 with the share of all uses that are of the article.

    Args:
        minimum_uses: Uses without a valid verification, from which an article is named.
    """
    uses = _uses_with_version(evidence)
    if not evidence.has("article", "verified_at") and not evidence.has("article", "expires_at"):
        raise NotExamined(
            said("no article says when it was verified or when it expires"),
            bring=said("map article.verified_at or article.expires_at"),
        )
    unverified = uses.verified_at.isnull() if evidence.has("article", "verified_at") else ibis.literal(False)
    expired = (uses.expires_at < uses.used_at).fill_null(False)
    unpublished = uses.status.isin(["draft", "retired"])
    marked = uses.mutate(wrong=unverified | expired | unpublished, late=expired, unpublished=unpublished)
    counted = marked.aggregate(
        uses=marked.count(),
        wrong=marked.wrong.sum(),
        expired=marked.late.sum(),
        unpublished=marked.unpublished.sum(),
        by=["article_id"],
    )
    rows = sorted(evidence.rows(counted), key=lambda row: (-row["wrong"], row["article_id"]))
    every = sum(row["uses"] for row in rows)
    yield look_at(
        rows,
        what=said_of("article in use", "articles in use"),
        because=said("no use names an article that was brought, in a version that had been written by then"),
        bring=said("bring the articles that the uses name, with the same article_id"),
    )
    for row in rows:
        if row["wrong"] < minimum_uses:
            continue
        state = said("it was not published") if row["unpublished"] else said("it had not been verified")
        own = marked.filter(marked.article_id == row["article_id"])
        yield Finding(
            element=f"article:{row['article_id']}",
            says=said("Article “{article_id}” was used {wrong:,} times of {uses:,} when {state}.").filled(
                article_id=row["article_id"],
                wrong=row["wrong"],
                uses=row["uses"],
                state=said("its verification had expired") if row["expired"] >= row["wrong"] else state,
            ),
            weight=weight_of_share(row["wrong"], of=every, at_least=0.35),
            records=records_behind(
                evidence,
                own.filter(own.wrong),
                table="article_use",
                where=said("article_id is {article_id}, not verified at the time").filled(article_id=row["article_id"]),
                among=own,
            ),
            estimate=share_estimate(row["wrong"], row["uses"]),
            against=said("An article may be right without having been verified; nobody knows."),
        )


@check(
    id="KNU002",
    family="KNU",
    question="Is there a published article for every reason customers come for?",
    why="Where nothing is written, every agent gives the answer they remember, and no machine can give one at all.",
    fix="Have the people who settle these contacts well write down how; publish it, and have it verified.",
    source=f"{REBUILD}: 'missing knowledge'; {ITIL}: knowledge management",
    needs=("contact.reason", "article.reason"),
)
def reason_without_an_article(
    evidence: Evidence, least_share: float = 0.02, minimum_contacts: int = 50
) -> Iterator[Finding | Looked]:
    """Find reasons of many contacts for which no published article exists.

    Weight: 0.3, growing to 1 with the share of all contacts that have the reason.

    Args:
        least_share: Share of all handled contacts with a reason, from which a reason is named.
        minimum_contacts: Handled contacts from which a reason is named.
    """
    articles = evidence.table("article")
    published = articles.filter(ibis.coalesce(articles.status, "published") == "published")
    covered = {row["reason"] for row in evidence.rows(published.select("reason").distinct())}
    contacts = evidence.table("contact")
    known = contacts.filter(contacts.outcome == "handled", contacts.reason.notnull())
    rows = evidence.rows(known.aggregate(n=known.count(), by=["reason"]).order_by(ibis.desc("n"), "reason"))
    total = sum(row["n"] for row in rows)
    yield Looked(len(rows), said_of("reason", "reasons"))
    for row in rows:
        if row["reason"] in covered or row["n"] < minimum_contacts or row["n"] < least_share * total:
            continue
        estimate = share_estimate(row["n"], total)
        yield Finding(
            element=f"reason:{row['reason']}",
            says=said("{n:,} contacts ({value}) were about “{reason}”, and no published article is.").filled(
                n=row["n"], value=format_value(estimate.value, Unit.SHARE), reason=row["reason"]
            ),
            weight=weight_of_share(row["n"], of=total, at_least=0.3),
            records=records_behind(
                evidence,
                known.filter(known.reason == row["reason"]),
                table="contact",
                where=said("handled, reason is {reason}").filled(reason=row["reason"]),
                among=known,
            ),
            estimate=estimate,
            against=said("Articles with the same word as reason; an article filed under another word is not found."),
        )


@check(
    id="KNU003",
    family="KNU",
    question="Do people use the newest version of every article?",
    why="Whoever reads the old version gives yesterday's answer with today's confidence.",
    fix="Find where the old version is still kept (a printout, a bookmark, a second knowledge base) and take it away.",
    source=f"{REBUILD}: 'consistent answers across channels'",
    needs=("article", "article_use.version"),
)
def superseded_version_in_use(
    evidence: Evidence, grace_days: int = 7, minimum_uses: int = 10
) -> Iterator[Finding | Looked]:
    """Find articles used in a version although a newer one had been published for a while.

    Weight: 0.35, growing to 1 with the share of the article's uses that are of an old version.

    Args:
        grace_days: Days after a newer version was written in which the old one may still be used.
        minimum_uses: Uses of an old version from which an article is named.
    """
    articles, uses = evidence.table("article"), evidence.table("article_use")
    published = articles.filter(ibis.coalesce(articles.status, "published") == "published")
    order = ibis.window(group_by=[published.source, published.article_id], order_by=[published.changed_at])
    followed = published.mutate(followed_at=published.changed_at.lead().over(order)).select(
        "article_id", "version", "followed_at"
    )
    named = uses.filter(uses.version.notnull()).inner_join(followed, ["article_id", "version"])
    late = named.used_at.epoch_seconds() - named.followed_at.epoch_seconds() > grace_days * 86_400
    marked = named.mutate(old=late.fill_null(False))
    counted = marked.aggregate(uses=marked.count(), old=marked.old.sum(), by=["article_id"])
    rows = sorted(evidence.rows(counted), key=lambda row: (-row["old"], row["article_id"]))
    yield look_at(
        rows,
        what=said_of("article whose versions in use are known", "articles whose versions in use are known"),
        because=said("no use names a version of an article that was brought"),
        bring=said("bring the articles in the versions that article_use.version names"),
    )
    for row in rows:
        if row["old"] < minimum_uses:
            continue
        own = marked.filter(marked.article_id == row["article_id"])
        where = said("article_id is {article_id}, in a replaced version").filled(article_id=row["article_id"])
        yield Finding(
            element=f"article:{row['article_id']}",
            says=said(
                "Article “{article_id}” was used {old:,} times of {uses:,} in a version that had been replaced "
                "more than {grace_days} days before."
            ).filled(article_id=row["article_id"], old=row["old"], uses=row["uses"], grace_days=grace_days),
            weight=weight_of_share(row["old"], of=row["uses"], at_least=0.35),
            records=records_behind(evidence, own.filter(own.old), table="article_use", where=where, among=own),
            estimate=share_estimate(row["old"], row["uses"]),
        )


def _uses_with_version(evidence: Evidence) -> Table:
    """Return uses with what was known of the version that was used."""
    articles, uses = evidence.table("article"), evidence.table("article_use")
    facts = articles.select(
        "article_id", "verified_at", "expires_at", "status", written_at="changed_at", written_version="version"
    )
    pairs = uses.inner_join(facts, "article_id")
    fitting = pairs.filter(
        ibis.ifelse(pairs.version.notnull(), pairs.version == pairs.written_version, pairs.written_at <= pairs.used_at)
    )
    latest_first = ibis.window(group_by=[fitting.source, fitting.use_id], order_by=ibis.desc("written_at"))
    newest = fitting.mutate(place=ibis.row_number().over(latest_first))
    return newest.filter(newest.place == 0)
