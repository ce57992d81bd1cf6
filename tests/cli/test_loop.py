"""From nothing to a review, typed by hand."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from centreline.cli import terminal
from centreline.evidence.lake import Lake

Run = Callable[..., Any]


def test_a_newcomer_gets_from_nothing_to_a_review(run: Run, begun: Any, tmp_path: Path) -> None:
    place, calls = begun.place, begun.calls

    dry = run("ingest", "contact", calls, "-m", "calls", "-w", place, "--dry-run", "--format", "json")
    wet = run("ingest", "contact", calls, "-m", "calls", "-w", place, "--format", "json")
    again = run("ingest", "contact", calls, "-m", "calls", "-w", place, "--format", "json")
    measured = run("measure", "abandonment_rate", "-w", place, "--format", "json")
    reviewed = run("review", place, "--out", tmp_path / "review.html", "--out", tmp_path / "review.md")

    assert dry.document["rows"] == wet.document["rows"] == counted(created=3, rejected=1)
    assert dry.document["import_id"] is None
    assert again.document["rows"] == counted(same=3, rejected=1)
    [answer] = measured.document["answers"]
    assert (answer["value"], answer["n"]) == (1 / 3, 3)
    assert reviewed.code == 0
    assert (tmp_path / "review.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_rejected_rows_are_kept_with_their_reason_and_where_to_find_them(run: Run, begun: Any) -> None:
    place, calls = begun.place, begun.calls

    said = run("ingest", "contact", calls, "-m", "calls", "-w", place)

    [rejected] = (place / "rejected").glob("*.csv")
    assert rejected.name in said.plain.replace(" ", "")
    assert "oops" in rejected.read_text(encoding="utf-8")


@pytest.mark.parametrize("also", [(), ("--dry-run",), ("--format", "json")])
def test_a_file_of_which_no_row_can_be_kept_is_bad_input(run: Run, begun: Any, also: tuple[str, ...]) -> None:
    calls = begun.calls
    head, *_, bad = calls.read_text(encoding="utf-8").splitlines()
    calls.write_text(f"{head}\n{bad}\n", encoding="utf-8")

    said = run("ingest", "contact", calls, "-m", "calls", "-w", begun.place, *also)

    assert said.code == 2
    assert "unit:" in said.out
    assert not (begun.place / "evidence").exists()


def test_an_import_can_be_taken_back(run: Run, begun: Any) -> None:
    place, calls = begun.place, begun.calls
    brought = run("ingest", "contact", calls, "-m", "calls", "-w", place, "--format", "json").document

    undone = run("undo", brought["import_id"], "-w", place)
    after = run("measure", "abandonment_rate", "-w", place)

    assert undone.code == 0
    assert "Took back calls.csv" in undone.out
    assert after.code == 2
    assert "no records have been brought yet" in after.err


def test_the_evidence_says_what_it_holds(run: Run, brought: Any) -> None:
    book = run("evidence", brought.place, "--format", "json").document

    [table] = book["tables"]
    assert (table["name"], table["rows"]) == ("contact", 3)
    assert "customer_id" in table["never_filled"]
    assert [one["file"] for one in book["imports"]] == ["calls.csv"]


def counted(**rows: int) -> dict[str, int]:
    return {"created": 0, "changed": 0, "same": 0, "older": 0, "skipped": 0, "rejected": 0, **rows}


def test_names_that_go_into_the_next_command_are_never_broken(
    run: Run, brought: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    [import_] = Lake(brought.place / "evidence").imports()
    monkeypatch.setattr(terminal, "console", Console(width=60, highlight=False))

    assert import_.id in run("evidence", brought.place).out
    assert "first_contact_resolution" in run("explain", "metrics").out
