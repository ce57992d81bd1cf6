"""KNU: after which articles do customers come back?"""

from collections.abc import Iterator

from centreline.evidence.engine import Evidence
from centreline.findings.check import check
from centreline.findings.finding import Finding, Looked
from centreline.findings.outliers import Pattern, outliers_in
from centreline.findings.peers import Far
from centreline.findings.sources import REBUILD
from centreline.journeys.recontact import DAY_MS, watched_contacts
from centreline.kernel.said import said

__all__ = ["article_after_which_customers_come_back"]


@check(
    id="KNU004",
    family="KNU",
    question="Do customers stay away equally often, whichever article of a reason was used?",
    why="An article after which customers come back may be wrong, and is believed until somebody counts.",
    fix="Have its owner read the article beside the second contacts of these customers, then mend or withdraw it.",
    source=f"{REBUILD}: 'Ask where the knowledge base is wrong'",
    needs=("article_use.contact_id", "contact.customer_id", "contact.reason"),
)
def article_after_which_customers_come_back(
    evidence: Evidence, window_days: int = 7, minimum_n: int = 50, times: float = 1.75, points_share: float = 0.1
) -> Iterator[Finding | Looked]:
    """Find articles after whose use far more customers come back for the same reason than after the other articles.

    Weight: 0.3, growing with the share of the article's contacts beyond what the median of the others would give.

    Args:
        window_days: Days within which coming back counts.
        minimum_n: Contacts with the article that could be watched for the whole window, which it needs to be judged.
        times: Least ratio to the median of the other articles.
        points_share: Least distance from the median of the other articles.
    """
    watched = watched_contacts(evidence, window_days=window_days)
    watched = watched.filter(watched.reason.notnull())
    used = evidence.table("article_use").select("contact_id", "article_id").distinct()
    marked = watched.inner_join(used, "contact_id")
    yield from outliers_in(
        evidence,
        marked.mutate(name=marked.article_id, hit=(marked.next_gap_ms <= window_days * DAY_MS).fill_null(False)),
        far=Far(minimum_n=minimum_n, times=times, points_share=points_share),
        pattern=Pattern(
            kind=said("article"),
            plural=said("articles"),
            what=said("were followed by another for the same reason within {window_days} days").filled(
                window_days=window_days
            ),
            but=said(
                "Articles about difficult matters are used in contacts that would be followed by another in any case: "
                "the article goes with the return, it need not be at fault."
            ),
        ),
    )
