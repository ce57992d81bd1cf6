"""The ledger and the timeline at the terminal."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]

CUSTOMERS = """\
id;phone;since
17;911 123 456;2024-01-01
18;911 123 456;2024-01-01
"""
CALLS = """\
call;came;who;why
1;2026-01-05 09:00:00;17;bill
2;2026-01-07 09:05:00;18;bill
3;2026-01-31 10:00:00;19;bill
"""
CALL_MAPPING = """\
mapping: named
version: 1
table: contact
zone: Europe/Madrid
constants: {source: switch, channel: voice, outcome: handled}
columns:
  contact_id: call
  offered_at: {from: came, format: "%Y-%m-%d %H:%M:%S"}
  customer_id: who
  reason: why
"""
CUSTOMER_MAPPING = """\
mapping: people
version: 1
table: customer
zone: Europe/Madrid
constants: {source: crm}
columns:
  customer_id: id
  known_on: {from: since, format: "%Y-%m-%d"}
  phone_key: phone
"""


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the centre of these tests is made once."""
    return tmp_path_factory.mktemp("begun")


@pytest.fixture
def place(run: Run, begun: Path, tmp_path: Path) -> Path:
    """A centre with three calls of two people: 17 and 18 have one telephone."""
    if not (begun / "place").exists():
        bring_calls(run, begun)
    shutil.copytree(begun / "place", tmp_path / "place")
    return tmp_path / "place"


def bring_calls(run: Run, folder: Path) -> None:
    place = folder / "place"
    run("init", place, "--name", "A centre", "--zone", "Europe/Madrid")
    (place / "centreline.yaml").write_text((place / "centreline.yaml").read_text() + "\nregion: ES\n")
    for table, rows, mapping in (("contact", CALLS, CALL_MAPPING), ("customer", CUSTOMERS, CUSTOMER_MAPPING)):
        name = mapping.split()[1]
        (place / "mappings" / f"{name}.yaml").write_text(mapping, encoding="utf-8")
        (folder / f"{name}.csv").write_text(rows, encoding="utf-8")
        brought = run("ingest", table, folder / f"{name}.csv", "-m", name, "-w", place)
        assert brought.code == 0, brought.err


def test_a_customer_is_found_by_id_and_by_telephone_under_every_name(run: Run, place: Path) -> None:
    by_id = run("timeline", "17", "-w", place, "--format", "json").document
    by_phone = run("timeline", "--phone", "+34 911 12 34 56", "-w", place, "--format", "json").document
    by_number_alone = run("timeline", "911123456", "-w", place, "--format", "json").document
    shown = run("timeline", "18", "-w", place)

    assert len(by_id["customers"]) == 2
    assert all(name.startswith("p_") for name in by_id["customers"])
    assert [moment["contact_id"] for moment in by_id["moments"]] == ["1", "2"]
    assert by_id["issues"] == ["switch/1"]
    assert by_phone == by_number_alone == by_id
    assert "2 contacts, 1 issue ·" in shown.plain


def test_who_is_nobody_is_told_what_to_do(run: Run, place: Path) -> None:
    nobody = run("timeline", "99", "-w", place)
    two = run("timeline", "17", "--email", "a@example.org", "-w", place)

    assert (nobody.code, two.code) == (2, 2)
    assert "nobody in the evidence has this id; its pseudonym is 'p_" in nobody.err
    assert "a timeline is of one customer" in two.err


def test_a_merge_is_undone_and_does_not_come_back(run: Run, place: Path) -> None:
    one, other = run("timeline", "17", "-w", place, "--format", "json").document["customers"]
    before = run("ledger", "-w", place, "--format", "json").document

    listed = run("ledger", "merges", "-w", place)
    words = ("--because", "two sisters", "--by", "Ann")
    parted = run("ledger", "part", one, other, *words, "-w", place, "--format", "json").document
    alone = run("ledger", "merges", "-w", place)
    after = run("ledger", "-w", place, "--format", "json").document
    run("ledger", "join", other, one, "-w", place)
    again = run("ledger", "-w", place, "--format", "json").document

    assert (before["persons"], after["persons"], again["persons"]) == (2, 3, 2)
    assert (before["issues"], after["issues"], again["issues"]) == (2, 3, 2)
    assert (parted["verdict"], parted["because"], parted["by"]) == ("kept_apart", "two sisters", "Ann")
    first, second = sorted((one, other))
    assert "the sources say the same of both in the telephone number." in listed.plain
    assert f"undo it: centreline ledger part {first} {second}" in listed.plain
    assert "1 merges stand." in listed.plain
    assert "Nobody was merged with anybody." in alone.plain
    assert after["refused"] == 1
    assert {before["kept"], after["kept"], again["kept"]} == {True}


def test_two_whom_no_key_ties_are_one_person_because_somebody_decided_so(run: Run, place: Path) -> None:
    [one], [first, *_] = (
        run("timeline", name, "-w", place, "--format", "json").document["customers"] for name in ("19", "17")
    )

    run("ledger", "join", one, first, "-w", place)
    told = run("timeline", "19", "-w", place)

    assert told.code == 0
    assert "are one person: somebody decided so." in told.plain
    assert "3 contacts" in told.plain


def test_a_decision_about_a_stranger_is_refused(run: Run, place: Path) -> None:
    said = run("ledger", "join", "p_nobody", "p_other", "-w", place)

    assert said.code == 2
    assert "nobody is called 'p_nobody' in the evidence" in said.err


def test_answers_say_by_which_ledger_they_were_counted(run: Run, place: Path) -> None:
    def ledger(variant: str) -> str:
        asked = run("measure", "repeat_contact_rate", "-v", variant, "-w", place, "--format", "json")
        return asked.document["answers"][0]["ledger"]

    compared = run("compare", "repeat_contact_rate", "-w", place)

    assert ledger("followed_7d") == "customers as the sources name them, same reason"
    assert ledger("followed_any_reason_7d") == "customers as the sources name them, any reason"
    assert ledger("by_issue").startswith("issue ledger ")
    assert ledger("by_issue").endswith(", persons by exact keys")
    assert "persons by exact keys" in compared.plain
    assert run("measure", "contacts_offered", "-w", place, "--format", "json").document["answers"][0]["ledger"] is None


def test_the_ledger_says_how_far_it_reaches(run: Run, place: Path) -> None:
    said = run("ledger", "-w", place)

    assert "3 contacts, 3 of a known customer: 3 customers, 2 persons." in said.plain
    assert "Likely pairs were not looked for" in said.plain
    assert "No source names issues for both sides of a pair" in said.plain
