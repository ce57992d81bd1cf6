from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from centreline.blueprint.document import Blueprint
from centreline.findings.check import check
from centreline.findings.examine import examine
from centreline.findings.finding import Finding, Looked
from centreline.reports.names import Names
from centreline.reports.sections.trust import Identity, TableHeld, trusted


def held(table: str = "contact", rows: int = 100, keeps: float | None = None) -> TableHeld:
    return TableHeld(table, "Rows.", rows, date(2026, 3, 1), date(2026, 3, 31), 0, keeps, (), ("calls.csv",))


def trust_of(blueprint, examination, book, tables, identity=()):
    return trusted(tables, identity, examination=examination, names=Names(blueprint), checks=book)


@check(
    id="EVI901", family="EVI", question="Is no day missing?", why="It looks quiet.", fix="Bring it.", source="House",
)  # fmt: skip
def days_missing(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find two queues with missing days."""
    yield Finding(element="queue:billing", says="Two days are missing.", weight=0.8)
    yield Finding(element="queue:sales", says="One day is missing.", weight=0.4)


days_missing_book = {days_missing.id: days_missing}


def test_without_evidence_it_says_what_the_review_rests_on(blueprint, examination, book):
    trust = trust_of(blueprint, examination, book, ())

    assert trust.in_short.startswith("Nothing was brought")
    assert trust.period is None
    assert len(trust.absent) == 11


def test_rows_are_counted_and_the_share_that_keeps_the_contract_is_weighed_by_rows(blueprint, examination, book):
    trust = trust_of(blueprint, examination, book, (held(rows=300, keeps=1.0), held("leg", rows=100, keeps=0.6)))

    assert trust.says[0] == "300 contacts, and 1 table beside them. 90.0 % of all rows keep their contract."
    assert trust.period == "1 March 2026 to 31 March 2026"


def test_doubts_about_the_records_are_told_heaviest_first(blueprint, claims, examination):
    doubted = examine(blueprint, claims=claims, evidence=None, as_of=examination.as_of, book=days_missing_book)

    trust = trust_of(blueprint, doubted, days_missing_book, (held(),))

    assert trust.says[1:] == ("Two days are missing.", "One day is missing.")
    assert "2 doubts about the records, the heaviest: “Is no day missing?” Not so at Queue billing." in trust.in_short


def test_records_nobody_has_examined_are_not_called_good(blueprint, examination, book):
    assert (
        "Nobody has asked yet how good these records are." in trust_of(blueprint, examination, book, (held(),)).in_short
    )


def test_where_the_customer_is_known_is_told_for_the_largest_groups_first(blueprint, examination, book):
    identity = (Identity("b", "handled", 10, 5), Identity("a", "handled", 90, 9))

    trust = trust_of(blueprint, examination, book, (held(),), identity)

    assert [(one.queue, one.share) for one in trust.identity] == [("a", 0.1), ("b", 0.5)]
    assert replace(identity[0], contacts=0, known=0).share == 0.0
