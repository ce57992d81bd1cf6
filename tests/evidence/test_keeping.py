"""Rules beyond types: each is broken by a row that breaks it, and by no other."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow as pa
import pytest

from centreline.evidence.contract import Contract, Kind
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.engine import Evidence
from centreline.evidence.keeping import how_kept
from centreline.evidence.rules import WRITTEN, Rule, rules_for
from centreline.evidence.schema import ARROW_TYPES

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(minutes: int) -> datetime:
    return START + timedelta(minutes=minutes)


SOUND: dict[str, dict[str, Any]] = {
    "contact": {
        "opened_at": at(0),
        "offered_at": at(1),
        "answered_at": at(2),
        "closed_at": at(3),
        "outcome": "handled",
        "talk_ms": 60_000,
        "transferred": True,
        "transferred_to": "b",
        "reopen_count": 0,
        "reassign_count": 0,
    },
    "leg": {"enqueued_at": at(1), "answered_at": at(2), "ended_at": at(3), "leg_no": 1},
    "interval_stat": {
        "starts_at": at(0),
        "offered": 10,
        "handled": 8,
        "abandoned": 2,
        "answered_in_threshold": 7,
        "scheduled_ms": 10,
        "scheduled_on_queue_ms": 10,
    },
    "survey_response": {
        "asked_at": at(0),
        "answered_at": at(1),
        "score": 5.0,
        "scale_min": 1.0,
        "scale_max": 5.0,
        "instrument": "effort",
    },
    "evaluation_item": {"evaluated_at": at(0), "weight": 0.0},
    "article": {"changed_at": at(0), "verified_at": at(1), "expires_at": at(2)},
    "headcount": {"on": date(2026, 3, 1), "people": 0.0, "required": 0.0, "joined": 0},
}

BREAKING: dict[str, dict[str, Any]] = {
    "a contact is offered after it is opened": {"opened_at": at(2), "answered_at": at(3)},
    "a contact is answered after it is offered": {"answered_at": at(0)},
    "a contact ends after it is offered": {"closed_at": at(0), "answered_at": None},
    "a contact ends after it is answered": {"closed_at": at(1)},
    "what was answered was not abandoned": {"outcome": "abandoned", "talk_ms": 0},
    "nobody talks in a contact that was abandoned": {"outcome": "abandoned", "answered_at": None},
    "only a transferred contact names where it went": {"transferred": False},
    "nothing is reopened or reassigned less than never": {"reopen_count": -1},
    "a leg is answered after it is queued": {"answered_at": at(0)},
    "a leg ends after it is queued": {"ended_at": at(0), "answered_at": None},
    "a leg ends after it is answered": {"ended_at": at(1)},
    "legs are numbered from 1": {"leg_no": 0},
    "counts are not negative": {"abandoned": -1},
    "handled and abandoned are not more than offered": {"handled": 9},
    "no more are answered in the threshold than are offered": {"answered_in_threshold": 11},
    "time scheduled for contacts is a part of the time scheduled": {"scheduled_on_queue_ms": 11},
    "a scale goes up": {"scale_min": 5.0},
    "an answer is on its scale": {"score": 6.0},
    "an answer follows its question": {"answered_at": at(-1)},
    "a weight is not negative": {"weight": -1.0},
    "an article expires after it was verified": {"expires_at": at(0)},
    "a team does not have less than nobody": {"people": -1.0},
}


def table_of(contract: Contract, *rows: dict[str, Any]) -> pa.Table:
    kinds = {column.name: ARROW_TYPES[column.kind] for column in contract.columns}
    names = {name for row in rows for name in row}
    required = {column.name: str(1) for column in contract.columns if column.required and column.kind is Kind.TEXT}
    filled = [{**required, **row} for row in rows]
    return pa.table({name: pa.array([row.get(name) for row in filled], kinds[name]) for name in {*names, *required}})


@pytest.mark.parametrize("rule", WRITTEN, ids=[rule.says for rule in WRITTEN])
def test_a_rule_is_broken_by_the_row_that_breaks_it_alone(rule: Rule) -> None:
    sound = SOUND[rule.table]
    broken = {**sound, **BREAKING[rule.says]}
    evidence = Evidence.of({rule.table: table_of(CONTRACTS[rule.table], sound, broken, sound)})

    kept = how_kept(evidence, rule.table)

    assert [(each.rule.says, each.rows) for each in kept.broken] == [(rule.says, 1)]
    assert (kept.rows, kept.keeping) == (3, 2)
    assert kept.share == pytest.approx(2 / 3)


def test_a_row_that_breaks_two_rules_is_counted_once_among_the_rows() -> None:
    row = {**SOUND["interval_stat"], "handled": 9, "answered_in_threshold": 11}

    kept = how_kept(Evidence.of({"interval_stat": table_of(CONTRACTS["interval_stat"], row)}), "interval_stat")

    assert len(kept.broken) == 2
    assert (kept.keeping, kept.share) == (0, 0.0)


def test_what_nobody_filled_breaks_no_rule() -> None:
    row = {"starts_at": at(0), "offered": 10}

    kept = how_kept(Evidence.of({"interval_stat": table_of(CONTRACTS["interval_stat"], row)}), "interval_stat")

    assert kept.broken == ()


@pytest.mark.parametrize("name", CONTRACTS)
def test_durations_and_shares_of_every_table_have_a_rule(name: str) -> None:
    measured = [c.name for c in CONTRACTS[name].columns if c.kind in {Kind.MILLISECONDS, Kind.SHARE}]

    assert all(any(rule.broken_when.startswith(f"{column} <") for rule in rules_for(name)) for column in measured)


def test_a_negative_duration_breaks_its_rule() -> None:
    row = {**SOUND["contact"], "hold_ms": -1}

    kept = how_kept(Evidence.of({"contact": table_of(CONTRACTS["contact"], row)}), "contact")

    assert [each.rule.says for each in kept.broken] == ["hold_ms is not negative"]
