"""Customers become persons: by keys, by likeness, by decision; and never against one."""

from collections import defaultdict
from datetime import UTC, datetime

import numpy as np
import pyarrow as pa
import pytest
from by_hand import Came, customer_table, evidence_of
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.engine import Evidence
from centreline.evidence.ledger import persons as persons_module
from centreline.evidence.ledger.decisions import Decision, Verdict
from centreline.evidence.ledger.keys import shared_keys
from centreline.evidence.ledger.likeness import likely_pairs, why_no_likeness
from centreline.evidence.ledger.persons import Persons, persons_of
from centreline.evidence.ledger.rules import LedgerRules
from centreline.evidence.ledger.sentences import every_merge, merges_in_words

NOW = datetime(2026, 9, 1, tzinfo=UTC)
RULES = LedgerRules()


def persons(*customers: dict, decisions: tuple[Decision, ...] = (), rules: LedgerRules = RULES) -> Persons:
    return persons_of(evidence_of([Came("1")], customers), rules=rules, decisions=decisions)


def groups(found: Persons) -> set[frozenset[str]]:
    together = defaultdict(set)
    for row in found.members.to_pylist():
        together[row["person"]].add(row["customer_id"])
    return {frozenset(names) for names in together.values()}


def decided(one: str, other: str, verdict: Verdict) -> Decision:
    return Decision(one, other, verdict, NOW)


def test_customers_with_one_telephone_are_one_person_named_after_the_first() -> None:
    found = persons(
        {"customer_id": "zoe", "phone_key": "p1"},
        {"customer_id": "ana", "phone_key": "p1", "source": "desk"},
        {"customer_id": "ben", "phone_key": "p2"},
    )

    assert found.members.to_pylist() == [
        {"customer_id": "ana", "person": "ana"},
        {"customer_id": "zoe", "person": "ana"},
    ]
    [merge] = found.links.to_pylist()
    assert (merge["method"], merge["confidence"], merge["agreed"]) == ("exact:phone_key", "exact", "phone_key")


def test_pairs_are_followed_from_one_to_the_next() -> None:
    found = persons(
        {"customer_id": "a", "phone_key": "p1"},
        {"customer_id": "b", "phone_key": "p1", "email_key": "e1"},
        {"customer_id": "c", "email_key": "e1"},
    )

    assert groups(found) == {frozenset("abc")}


def test_a_key_of_too_many_links_nobody_and_is_reported() -> None:
    customers = [{"customer_id": name, "phone_key": "switchboard"} for name in "abcd"]

    evidence = evidence_of([Came("1")], customers)

    assert groups(persons(*customers)) == set()
    [shared] = shared_keys(evidence, rules=RULES)
    assert (shared.column, shared.keys, shared.customers, shared.most) == ("phone_key", 1, 4, 4)
    assert shared_keys(evidence, rules=LedgerRules(most_sharing=4)) == ()


def test_two_who_were_born_on_different_days_are_two() -> None:
    found = persons(
        {"customer_id": "father", "phone_key": "p1", "birth_key": "b1"},
        {"customer_id": "son", "phone_key": "p1", "birth_key": "b2"},
    )

    assert groups(found) == set()


def test_two_who_were_born_on_different_days_are_not_joined_through_a_third() -> None:
    found = persons(
        {"customer_id": "a", "phone_key": "p1", "birth_key": "b1"},
        {"customer_id": "b", "phone_key": "p1", "email_key": "e1"},
        {"customer_id": "c", "email_key": "e1", "phone_key": "p1", "birth_key": "b2"},
    )

    assert groups(found) == {frozenset("bc")}, "two keys are surer than one"
    assert found.refused == 1


def test_a_decision_goes_before_what_was_found() -> None:
    pair = ({"customer_id": "a", "phone_key": "p1"}, {"customer_id": "b", "phone_key": "p1"}, {"customer_id": "c"})
    apart, joined = decided("a", "b", Verdict.KEPT_APART), decided("a", "c", Verdict.JOINED)

    assert groups(persons(*pair, decisions=(apart, joined))) == {frozenset("ac")}
    assert groups(persons(*pair, decisions=(apart, decided("a", "b", Verdict.JOINED)))) == {frozenset("ab")}


def test_undoing_a_merge_leaves_those_around_it() -> None:
    customers = [{"customer_id": name, "phone_key": "p1"} for name in "abc"]

    found = persons(*customers, decisions=(decided("a", "c", Verdict.KEPT_APART),))

    assert groups(found) == {frozenset("ab")}
    assert found.refused == 2


def test_every_merge_is_explained() -> None:
    found = persons(
        {"customer_id": "a", "phone_key": "p1", "email_key": "e1"},
        {"customer_id": "b", "phone_key": "p1", "email_key": "e1"},
    )

    assert merges_in_words(found.links, person="a") == (
        "a and b are one person: the sources say the same of both in the e-mail address and the telephone number.",
    )


def test_every_merge_of_a_ledger_has_its_reason_and_is_undone_by_the_decision_it_names() -> None:
    keys = [
        ("a", "p1", "e1"),
        ("b", "p1", "e1"),
        ("c", "p1", None),
        ("d", "p2", None),
        ("e", "p2", "e2"),
        ("f", None, "e2"),
    ]
    customers = [{"customer_id": name, "phone_key": phone, "email_key": email} for name, phone, email in keys]
    said = Decision("a", "f", Verdict.JOINED, NOW, "she said so", "Ann")
    found = persons(*customers, decisions=(said,))

    merges = every_merge(found.links, decisions=(said,))

    assert groups(found) == {frozenset("abcdef")}
    assert len(merges) == found.links.num_rows == 6
    assert "a and f are one person: Ann decided so on 2026-09-01: she said so." in {one.because for one in merges}
    for one in merges:
        assert one.because.startswith(f"{one.one} and {one.other} are one person: ")
        parted = persons(*customers, decisions=(said, decided(one.one, one.other, Verdict.KEPT_APART)))
        again = persons(
            *customers,
            decisions=(
                said,
                decided(one.one, one.other, Verdict.KEPT_APART),
                said,
                decided(one.one, one.other, Verdict.JOINED),
            ),
        )
        assert not any({one.one, one.other} <= group for group in groups(parted)), one
        assert groups(again) == groups(found)


customer = st.fixed_dictionaries(
    {
        "customer_id": st.sampled_from("abcdef"),
        "phone_key": st.sampled_from(["p1", "p2", "p3", None]),
        "email_key": st.sampled_from(["e1", "e2", "e3", None]),
        "birth_key": st.sampled_from(["b1", "b2", None, None]),
    }
)
decision = st.tuples(st.sampled_from("abc"), st.sampled_from("def"), st.sampled_from(list(Verdict)))


@settings(max_examples=15, deadline=None)
@given(
    rows=st.lists(customer, min_size=2, max_size=6, unique_by=lambda row: row["customer_id"]),
    said=st.lists(decision, max_size=2),
)
def test_nobody_who_must_stay_apart_is_ever_one_person(rows: list[dict], said: list[tuple]) -> None:
    decisions = tuple(decided(*one) for one in said)
    standing = {(one, other): verdict for one, other, verdict in said}

    found = groups(persons(*rows, decisions=decisions))

    births = {row["customer_id"]: row["birth_key"] for row in rows if row["birth_key"]}
    apart = {pair for pair, verdict in standing.items() if verdict is Verdict.KEPT_APART}
    for group in found:
        assert not any({one, other} <= group for one, other in apart)
    if not said:
        shares = {(row[key], key): set() for row in rows for key in ("phone_key", "email_key") if row[key]}
        for row in rows:
            for key in ("phone_key", "email_key"):
                if row[key]:
                    shares[row[key], key].add(row["customer_id"])
        alone = {row["customer_id"] for row in rows} - {name for group in found for name in group}
        for holders in shares.values():
            agreed = len({births[name] for name in holders if name in births}) < 2
            if 1 < len(holders) <= RULES.most_sharing and agreed and not births:
                assert not holders & alone


def made_up_customers(count: int, *, seed: int = 5) -> tuple[Evidence, dict[str, int]]:
    """Return customers of whom one in five is recorded twice, now and then with a mistake; and who each really is."""
    numbers = np.random.default_rng(seed)
    people = numbers.integers(0, count * 4 // 5, count)

    def column(values: int, *, missing: float) -> list[str | None]:
        kept = np.where(numbers.random(count) < 0.02, numbers.integers(0, values, count), (people * 7919) % values)
        return [
            None if gone else f"k{value}" for value, gone in zip(kept, numbers.random(count) < missing, strict=True)
        ]

    rows = {
        "customer_id": [f"c{number:05}" for number in range(count)],
        "name_key": column(count, missing=0.05),
        "birth_key": column(1_500, missing=0.3),
        "postcode_key": column(300, missing=0.1),
        "phone_key": column(count * 3 + 1, missing=0.4),
    }
    made = [dict(zip(rows, values, strict=True)) for values in zip(*rows.values(), strict=True)]
    evidence = Evidence.of({"customer": customer_table(made)})
    return evidence, dict(zip(rows["customer_id"], people.tolist(), strict=True))


def test_likely_pairs_are_one_person_nearly_always_and_the_same_every_time() -> None:
    evidence, really = made_up_customers(2_000)

    pairs = likely_pairs(evidence, likely_from=0.99)

    right = [really[row["one"]] == really[row["other"]] for row in pairs.to_pylist()]
    assert len(right) > 200
    assert np.mean(right) > 0.98
    assert pairs.equals(likely_pairs(evidence, likely_from=0.99))
    assert min(pairs["probability"].to_pylist()) >= 0.99


def test_a_likely_merge_says_how_likely_and_is_undone_by_a_decision(monkeypatch: pytest.MonkeyPatch) -> None:
    found_by_splink = {
        "one": "a",
        "other": "b",
        "method": "splink",
        "probability": 0.99314,
        "agreed": "birth_key+postcode_key",
    }
    weighed = pa.Table.from_pylist([found_by_splink])
    monkeypatch.setattr(persons_module, "likely_pairs", lambda _evidence, *, likely_from: weighed)
    both, rules = ({"customer_id": "a"}, {"customer_id": "b"}), LedgerRules(likely_from=0.99)

    found = persons(*both, rules=rules)
    parted = persons(*both, rules=rules, decisions=(decided("a", "b", Verdict.KEPT_APART),))

    [said] = merges_in_words(found.links, person="a")
    assert said == (
        "a and b are one person with a probability of 0.9931, as splink weighs it: they agree in "
        "the day of birth and the postcode."
    )
    assert (groups(found), groups(parted), parted.refused) == ({frozenset("ab")}, set(), 1)


def test_likeness_says_why_it_found_nobody() -> None:
    few, _ = made_up_customers(50)
    nameless = Evidence.of({"customer": customer_table([{"customer_id": "a", "phone_key": "p1"}])})

    assert why_no_likeness(few) == "50 customers are too few to learn from; it takes 1,000"
    assert why_no_likeness(nameless) == "the table customer has no two of name_key, birth_key and postcode_key"
    assert likely_pairs(few, likely_from=0.99).num_rows == 0


@pytest.mark.parametrize("rows", [0, 1])
def test_without_keys_everybody_is_their_own_person(rows: int) -> None:
    found = persons(*[{"customer_id": "a"}] * rows)

    assert isinstance(found.members, pa.Table)
    assert (found.members.num_rows, found.links.num_rows, found.refused) == (0, 0, 0)
