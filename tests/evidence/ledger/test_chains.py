"""Contacts become issues: what is stated, what the window says, and that both agree with a ledger kept by hand."""

from collections import defaultdict

import pytest
from by_hand import Came, evidence_of, issues_by_hand
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from centreline.evidence.ledger.ledger import Ledger
from centreline.evidence.ledger.rules import LedgerRules


def linked(contacts: list[Came], **rules: int) -> dict[tuple[str, str], dict]:
    ledger = Ledger.of(evidence_of(contacts), rules=LedgerRules(**rules))
    return {(row["source"], row["contact_id"]): row for row in ledger.evidence.rows(ledger.links)}


def issues_of(links: dict[tuple[str, str], dict], contacts: list[Came]) -> dict[str, set[tuple[str, str]]]:
    groups = defaultdict(set)
    for came in contacts:
        groups[links[came.key]["issue"] if came.key in links else "/".join(came.key)].add(came.key)
    return dict(groups)


def test_a_contact_within_the_window_goes_on_with_the_one_before() -> None:
    links = linked([Came("1"), Came("2", 7), Came("3", 15)])

    assert {key: (row["issue"], row["links_to"], row["method"]) for key, row in links.items()} == {
        ("acd", "1"): ("acd/1", None, None),
        ("acd", "2"): ("acd/1", "1", "window"),
    }


def test_the_window_begins_when_the_contact_before_has_closed() -> None:
    links = linked([Came("1", 0, open_days=20), Came("2", 3), Came("3", 26)])

    assert [links["acd", name]["issue"] for name in "123"] == ["acd/1"] * 3


def test_what_a_source_states_goes_before_the_window() -> None:
    contacts = [
        Came("1", 0, issue_id="T1"),
        Came("2", 1, issue_id="T1"),
        Came("3", 2, issue_id="T2", reason="bill"),
        Came("4", 60, issue_id="T2", reason="move"),
        Came("5", 3),  # nobody says to which of the two it belongs: it goes with the one before it
    ]

    links = linked(contacts)

    assert issues_of(links, contacts) == {
        "acd/1": {("acd", "1"), ("acd", "2")},
        "acd/3": {("acd", "3"), ("acd", "4"), ("acd", "5")},
    }
    assert (links["acd", "4"]["method"], links["acd", "4"]["confidence"]) == ("issue_id", "stated")
    assert (links["acd", "5"]["method"], links["acd", "5"]["confidence"]) == ("window", "customer")


def test_an_issue_named_for_one_contact_alone_states_nothing() -> None:
    links = linked([Came("1", 0, issue_id="T1"), Came("2", 1, issue_id="T2")])

    assert links["acd", "2"]["links_to"] == "1"


def test_a_contact_goes_on_from_another_across_reasons_and_customers() -> None:
    contacts = [Came("1"), Came("2", 90, customer_id=None, reason=None, previous_contact_id="1", direction="outbound")]

    links = linked(contacts)

    assert links["acd", "2"]["links_to"] == "1"
    assert (links["acd", "2"]["method"], links["acd", "2"]["place"]) == ("previous_contact_id", 1)


def test_two_that_go_on_from_one_that_never_came_are_one_issue() -> None:
    links = linked([Came("2", 0, previous_contact_id="1"), Came("3", 90, previous_contact_id="1")])

    assert links["acd", "3"]["issue"] == "acd/2"


@pytest.mark.parametrize(
    "second",
    [
        Came("2", 1, customer_id="ben"),
        Came("2", 1, reason="move"),
        Came("2", 1, reason=None),
        Came("2", 1, customer_id=None),
        Came("2", 1, direction="outbound"),
    ],
    ids=["another customer", "another reason", "no reason", "nobody known", "begun by the centre"],
)
def test_nothing_is_linked_that_is_not_alike(second: Came) -> None:
    assert linked([Came("1"), second]) == {}


def test_whoever_comes_too_often_is_a_system() -> None:
    contacts = [Came(str(number), number) for number in range(5)]

    assert len(linked(contacts, most_contacts=5)) == 5
    assert linked(contacts, most_contacts=4) == {}


came = st.builds(
    dict,
    day=st.integers(0, 40),
    customer_id=st.sampled_from(["ana", "ana", "ben", None]),
    reason=st.sampled_from(["bill", "bill", "move", None]),
    issue_id=st.sampled_from([None, None, None, "T1", "T2", "T3"]),
    previous=st.sampled_from([None, None, None, None, 0, 1, 5, 99]),
    direction=st.sampled_from(["inbound", "inbound", "callback", "outbound"]),
    open_days=st.sampled_from([0, 0, 0.5, 12]),
    source=st.sampled_from(["acd", "acd", "desk"]),
)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(rows=st.lists(came, min_size=1, max_size=14))
def test_matches_a_ledger_kept_with_loops(rows: list[dict]) -> None:
    contacts = []
    for place, row in enumerate(rows):
        previous = row.pop("previous")
        named = None if previous in (None, place) else f"c{previous}"
        contacts.append(Came(f"c{place}", previous_contact_id=named, **row))

    links = linked(contacts)

    expected = {name: set(keys) for name, keys in issues_by_hand(contacts).items()}
    assert issues_of(links, contacts) == expected
    for name, keys in expected.items():
        tied = {key: (links[key]["links_to_source"], links[key]["links_to"]) for key in keys if key in links}
        if len(keys) > 1:
            assert are_one_tree(tied), name


def are_one_tree(tied: dict[tuple[str, str], tuple[str, str]]) -> bool:
    """Say whether following the links from any contact ends at the one contact that links to nothing."""
    roots = {key for key, other in tied.items() if other == (None, None)}

    def end_of(key: tuple[str, str]) -> tuple[str, str]:
        seen = set()
        while tied[key] != (None, None) and key not in seen:
            seen.add(key)
            key = tied[key]
        return key

    return len(roots) == 1 and {end_of(key) for key in tied} == roots
