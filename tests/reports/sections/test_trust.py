from collections.abc import Iterator
from datetime import date

from centreline.blueprint.document import Blueprint
from centreline.evidence.book import Book, HeldTable, IdentityCoverage
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.keeping import Broken, Keeping
from centreline.evidence.rules import rules_for
from centreline.findings.check import check
from centreline.findings.examine import examine
from centreline.findings.finding import Finding, Looked
from centreline.reports.names import Names
from centreline.reports.sections.trust import trusted


def held(name: str = "contact", *, rows: int = 100, keeping: int = 100, broken: tuple[Broken, ...] = ()) -> HeldTable:
    first, last = date(2026, 3, 1), date(2026, 3, 31)
    return HeldTable(
        name, "Rows.", rows, first, last, (), Keeping(name, rows, keeping, broken), ("agent",), ("calls.csv",)
    )


def trust_of(blueprint, examination, book, *tables, identity=()):
    held_book = Book("v", tables, ("survey_response",), tuple(identity)) if tables else None
    return trusted(held_book, examination=examination, names=Names(blueprint), checks=book)


@check(
    id="EVI901", family="EVI", question="Is no day missing?", why="It looks quiet.", fix="Bring it.", source="House",
)  # fmt: skip
def days_missing(blueprint: Blueprint) -> Iterator[Finding | Looked]:
    """Find two queues with missing days."""
    yield Finding(element="queue:billing", says="Two days are missing.", weight=0.8)
    yield Finding(element="queue:sales", says="One day is missing.", weight=0.4)


days_missing_book = {days_missing.id: days_missing}


def test_without_evidence_it_says_what_the_review_rests_on(blueprint, examination, book):
    trust = trust_of(blueprint, examination, book)

    assert trust.in_short.startswith("Nothing was brought")
    assert trust.period is None
    assert len(trust.absent) == len(CONTRACTS)


def test_rows_are_counted_and_the_share_that_keeps_the_contract_is_weighed_by_rows(blueprint, examination, book):
    trust = trust_of(blueprint, examination, book, held(rows=300, keeping=300), held("leg", rows=100, keeping=60))

    assert trust.says[0] == "300 contacts, and 1 table beside them. 90.0% of all rows keep their contract."
    assert trust.period == "1 March 2026 to 31 March 2026"


def test_doubts_about_the_records_are_told_heaviest_first(blueprint, claims, examination):
    doubted = examine(blueprint, claims=claims, evidence=None, as_of=examination.as_of, book=days_missing_book)

    trust = trust_of(blueprint, doubted, days_missing_book, held())

    assert trust.says[1:] == ("Two days are missing.", "One day is missing.")
    assert "2 doubts about the records; the heaviest, about Queue billing: “Is no day missing?”" in trust.in_short


def test_records_nobody_has_examined_are_not_called_good(blueprint, examination, book):
    assert "Nobody has asked yet how good these records are." in trust_of(blueprint, examination, book, held()).in_short


def test_where_the_customer_is_known_is_told(blueprint, examination, book):
    identity = (IdentityCoverage("a", "handled", 90, 9), IdentityCoverage("", "abandoned", 10, 1))

    trust = trust_of(blueprint, examination, book, held(), identity=identity)

    assert trust.says[1] == (
        "The customer is known in 10 of 100 contacts (10.0%): what is said of customers is said of these alone."
    )
    assert [(one.queue, one.share) for one in trust.identity] == [("a", 0.1), ("none named", 0.1)]


def test_rules_that_rows_break_are_named_the_most_broken_first(blueprint, examination, book):
    rule = rules_for("contact")[0]

    trust = trust_of(blueprint, examination, book, held(keeping=93, broken=(Broken(rule, 7),)))

    assert trust.says[1] == f"7 rows of contact break a rule: {rule.says.rstrip('.')}."
    assert trust.tables[0].keeps_share == 0.93


def test_one_row_breaks_a_rule_and_two_break_it(blueprint, examination, book):
    rule = rules_for("contact")[0]

    trust = trust_of(blueprint, examination, book, held(keeping=99, broken=(Broken(rule, 1),)))

    assert trust.says[1].startswith("1 row of contact breaks a rule: ")
