"""Cases of CLR: in the sound centre everybody says yes to what is well, and no to machines."""

from datetime import timedelta

from cases import rows
from cases.building import Case, changed, sound
from cases.centre import SAID
from cases.knowledge_in_use import articles
from cases.repeats import returning
from centreline.evidence.engine import Evidence
from centreline.findings.check import Given

KNOWLEDGE = "journeys.0.stages.0.touchpoints.0.knowledge"
DAY = timedelta(days=1)


def two_teams(*, slower_ms: int) -> Evidence:
    """Return a hundred calls of each of two teams; the second one takes so long."""
    return rows.of(
        contact=rows.contacts(
            200,
            team=lambda n: "night" if n % 2 else "day",
            talk_ms=lambda n: slower_ms if n % 2 else 240_000,
        )
    )


def ready_for_a_machine(*, back: int) -> Given:
    """Return somebody who says that billing calls can be automated; so many of 120 customers come back."""
    said = {**SAID[0], "question": "automate", "answer": "yes"}
    return changed("claims.+", said, evidence=returning("reason", groups=1, back=lambda _, n: n < back))


CASES = {
    "CLR001": Case(
        finds=lambda: sound(two_teams(slower_ms=400_000)),
        clear=lambda: sound(two_teams(slower_ms=350_000)),
        on="touchpoint:bill-call",
    ),
    "CLR002": Case(
        finds=lambda: sound(rows.of(leg=rows.legs(*["billing ledger billing"] * 40, *["billing ledger"] * 60))),
        clear=lambda: sound(rows.of(leg=rows.legs(*["billing ledger billing"] * 10, *["billing ledger"] * 90))),
        on="touchpoint:bill-call",
    ),
    "CLR003": Case(
        finds=lambda: changed(KNOWLEDGE, ["a0"], evidence=rows.of(article=articles({"expires_at": rows.START - DAY}))),
        clear=lambda: changed(KNOWLEDGE, ["a0"], evidence=rows.of(article=articles({}))),
        on="touchpoint:bill-call",
    ),
    "CLR004": Case(
        finds=lambda: ready_for_a_machine(back=60),
        clear=lambda: ready_for_a_machine(back=30),
        on="touchpoint:bill-call",
    ),
}
