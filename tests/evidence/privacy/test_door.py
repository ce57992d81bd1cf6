"""The door: pseudonyms, redaction of texts, names, columns, tables and documents."""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.privacy.door import Door
from centreline.evidence.privacy.identifiers import is_pseudonym
from centreline.evidence.vendors.source import Identifier

DOOR = Door(b"a secret of a made-up centre, 32 b", region="DE")
CARD = "4111111111111111"
OTHER_CARD = "4012888888881881"


def test_a_person_has_one_pseudonym_however_a_source_writes_them() -> None:
    assert DOOR.pseudonym("+49 30 901820", of="phone") == DOOR.pseudonym("030/901820", of="phone")
    assert DOOR.pseudonym(" Ada@Example.org", of="email") == DOOR.pseudonym("ada@example.org", of="email")
    assert DOOR.pseudonym("Müller, Jörg", of="name") == DOOR.pseudonym("JORG MULLER", of="name")
    assert DOOR.pseudonym("3.12.1985", of="birth") == DOOR.pseudonym("1985-12-03", of="birth")
    assert DOOR.pseudonym("sw1a 1aa", of="postcode") == DOOR.pseudonym("SW1A1AA", of="postcode")
    assert DOOR.pseudonym("DE-12 345", of="account") == DOOR.pseudonym("de12345", of="account")


def test_identifiers_of_two_kinds_never_meet() -> None:
    kinds = ["customer", "phone", "email", "name", "birth", "postcode", "account"]

    assert len({DOOR.pseudonym("12345", of=kind) for kind in kinds}) == len(kinds)


def test_another_secret_makes_everybody_a_stranger() -> None:
    assert Door(b"another secret").pseudonym("C1") != DOOR.pseudonym("C1")


@given(st.text())
def test_a_pseudonym_stays_as_it_is_and_a_blank_stays_blank(text: str) -> None:
    once = DOOR.pseudonym(text)

    assert DOOR.pseudonym(once) == once
    assert is_pseudonym(once) or not text.strip()


@given(st.lists(st.one_of(st.none(), st.text(max_size=12)), max_size=30))
def test_a_column_has_the_pseudonyms_of_its_values(values: list[str | None]) -> None:
    column = pa.chunked_array([pa.array(values[:7], pa.string()), pa.array(values[7:], pa.string())])

    expected = [None if value is None else DOOR.pseudonym(value) for value in values]
    assert DOOR.pseudonyms(column).to_pylist() == expected


def test_the_secret_is_never_shown() -> None:
    door = Door(b"CANARY-SECRET-0123456789abcdef012", erased=frozenset({"p_1"}))

    assert "CANARY" not in repr(door) + str(door) + repr(door._pseudonyms)


def test_two_names_of_rows_that_are_card_numbers_stay_two_and_can_still_be_joined() -> None:
    column = pa.chunked_array([[CARD, OTHER_CARD, CARD, "C-1", None]])

    clean, found = DOOR.redact_ids(column)

    first, second, again, plain, nothing = clean.to_pylist()
    assert (first, plain, nothing) == (again, "C-1", None)
    assert first != second
    assert "1111" not in str(first).split("p_")[0]
    assert found == Counter(card=3)


@pytest.mark.parametrize("text", [f"pay with {CARD}, mail ada@example.org", "IBAN DE89 3704 0044 0532 0130 00"])
def test_redacting_again_changes_nothing(text: str) -> None:
    once = DOOR.redact(text)

    assert sum(once.found.values()) > 0
    assert DOOR.redact(once.text).text == once.text
    assert not DOOR.redact(once.text).found


def test_a_clean_column_is_handed_back_as_it_came() -> None:
    column = pa.chunked_array([["billing", None, "C-00012", "2026-01"], []], type=pa.string())

    clean, found = DOOR.redact_column(column)

    assert clean.equals(column)
    assert not found


@pytest.mark.parametrize("repeated", [1, 30_000])
@pytest.mark.parametrize("kind", [pa.string(), pa.dictionary(pa.int32(), pa.string())], ids=["text", "dictionary"])
def test_a_column_is_redacted_cell_by_cell_and_counted_by_row(repeated: int, kind: pa.DataType) -> None:
    texts: list[str | None] = [
        f"card {CARD}",
        None,
        "fine",
        "mail a@example.org or b@example.org",
        f"card {CARD}",
    ] * repeated
    column = pa.chunked_array([pa.array(texts, pa.string()).cast(kind)])

    clean, found = DOOR.redact_column(column)

    assert clean.type == kind
    expected = {text: DOOR.redact(text).text for text in texts[:5] if text is not None} | {None: None}
    assert clean.to_pylist() == [expected[text] for text in texts]
    assert found == Counter(card=2 * repeated, email=2 * repeated)


def test_each_column_of_a_contract_is_treated_by_its_class() -> None:
    contract = CONTRACTS["event"]
    rows = pa.table(
        {
            "customer_id": ["ada", None],
            "comment": [f"my card is {CARD}", "fine"],
            "case_id": [CARD, "C-2"],
            "queue": ["sales@example.org", "help@example.org"],
            "person": ["lee@example.org", "kim@example.org"],
        }
    )

    clean, found = DOOR.redact_table(rows, contract=contract)

    assert clean["customer_id"].to_pylist() == [DOOR.pseudonym("ada"), None]
    assert clean["comment"].to_pylist() == ["my card is [card ••••1111]", "fine"]
    assert clean["case_id"].to_pylist()[1] == "C-2"
    assert clean["person"].to_pylist() == ["lee@example.org", "kim@example.org"]
    assert len(set(clean["queue"].to_pylist())) == 2
    assert "@" not in "".join(clean["queue"].to_pylist())
    assert found == Counter(card=2, email=2)


def test_a_document_keeps_its_shape_and_loses_what_may_not_be_kept() -> None:
    document: dict[str, Any] = {
        "participants": [{"sessions": [{"ani": "030 901820", "ContactId": CARD}]}, {"sessions": []}],
        "note": f"paid with {CARD}",
        "amount": 12.5,
        "number": int(CARD),
        "flags": [True, None, 3],
    }

    clean, found = DOOR.redact_json(document, identifiers=[Identifier("participants[].sessions[].ani", "phone")])

    session = clean["participants"][0]["sessions"][0]
    assert session == {"ani": DOOR.pseudonym("030 901820", of="phone"), "ContactId": DOOR.redact_id(CARD).text}
    assert clean["note"] == "paid with [card ••••1111]"
    assert (clean["amount"], clean["number"], clean["flags"]) == (12.5, "[card ••••1111]", [True, None, 3])
    assert found == Counter(card=3)


def test_rows_of_people_who_were_erased_are_turned_away() -> None:
    gone = DOOR.pseudonym("gone")
    door = Door(b"a secret of a made-up centre, 32 b", erased=frozenset({gone}))

    assert door.turned_away(pa.chunked_array([[gone, None, "p_1"]])).to_pylist() == [True, False, False]
    assert door.is_erased(door.pseudonym("gone"))
    assert not door.is_erased(None)


def test_a_moment_is_no_card_number() -> None:
    moments = [datetime(2026, 3, day, 17, 12, 59, tzinfo=UTC) for day in range(1, 29)]
    written = [
        text for at in moments for text in (at.isoformat(), f"{at:%Y%m%d%H%M%S}", str(int(at.timestamp() * 1e6)))
    ]

    assert [text for text in written if DOOR.redact(text).found] == []
