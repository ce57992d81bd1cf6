"""What passes the door before it is written: rows, rejected rows, words and messages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from telephone import CALLS, DOOR, HEADER, NOW, call, write_csv

from centreline.evidence.ingest import IngestReport, ingest_file, preview_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping
from centreline.evidence.privacy.door import Door
from centreline.kernel.errors import FileUnreadable, MappingInvalid

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]
Load = Callable[[str], Mapping]

CARD = "4111 1111 1111 1111"
PAID = f"paid with {CARD}"


def customer_call(name: str, customer: str, **cells: str) -> tuple[str, ...]:
    row = list(call(name, **cells))
    row[HEADER.index("customer")] = customer
    return tuple(row)


def bytes_below(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_customers_have_a_pseudonym_and_cards_are_gone(bring: Bring, held: Held, lake: Lake) -> None:
    report = bring([customer_call("a", "ada-lovelace", queue=PAID), customer_call("b", "ada-lovelace"), call("c")])

    rows = held("contact_id", "customer_id", "queue")
    assert [row["customer_id"] for row in rows] == [DOOR.pseudonym("ada-lovelace")] * 2 + [None]
    assert CARD not in rows[0]["queue"]
    assert [(one.column, one.kind, one.times) for one in report.replaced] == [("queue", "card", 1)]
    assert report.remarks == ("1 card number was replaced in queue before anything was written.",)
    written = bytes_below(lake.folder.parent)
    assert b"ada-lovelace" not in written
    assert CARD.encode() not in written


def test_many_rows_with_few_words_are_counted_one_by_one(bring: Bring, held: Held) -> None:
    rows = [customer_call(f"c{n}", f"ada {n % 3}", queue=PAID if n % 5 == 0 else "billing") for n in range(6_000)]

    report = bring(rows)

    assert [(one.kind, one.times) for one in report.replaced] == [("card", 1_200)]
    assert {row["customer_id"] for row in held("customer_id")} == {DOOR.pseudonym(f"ada {n}") for n in range(3)}


def test_rejected_rows_hold_no_customer_and_no_card(bring: Bring, held: Held, lake: Lake) -> None:
    report = bring([customer_call("a", "ada-lovelace", queue=PAID, wait=f"soon {CARD}")])

    assert report.rejected_file is not None
    text = report.rejected_file.read_text(encoding="utf-8-sig")
    assert CARD not in text
    assert "ada-lovelace" not in text
    assert DOOR.pseudonym("ada-lovelace") in text
    assert CARD not in str(report.errors)

    bring(text.replace(report.errors[0].examples[0][1] or "", "7"), name="repaired.csv")
    assert [row["customer_id"] for row in held("customer_id")] == [DOOR.pseudonym("ada-lovelace")]


def test_words_nobody_foresaw_pass_the_door_too(bring: Bring, held: Held) -> None:
    row = list(call("a"))
    row[HEADER.index("result")] = PAID

    report = bring([tuple(row)])

    assert CARD not in report.strange[0].word
    assert CARD not in held("disposition")[0]["disposition"]


def test_a_message_that_quotes_the_file_passes_the_door(bring: Bring) -> None:
    with pytest.raises(FileUnreadable, match="is no JSON object") as stopped:
        bring(f'{{"id": "a"}}\n"{PAID}"\n', name="calls.ndjson")

    assert CARD not in str(stopped.value)


@pytest.mark.parametrize("written", ["+49 30 901820", "0049-30-901820", "+4930901820"])
def test_a_telephone_number_is_one_customer_however_it_is_written(bring: Bring, held: Held, written: str) -> None:
    bring([customer_call("a", written)], mapping=CALLS.replace("customer: customer", "").replace(
        "customer_id: customer", "customer_id: {from: customer, is: phone}"
    ))  # fmt: skip

    assert held("customer_id") == [{"customer_id": DOOR.pseudonym("+4930901820", of="phone")}]


def test_a_name_before_the_number_parts_the_customers_of_two_systems(bring: Bring, held: Held) -> None:
    prefixed = CALLS.replace("customer_id: customer", """customer_id: {expression: "'switch-' + customer"}""")

    bring([customer_call("a", "4711"), customer_call("b", "")], mapping=prefixed)

    assert held("customer_id") == [{"customer_id": DOOR.pseudonym("switch-4711")}, {"customer_id": None}]


def test_what_names_no_customer_cannot_be_said_to(mapping_of: Load) -> None:
    with pytest.raises(MappingInvalid) as stopped:
        mapping_of(CALLS.replace("queue: queue", "queue: {from: queue, is: phone}"))

    assert "queue names no customer" in str(stopped.value)


def test_people_who_were_erased_do_not_come_back(lake: Lake, mapping_of: Load, tmp_path: Path, held: Held) -> None:
    rows = [
        customer_call("a", "ada-lovelace"),
        customer_call("b", "bob"),
        customer_call("c", "ada-lovelace", wait="soon"),
    ]
    path = write_csv(tmp_path / "calls.csv", rows)
    door = Door(b"a secret of thirty-two bytes, 32!", erased=frozenset({DOOR.pseudonym("ada-lovelace")}))
    mapping = mapping_of(CALLS)

    seen = preview_file(lake, path, mapping=mapping, door=door, zone="UTC")
    report = ingest_file(lake, path, mapping=mapping, door=door, zone="UTC", now=NOW)

    assert held("contact_id", "customer_id") == [{"contact_id": "b", "customer_id": DOOR.pseudonym("bob")}]
    assert report.skipped_because == {"people who were erased": 2}
    assert (report.counts.created, report.counts.skipped, report.counts.rejected) == (1, 2, 0)
    assert report.rejected_file is None
    assert seen.counts == report.counts


def test_ids_that_hold_a_card_number_stay_apart_without_it(bring: Bring, held: Held) -> None:
    bring([call("4111111111111111"), call("5500000000000004")])

    names = [row["contact_id"] for row in held("contact_id")]
    assert len(set(names)) == 2
    assert not [name for name in names if "4111111111111111" in name or "5500000000000004" in name]
