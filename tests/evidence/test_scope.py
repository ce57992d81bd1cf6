"""Who is reading decides which rows there are."""

from collections.abc import Mapping
from datetime import UTC, datetime
from itertools import product

import ibis
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.engines.duckdb import DuckDB
from centreline.evidence.schema import conform
from centreline.evidence.scope import FEWEST_PEOPLE, Scope, confined
from centreline.kernel.errors import ScopeMissing

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CONTACTS = [
    {"contact_id": "a1", "partner": "Alpha", "site": "Leeds", "agent": "kim", "customer_id": "p_1"},
    {"contact_id": "a2", "partner": "Alpha", "site": "Porto", "agent": "lea", "customer_id": "p_2"},
    {"contact_id": "b1", "partner": "Beta", "site": "Leeds", "agent": "max", "customer_id": "p_1"},
    {"contact_id": "h1", "partner": None, "site": "Leeds", "agent": "noa", "customer_id": "p_3"},
]


def held(name: str, rows: list[dict[str, object]]) -> ibis.Table:
    dated = {CONTRACTS[name].dated_by: AT, "source": "acd"}
    return ibis.memtable(
        conform(pa.Table.from_pylist([dated | row for row in rows]), contract=CONTRACTS[name], zone="UTC")
    )


@pytest.fixture(scope="module")
def tables() -> Mapping[str, ibis.Table]:
    return {
        "contact": held("contact", [row | {"outcome": "handled"} for row in CONTACTS]),
        "event": held(
            "event", [{"case_id": row["contact_id"], "event_no": "1", "activity": "opened"} for row in CONTACTS]
        ),
        "article": held("article", [{"article_id": "k1", "title": "Meters"}]),
        "coaching_session": held(
            "coaching_session",
            [{"session_id": row["contact_id"], "agent": row["agent"], "partner": row["partner"]} for row in CONTACTS],
        ),
    }


def seen(tables: Mapping[str, ibis.Table], scope: Scope, table: str, column: str) -> set[str]:
    return set(confined(tables, scope)[table].to_pyarrow()[column].to_pylist())


def test_the_whole_centre_sees_every_row(tables: Mapping[str, ibis.Table]) -> None:
    owner = Scope.whole_centre("owner")

    assert seen(tables, owner, "contact", "contact_id") == {"a1", "a2", "b1", "h1"}
    assert seen(tables, owner, "article", "article_id") == {"k1"}


def test_a_partner_sees_its_own_contacts_and_neither_another_partners_nor_the_centres(
    tables: Mapping[str, ibis.Table],
) -> None:
    assert seen(tables, Scope.of_partner("Beta", reader="bo"), "contact", "contact_id") == {"b1"}


def test_a_row_that_names_no_partner_belongs_to_the_partner_of_its_contact(tables: Mapping[str, ibis.Table]) -> None:
    assert seen(tables, Scope.of_partner("Alpha", reader="al"), "event", "case_id") == {"a1", "a2"}


def test_what_cannot_be_attributed_is_shown_to_no_partner(tables: Mapping[str, ibis.Table]) -> None:
    assert seen(tables, Scope.of_partner("Alpha", reader="al"), "article", "article_id") == set()


def test_a_partners_site_manager_sees_the_rows_of_that_site_alone(tables: Mapping[str, ibis.Table]) -> None:
    manager = Scope.of_partner("Alpha", reader="al", sites=["Porto"])

    assert seen(tables, manager, "contact", "contact_id") == {"a2"}
    assert seen(tables, manager, "event", "case_id") == {"a2"}


def test_rows_without_a_site_are_not_shown_to_somebody_confined_to_one(tables: Mapping[str, ibis.Table]) -> None:
    manager = Scope.of_partner("Alpha", reader="al", sites=["Porto"])

    assert seen(tables, manager, "coaching_session", "session_id") == set()


def test_an_agent_sees_what_is_held_on_them_and_on_nobody_else(tables: Mapping[str, ibis.Table]) -> None:
    agent = Scope.of_agent("noa")

    assert seen(tables, agent, "contact", "contact_id") == {"h1"}
    assert seen(tables, agent, "coaching_session", "agent") == {"noa"}


def test_the_centre_itself_can_be_named_among_partners(tables: Mapping[str, ibis.Table]) -> None:
    in_house = Scope("planner", partners=frozenset({None}))

    assert seen(tables, in_house, "contact", "contact_id") == {"h1"}


def test_without_contacts_rows_that_only_a_contact_could_attribute_are_not_shown(
    tables: Mapping[str, ibis.Table],
) -> None:
    alone = {"event": tables["event"]}

    assert seen(alone, Scope.of_partner("Alpha", reader="al"), "event", "case_id") == set()


def test_figures_of_few_people_are_kept_from_partners_and_shown_to_the_owner() -> None:
    assert Scope.of_partner("Alpha", reader="al").fewest_people == FEWEST_PEOPLE
    assert Scope.whole_centre("owner").fewest_people == 1


def test_readers_who_see_the_same_have_the_same_key_whatever_their_name() -> None:
    assert Scope.of_partner("Alpha", reader="al").key == Scope.of_partner("Alpha", reader="bo").key
    assert Scope.of_partner("Alpha", reader="al").key != Scope.of_partner("Beta", reader="al").key


def test_evidence_answers_nobody_who_has_not_said_who_they_are() -> None:
    unasked = Evidence(DuckDB(), tables={"contact": ibis.table({"source": "string"})}, version="v", sources={})

    for ask in (lambda: unasked.table("contact"), lambda: unasked.tables, lambda: unasked.has("contact")):
        with pytest.raises(ScopeMissing, match="without saying who is asking"):
            ask()
    for ask in (lambda: unasked.filled("contact", "source"), lambda: unasked.span("contact"), lambda: unasked.last_day):
        with pytest.raises(ScopeMissing, match="without saying who is asking"):
            ask()


def test_a_scope_can_be_narrowed_and_never_widened() -> None:
    rows = pa.Table.from_pylist([row | {"outcome": "handled", "source": "acd", "offered_at": AT} for row in CONTACTS])
    alpha = Evidence.of({"contact": rows}).within(Scope.of_partner("Alpha", reader="al"))

    widened = alpha.within(Scope.whole_centre("al again"))
    narrowed = alpha.within(Scope.of_partner("Alpha", reader="site", sites=["Leeds"]))
    crossed = alpha.within(Scope.of_partner("Beta", reader="bo"))

    assert widened.rows(widened.table("contact").aggregate(n=ibis._.count())) == [{"n": 2}]
    assert narrowed.rows(narrowed.table("contact").select("contact_id")) == [{"contact_id": "a1"}]
    assert crossed.tables == ()


def test_a_partner_is_not_told_the_names_of_the_files() -> None:
    rows = pa.Table.from_pylist([row | {"outcome": "handled", "source": "acd", "offered_at": AT} for row in CONTACTS])
    evidence = Evidence.of({"contact": rows})

    assert evidence.provenance("contact").sources == ("memory",)
    assert evidence.within(Scope.of_partner("Alpha", reader="al")).provenance("contact").sources == ()


@settings(max_examples=15, deadline=None)
@given(
    rows=st.lists(
        st.tuples(st.sampled_from(["Alpha", "Beta", None]), st.sampled_from(["Leeds", "Porto", None])), max_size=6
    )
)
def test_partners_and_sites_together_see_each_attributed_contact_exactly_once(
    rows: list[tuple[str | None, str | None]],
) -> None:
    contacts = [
        {"contact_id": str(number), "partner": partner, "site": site, "outcome": "handled"}
        for number, (partner, site) in enumerate(rows)
    ]
    tables = {"contact": held("contact", [*contacts, {"contact_id": "x", "partner": "Gamma", "outcome": "handled"}])}

    shown = [
        contact_id
        for partner, site in product(["Alpha", "Beta"], ["Leeds", "Porto"])
        for contact_id in seen(tables, Scope.of_partner(partner, reader="any", sites=[site]), "contact", "contact_id")
    ]

    assert sorted(shown) == sorted(str(number) for number, row in enumerate(rows) if None not in row)
