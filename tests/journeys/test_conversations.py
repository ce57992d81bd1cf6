"""Conversations worth reading are chosen the same way every time, and only from the contacts that were asked about."""

from datetime import UTC, datetime, timedelta

import pyarrow as pa

from centreline.blueprint.journey import Recognition
from centreline.evidence.engine import Evidence
from centreline.evidence.scope import Scope
from centreline.journeys.conversations import MOST_TURNS, conversation_of, sampled_conversations

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
BILLING = Recognition(queues=("billing",))

CONTACTS = [  # id, queue, reason, customer, days after the first, talk in seconds, partner
    ("1", "billing", "bill", "ann", 0, 600, None),  # the longest, and Ann came again after a day
    ("2", "billing", "bill", "ann", 1, 60, None),
    ("3", "billing", "bill", "bob", 9, 30, "kestrel"),  # the newest with words
    ("4", "billing", "bill", "cia", 10, 900, None),  # newer and longer, but nobody kept a word
    ("5", "billing", None, "dan", 3, None, None),  # no reason, and the only one
    ("6", "sales", "offer", "eve", 5, 60, None),  # of another touchpoint
]
SPOKEN = ("1", "2", "3", "5", "6")


def _evidence(spoken: tuple[str, ...] = SPOKEN, *, turns: int = 3) -> Evidence:
    contacts = [
        {"source": "acd", "contact_id": name, "queue": queue, "reason": reason, "customer_id": customer,
         "offered_at": NOON + timedelta(days=days), "talk_ms": talk and talk * 1000, "partner": partner,
         "outcome": "handled", "channel": "voice"}
        for name, queue, reason, customer, days, talk, partner in CONTACTS
    ]  # fmt: skip
    partners = {name: partner for name, *_rest, partner in CONTACTS}
    said = [
        {"source": "acd", "contact_id": name, "turn_no": number, "speaker": "agent" if number % 2 else "customer",
         "at": NOON, "text": f"{name}.{number}", "partner": partners[name]}
        for number in range(turns, 0, -1) for name in spoken
    ]  # fmt: skip
    tables = {"contact": pa.Table.from_pylist(contacts)}
    return Evidence.of(tables | ({"turn": pa.Table.from_pylist(said)} if said else {}))


def test_the_newest_the_longest_and_one_that_came_again_are_chosen_of_each_reason() -> None:
    found = sampled_conversations(_evidence(), BILLING)

    assert found is not None
    assert (found.contacts, found.spoken) == (5, 4)
    assert [(one.reason, one.contacts, one.spoken) for one in found.reasons] == [("bill", 4, 3), (None, 1, 1)]
    assert [(one.contact_id, one.chosen_as) for one in found.reasons[0].chosen] == [
        ("3", ("newest",)),
        ("1", ("longest", "came_again")),
    ]
    assert [(one.contact_id, one.turns, one.chosen_as) for one in found.reasons[1].chosen] == [("5", 3, ("newest",))]


def test_it_says_so_when_no_word_was_brought_or_none_of_these_contacts() -> None:
    nowhere = sampled_conversations(_evidence(("6",)), BILLING)

    assert sampled_conversations(_evidence(()), BILLING) is None
    assert nowhere is not None
    assert (nowhere.contacts, nowhere.spoken, nowhere.reasons) == (5, 0, ())


def test_a_conversation_is_told_in_order_and_only_of_a_contact_that_fits() -> None:
    evidence = _evidence()

    found = conversation_of(evidence, BILLING, source="acd", contact_id="1")

    assert found is not None
    assert [(one.number, one.speaker, one.text) for one in found.turns] == [
        (1, "agent", "1.1"),
        (2, "customer", "1.2"),
        (3, "agent", "1.3"),
    ]
    assert "customer_id" not in found.contact
    assert conversation_of(evidence, BILLING, source="acd", contact_id="6") is None
    assert conversation_of(evidence, BILLING, source="desk", contact_id="1") is None
    assert conversation_of(evidence, BILLING, source="acd", contact_id="4") is None


def test_a_very_long_one_is_cut_and_says_how_long_it_is() -> None:
    found = conversation_of(_evidence(("1",), turns=MOST_TURNS + 1), BILLING, source="acd", contact_id="1")

    assert found is not None
    assert (len(found.turns), found.all_turns) == (MOST_TURNS, MOST_TURNS + 1)


def test_a_partner_is_told_of_their_own_alone() -> None:
    theirs = _evidence().within(Scope.of_partner("kestrel", reader="kim"))

    found = sampled_conversations(theirs, BILLING)

    assert found is not None
    assert (found.contacts, found.spoken) == (1, 1)
    assert [one.contact_id for one in found.reasons[0].chosen] == ["3"]
    assert conversation_of(theirs, BILLING, source="acd", contact_id="1") is None
    other = _evidence().within(Scope.of_partner("vistula", reader="viktor"))
    assert conversation_of(other, BILLING, source="acd", contact_id="3") is None
