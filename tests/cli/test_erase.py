"""A person writes a letter, two people agree, and nothing of the person is left: at the command line."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from three_calls import brought

Run = Callable[..., Any]
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
JSON = ("--format", "json")


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the centre of these tests is made once."""
    return tmp_path_factory.mktemp("desk")


@pytest.fixture
def place(run: Run, once: Path, tmp_path: Path) -> Path:
    """A centre with three calls of two people; the file they came in lies beside it."""
    if not (once / "calls.csv").exists():
        assert brought(run, once / "place").code == 0
    shutil.copytree(once, tmp_path, dirs_exist_ok=True)
    return tmp_path / "place"


def asked(run: Run, place: Path) -> str:
    words = ("--because", "her letter of 3 May", "--by", "Ann")
    plan: str = run("erase", "ask", "--customer", "ada-7", *words, "-w", place, *JSON).document["id"]
    return plan


def test_a_person_is_found_and_counted(run: Run, place: Path) -> None:
    said = run("erase", "find", "--customer", "ada-7", "-w", place)

    assert said.code == 0
    assert re.search(r"contact\s+\W?\s*2\s", said.plain)


def test_two_people_agree_and_nothing_is_left(run: Run, place: Path, tmp_path: Path) -> None:
    plan = asked(run, place)
    alone = run("erase", "approve", plan, "--by", "Ann", "-w", place)
    early = run("erase", "run", plan, "-w", place)
    approved = run("erase", "approve", plan, "--by", "Ben", "-w", place)
    ran = run("erase", "run", plan, "-w", place)
    again = run("ingest", "contact", tmp_path / "calls.csv", "-m", "desk", "-w", place)

    assert (alone.code, early.code, approved.code, ran.code) == (2, 2, 0, 0)
    assert "cannot approve it" in alone.err
    assert "is asked, not approved" in early.err
    assert "the person is named in none of them" in ran.plain
    assert again.code == 0
    held = run("measure", "contacts_offered", "-w", place, *JSON).document
    assert [answer["value"] for answer in held["answers"]] == [1]
    missing = run("erase", "find", "--customer", "ada-7", "-w", place)
    assert missing.code == 2
    assert "nothing is held on anybody of that name" in missing.err


def test_a_hold_keeps_an_erasure_and_retention_from_running(run: Run, place: Path) -> None:
    plan = asked(run, place)
    run("erase", "approve", plan, "--by", "Ben", "-w", place)
    held = run("hold", "place", "--customer", "ada-7", "--because", "case 12", "--by", "Cleo", "-w", place, *JSON)

    kept = run("erase", "run", plan, "-w", place)
    due = run("retention", "--on", "2026-03-01", "-w", place, *JSON).document
    run("hold", "lift", held.document["id"], "--by", "Cleo", "-w", place)
    after = run("retention", "--on", "2026-03-01", "-w", place, *JSON).document

    assert "a legal hold of Cleo stands against this erasure: case 12" in kept.err
    assert (due["rows"], after["rows"]) == ({"contact": 1}, {"contact": 2})


def test_what_is_due_leaves_only_when_told_to(run: Run, place: Path) -> None:
    dry = run("retention", "--on", "2026-03-01", "-w", place)
    ran = run("retention", "--on", "2026-03-01", "--run", "-w", place)
    nothing = run("retention", "--on", "2026-03-01", "-w", place)

    assert "Nothing has left; `centreline retention --run` takes them out for good." in dry.plain
    assert ran.code == 0
    assert "Nothing is due on 2026-03-01." in nothing.plain


def test_a_time_nobody_can_read_is_bad_input(run: Run, place: Path) -> None:
    settings = place / "centreline.yaml"
    settings.write_text(settings.read_text() + "retention: {transcripts: six weeks}\n", encoding="utf-8")

    said = run("retention", "-w", place)

    assert said.code == 2
    assert "cannot read 'six weeks' as a time rows are kept for" in said.err


def test_nobody_named_is_said_with_what_to_write(run: Run, place: Path) -> None:
    said = run("erase", "find", "-w", place)

    assert said.code == 2
    assert "write --phone, --email, --account or --customer" in said.err


def test_an_empty_list_says_how_to_begin(run: Run, place: Path) -> None:
    assert "`centreline erase find`" in run("erase", "list", "-w", place).plain
    assert "No legal hold was ever placed here." in run("hold", "list", "-w", place).plain


def test_documents_have_the_keys_of_their_page(run: Run, place: Path) -> None:
    found = run("erase", "find", "--customer", "ada-7", "-w", place, *JSON).document
    plan = asked(run, place)
    run("erase", "approve", plan, "--by", "Ben", "-w", place)
    ran = run("erase", "run", plan, "-w", place, *JSON).document
    again = run("erase", "again", "-w", place, *JSON).document
    listed = run("erase", "list", "-w", place, *JSON).document
    access = run("access", "--customer", "bob-1", "--to", place / "bob.zip", "-w", place, *JSON).document
    hold = run("hold", "place", "--customer", "bob-1", "--because", "x", "--by", "C", "-w", place, *JSON).document
    due = run("retention", "-w", place, *JSON).document

    assert set(found) | set(ran) | set(listed) | set(again) == documented("centreline erase")
    assert set(access) == documented("centreline access")
    assert {"holds"} | set(hold) == documented("centreline hold")
    assert set(due) == documented("centreline retention")


def documented(heading: str) -> set[str]:
    """Return the keys at the top of the documents of a command."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    keys = re.findall(r"`([^`]+)`", " ".join(line.split("|")[1] for line in section.splitlines() if "|" in line))
    return {re.split(r"[.\[]", key)[0] for key in keys}
