"""Genesys Cloud in the lake: however its exports come, the tables are the same."""

import copy
from collections.abc import Callable
from typing import Any

from genesys_made import abandoned_call, adherence, conversations, schedule, transferred_call

from centreline.evidence.vendors.genesys.adherence import GENESYS_ADHERENCE
from centreline.evidence.vendors.genesys.conversations import GENESYS_CONVERSATIONS
from centreline.evidence.vendors.genesys.schedules import GENESYS_SCHEDULES

Check = Callable[..., Any]


def still_open() -> dict[str, Any]:
    made = copy.deepcopy(transferred_call())
    del made["conversationEnd"], made["evaluations"], made["surveys"]
    made["participants"] = made["participants"][1:4]
    return made


def test_conversations_give_the_same_tables_however_they_come(same_tables_however_delivered: Check) -> None:
    tables = same_tables_however_delivered(GENESYS_CONVERSATIONS, [still_open(), *conversations()], examples=3)

    assert set(tables) == {"contact", "leg", "routing_event", "evaluation", "survey_response", "customer"}
    assert len(tables["contact"]) == 3
    assert all((row["customer_id"] or "p_").startswith("p_") for row in tables["contact"])


def test_an_import_of_conversations_can_be_taken_back(undone_as_if_never_brought: Check) -> None:
    undone_as_if_never_brought(GENESYS_CONVERSATIONS, [still_open(), transferred_call(), abandoned_call()])

    assert still_open()["participants"]


def test_fields_nobody_foresaw_are_kept(unknown_fields_are_kept: Check) -> None:
    made = transferred_call()

    unknown_fields_are_kept(GENESYS_CONVERSATIONS, [made])

    assert "field_of_next_year" not in made


def test_a_channel_nobody_foresaw_is_other(unknown_word_becomes_other: Check) -> None:
    made = abandoned_call()
    place = "participants.0.sessions.0.mediaType"

    unknown_word_becomes_other(GENESYS_CONVERSATIONS, [made], at=place, column="contact.channel")

    assert made["participants"][0]["purpose"] == "customer"


def test_workforce_exports_give_the_same_tables_however_they_come(same_tables_however_delivered: Check) -> None:
    later = adherence(start="2026-02-02T09:00:00.000Z", end="2026-02-03T09:00:00.000Z")

    states = same_tables_however_delivered(GENESYS_ADHERENCE, [adherence(), later, adherence("u2")], examples=3)
    shifts = same_tables_however_delivered(GENESYS_SCHEDULES, [schedule("u1"), schedule("u2")], examples=3)

    assert set(states) == {"agent_state", "interval_stat"}
    assert (len(shifts["shift"]), len(shifts["shift_activity"])) == (2, 6)
