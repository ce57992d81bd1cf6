"""The kept ledger: after any imports, undos and decisions it is what working it all out again would give."""

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from by_hand import Came, contact_table, customer_table
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from centreline.evidence.journal import Import, Origin
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.decisions import Verdict, decide, read_decisions
from centreline.evidence.ledger.kept import DERIVED
from centreline.evidence.ledger.ledger import Ledger
from centreline.evidence.ledger.refresh import Refreshed, kept_ledger, refresh_ledger
from centreline.evidence.ledger.rules import LedgerRules
from centreline.evidence.scope import Scope
from centreline.evidence.undo import undo_import

NOW = datetime(2026, 9, 1, tzinfo=UTC)
RULES = LedgerRules()
Bring = Callable[..., Import]


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "evidence")


def brought(lake: Lake, table: str, rows: list) -> Import:
    made = contact_table(rows) if table == "contact" else customer_table(rows)
    origin = Origin("a file", f"{len(lake.imports()):064d}", "by hand", "0" * 64)
    return lake.merge(table, made, origin=origin, zone="UTC", now=NOW)


def said(ledger: Ledger) -> tuple[list, list, list]:
    """Return everything a ledger says, in order."""
    merges = ledger.persons.links.to_pylist()
    links = ledger.links.mutate(offered_at=ledger.links.offered_at.cast("timestamp")).order_by("source", "contact_id")
    return merges, ledger.evidence.rows(links), ledger.evidence.rows(ledger.issues.order_by("issue"))


def compared(lake: Lake) -> tuple[tuple[list, list, list], tuple[list, list, list]]:
    """Return what the kept ledger says, and what one that is worked out now does."""
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    kept = kept_ledger(lake, evidence, rules=RULES)
    assert kept is not None
    return said(kept), said(Ledger.of(evidence, rules=RULES, decisions=read_decisions(lake.folder)))


def test_a_refresh_looks_at_what_changed_alone(lake: Lake) -> None:
    brought(lake, "contact", [Came("1"), Came("2", 3), Came("x", 3, customer_id="ben"), Came("y", 40)])
    first = refresh_ledger(lake)
    brought(lake, "contact", [Came("3", 9)])

    refreshed = refresh_ledger(lake)

    assert (first.how, first.contacts) == ("whole", 4)
    assert (refreshed.how, refreshed.contacts, refreshed.months) == ("touched", 4, ("2026-03",))
    kept, anew = compared(lake)
    assert kept == anew


def test_a_ledger_that_is_true_is_left_alone(lake: Lake) -> None:
    brought(lake, "contact", [Came("1"), Came("2", 3)])
    refresh_ledger(lake)

    assert refresh_ledger(lake) == Refreshed("nothing")


def test_a_ledger_behind_the_evidence_is_not_used(lake: Lake) -> None:
    brought(lake, "contact", [Came("1"), Came("2", 3)])
    refresh_ledger(lake)
    brought(lake, "contact", [Came("3", 4)])

    evidence = lake.evidence(scope=Scope.whole_centre("a test"))

    assert kept_ledger(lake, evidence, rules=RULES) is None


def test_other_rules_have_another_ledger(lake: Lake) -> None:
    brought(lake, "contact", [Came("1"), Came("2", 9)])
    refresh_ledger(lake)
    wide = LedgerRules(window_days=14)

    evidence = lake.evidence(scope=Scope.whole_centre("a test"))

    assert kept_ledger(lake, evidence, rules=wide) is None
    assert refresh_ledger(lake, rules=wide).how == "whole"


def test_a_part_of_the_evidence_has_a_ledger_of_its_own(lake: Lake) -> None:
    brought(lake, "contact", [Came("1"), Came("2", 3)])
    refresh_ledger(lake)

    evidence = lake.evidence(scope=Scope.of_partner("north", reader="a manager"))

    assert kept_ledger(lake, evidence, rules=RULES) is None


def test_a_ledger_of_which_a_table_is_lost_is_made_again(lake: Lake) -> None:
    brought(lake, "contact", [Came("1"), Came("2", 3)])
    refresh_ledger(lake)
    shutil.rmtree(lake.folder / DERIVED / "issue")

    assert refresh_ledger(lake).how == "whole"
    kept, anew = compared(lake)
    assert kept == anew


came = st.builds(
    Came,
    contact_id=st.sampled_from([f"c{number}" for number in range(9)]),
    day=st.integers(0, 70),
    customer_id=st.sampled_from(["ana", "ben", "cem", "dora", None]),
    reason=st.sampled_from(["bill", "bill", "move"]),
    issue_id=st.sampled_from([None, None, "T1", "T2"]),
    previous_contact_id=st.sampled_from([None, None, None, "c1", "c7", "gone"]),
    open_days=st.sampled_from([0, 5]),
)
customer = st.fixed_dictionaries(
    {
        "customer_id": st.sampled_from(["ana", "ben", "cem", "dora"]),
        "phone_key": st.sampled_from(["p1", "p2", None]),
        "email_key": st.sampled_from(["e1", "e2", None]),
    }
)
step = st.one_of(
    st.tuples(st.just("contact"), st.lists(came, min_size=1, max_size=4, unique_by=lambda one: one.key)),
    st.tuples(st.just("contact"), st.lists(came, min_size=1, max_size=4, unique_by=lambda one: one.key)),
    st.tuples(
        st.just("customer"), st.lists(customer, min_size=1, max_size=3, unique_by=lambda one: one["customer_id"])
    ),
    st.tuples(st.just("undo"), st.integers(0, 5)),
    st.tuples(st.sampled_from([Verdict.JOINED, Verdict.KEPT_APART]), st.sampled_from([("ana", "ben"), ("ben", "cem")])),
)


steps_taken = st.lists(step, min_size=2, max_size=5)
few = settings(
    max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.generate]
)


@few
@given(steps=steps_taken)
def test_any_sequence_gives_what_working_it_out_again_gives(
    steps: list[tuple], tmp_path_factory: pytest.TempPathFactory
) -> None:
    walk(steps, Lake(tmp_path_factory.mktemp("any") / "evidence"))


@pytest.mark.nightly
@settings(few, max_examples=60)
@given(steps=steps_taken)
def test_very_many_sequences_give_what_working_them_out_again_gives(
    steps: list[tuple], tmp_path_factory: pytest.TempPathFactory
) -> None:
    walk(steps, Lake(tmp_path_factory.mktemp("many") / "evidence"))


def walk(steps: list[tuple], lake: Lake) -> None:
    """Take the steps one after the other; after each the kept ledger has to say what one worked out anew says."""
    brought(lake, "contact", [Came("c1"), Came("c2", 3), Came("c3", 40, customer_id="ben")])
    refresh_ledger(lake)
    for what, how in steps:
        if what == "undo":
            standing = [entry for entry in lake.imports()[1:] if entry.stands]
            if standing:
                undo_import(lake, standing[how % len(standing)].id, now=NOW)
        elif what in ("contact", "customer"):
            brought(lake, what, how)
        else:
            decide(lake.folder, *how, verdict=what, now=NOW)

        refreshed = refresh_ledger(lake)

        assert refreshed.how in ("touched", "nothing")
        kept, anew = compared(lake)
        assert kept == anew
