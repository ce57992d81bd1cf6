"""Customers who are probably one person: names, days of birth and addresses weighed by `splink`.

Only keyed columns are compared, so that two values agree or they do not: nothing is looked up, and nobody's name is
read. How much each agreement counts is learned from the customers themselves: how often strangers agree by chance, and
how often those who share a telephone or an address agree.
"""

from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from centreline.evidence.engine import Evidence
from centreline.evidence.ledger.keys import PAIRS
from centreline.evidence.ledger.rules import KEYS

__all__ = ["COMPARED", "FEWEST_CUSTOMERS", "likely_pairs", "why_no_likeness"]

COMPARED = ("name_key", "birth_key", "postcode_key", *KEYS)
"""Columns that are weighed."""

BLOCKS = (("name_key", "birth_key"), ("name_key", "postcode_key"), ("birth_key", "postcode_key"))
"""Two customers are compared at all when they agree on both columns of one of these."""

FEWEST_CUSTOMERS = 1_000
"""Customers below which nothing can be learned of how often strangers agree."""

KEYS_FIND = 0.7
"""Share of the pairs that are one person which shared keys are taken to find: declared, not measured."""

MOST_PAIRS = 2_000_000
SEED = 20_260_101


def why_no_likeness(evidence: Evidence) -> str | None:
    """Say why likely pairs cannot be looked for; None when they can."""
    if not evidence.has("customer"):
        return "nobody has brought the table customer"
    filled = _filled(evidence)
    if not any(set(block) <= set(filled) for block in BLOCKS):
        return "the table customer has no two of name_key, birth_key and postcode_key"
    if not set(KEYS) & set(filled):
        return "no key is shared, so nothing says how often two records of one person agree"
    customers = _customers(evidence)
    [row] = evidence.rows(customers.aggregate(customers=customers.count()))
    if row["customers"] < FEWEST_CUSTOMERS:
        return f"{row['customers']:,} customers are too few to learn from; it takes {FEWEST_CUSTOMERS:,}"
    return None


def likely_pairs(evidence: Evidence, *, likely_from: float) -> pa.Table:
    """Return the pairs of customers who are one person with at least this probability.

    The same customers give the same pairs: the seed is fixed, and one thread adds in one order.

    Args:
        evidence: What happened.
        likely_from: The match probability, 0 to 1.

    Returns:
        Rows of `PAIRS` in the order of their names; none where `why_no_likeness` has a reason.
    """
    if why_no_likeness(evidence):
        return PAIRS.empty_table()
    filled = _filled(evidence)
    rows = evidence.arrow(_customers(evidence)).sort_by("unique_id")
    found = _predicted(rows, filled, likely_from=likely_from)
    one = pc.min_element_wise(found["unique_id_l"], found["unique_id_r"])
    other = pc.max_element_wise(found["unique_id_l"], found["unique_id_r"])
    agreed = _agreed(rows, one, other, filled=filled)
    method = pa.array(["splink"] * found.num_rows, pa.string())
    pairs = pa.table([one, other, method, found["match_probability"], agreed], schema=PAIRS)
    return pairs.sort_by([("one", "ascending"), ("other", "ascending")])


def _filled(evidence: Evidence) -> list[str]:
    return [column for column in COMPARED if evidence.has("customer", column)]


def _customers(evidence: Evidence) -> Any:
    """Return one row for each customer, the smallest value where sources hold several."""
    table = evidence.table("customer")
    keys = {column: table[column].min() for column in COMPARED}
    return table.aggregate(**keys, by=[table.customer_id.name("unique_id")]).filter(ibis._.unique_id.notnull())


def _predicted(rows: pa.Table, filled: list[str], *, likely_from: float) -> pa.Table:
    import duckdb
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    connection = duckdb.connect(config={"threads": 1})
    api = DuckDBAPI(connection=connection)
    blocks: list[Any] = [block_on(*block) for block in BLOCKS if set(block) <= set(filled)]
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_compared(column) for column in filled],
        blocking_rules_to_generate_predictions=blocks,
        retain_matching_columns=False,
    )
    linker = Linker(api.register(rows.select(["unique_id", *filled])), settings, log_level="CRITICAL")
    keys: list[Any] = [block_on(key) for key in KEYS if key in filled]
    linker.training.estimate_probability_two_random_records_match(keys, recall=KEYS_FIND)
    linker.training.estimate_u_using_random_sampling(max_pairs=MOST_PAIRS, seed=SEED)
    for learned_from in (*keys, *blocks):
        linker.training.estimate_parameters_using_expectation_maximisation(learned_from)
    found: Any = linker.inference.predict(threshold_match_probability=likely_from)
    predicted: pa.Table = found.as_pyarrow_table()
    connection.close()
    return predicted


def _compared(column: str) -> Any:
    import splink.comparison_library as comparisons

    # Two Smiths are less of a coincidence than two Featherstonehaughs.
    return comparisons.ExactMatch(column).configure(term_frequency_adjustments=column in {"name_key", "postcode_key"})


def _agreed(rows: pa.Table, one: pa.Array, other: pa.Array, *, filled: list[str]) -> pa.Array:
    """Say in which columns each pair agrees."""
    names = rows["unique_id"].combine_chunks()
    places = [pc.index_in(side, value_set=names) for side in (one, other)]
    said = []
    for column in filled:
        left, right = (rows[column].take(place) for place in places)
        same = pc.fill_null(pc.equal(left, right), False)
        said.append(pc.if_else(same, column, pa.scalar(None, pa.string())))
    return pc.binary_join_element_wise(*said, "+", null_handling="skip")
