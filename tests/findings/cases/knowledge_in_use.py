"""Cases of KNU."""

from datetime import timedelta
from typing import Any

from cases import rows
from cases.building import Case, sound
from cases.repeats import returning
from centreline.evidence.engine import Evidence

DAY = timedelta(days=1)


def articles(*given: dict[str, Any]) -> list[rows.Row]:
    """Return published, verified articles about bills, changed by the fields given."""
    return [
        {
            "source": "made-up",
            "article_id": f"a{number}",
            "version": "1",
            "reason": "bill",
            "changed_at": rows.START - 90 * DAY,
            "verified_at": rows.START - 30 * DAY,
            "expires_at": rows.START + 300 * DAY,
            "status": "published",
            **fields,
        }
        for number, fields in enumerate(given)
    ]


def uses(count: int, **fields: Any) -> list[rows.Row]:
    """Return uses of the first article, one each hour."""
    return rows.many(
        count,
        lambda number: {
            "source": "made-up",
            "use_id": f"u{number}",
            "article_id": "a0",
            "used_at": rows.START + timedelta(hours=number),
        },
        **fields,
    )


def two_versions(*, old_uses: int) -> Evidence:
    """Return an article replaced a month ago, used fifty times, so many of them in the old version."""
    return rows.of(
        article=articles({}, {"article_id": "a0", "version": "2", "changed_at": rows.START - 30 * DAY}),
        article_use=uses(50, version=lambda n: "1" if n < old_uses else "2"),
    )


def used_and_back(*, back: int) -> Evidence:
    """Return contacts with one of five articles each; after the second article so many of 120 customers come back."""
    evidence = returning("reason", groups=5, back=lambda reason, n: n < (back if reason == 1 else 12))
    contacts = evidence.rows(evidence.table("contact").select("contact_id", "reason"))
    linked = [
        {
            "source": "made-up",
            "use_id": f"u-{row['contact_id']}",
            "article_id": f"a{row['reason'][-1]}",
            "contact_id": row["contact_id"],
            "used_at": rows.START,
        }
        for row in contacts
        if row["reason"] != "bill"
    ]
    return Evidence.of(
        {
            "contact": evidence.arrow(evidence.table("contact")),
            "article_use": rows.arrow("article_use", linked),
        }
    )


CASES = {
    "KNU001": Case(
        finds=lambda: sound(rows.of(article=articles({"expires_at": rows.START - DAY}, {}), article_use=uses(40))),
        clear=lambda: sound(rows.of(article=articles({"expires_at": rows.START + 90 * DAY}, {}), article_use=uses(40))),
        on="article:a0",
    ),
    "KNU002": Case(
        finds=lambda: sound(
            rows.of(article=articles({}), contact=rows.contacts(200, reason=lambda n: "moving" if n % 2 else "bill"))
        ),
        clear=lambda: sound(
            rows.of(
                article=articles({}, {"reason": "moving"}),
                contact=rows.contacts(200, reason=lambda n: "moving" if n % 2 else "bill"),
            )
        ),
        on="reason:moving",
    ),
    "KNU003": Case(
        finds=lambda: sound(two_versions(old_uses=20)),
        clear=lambda: sound(two_versions(old_uses=9)),
        on="article:a0",
    ),
    "KNU004": Case(
        finds=lambda: sound(used_and_back(back=60)),
        clear=lambda: sound(used_and_back(back=15)),
        on="article:a1",
    ),
}
