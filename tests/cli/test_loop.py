"""From nothing to a review, typed by hand."""

from pathlib import Path

from tests.cli.conftest import Run

CALLS = """\
call;came;waited;talked;how;who
1;2026-01-05 09:00:00;5;100;answered;ann
2;2026-01-05 09:05:00;70;0;left;
3;2026-01-05 10:00:00;15;200;answered;ben
4;2026-01-06 10:00:00;oops;200;answered;ben
"""
MAPPING = """\
mapping: calls
version: 1
table: contact
zone: Europe/Madrid
constants: {source: switch, channel: voice}
columns:
  contact_id: call
  offered_at: {from: came, format: "%Y-%m-%d %H:%M:%S"}
  wait_ms: {from: waited, unit: s}
  talk_ms: {from: talked, unit: s}
  outcome: {from: how, values: {answered: handled, left: abandoned}}
  agent: who
"""


def test_a_newcomer_gets_from_nothing_to_a_review(run: Run, tmp_path: Path) -> None:
    place, calls = begun(run, tmp_path)

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


def test_rejected_rows_are_kept_with_their_reason_and_where_to_find_them(run: Run, tmp_path: Path) -> None:
    place, calls = begun(run, tmp_path)

    said = run("ingest", "contact", calls, "-m", "calls", "-w", place)

    [rejected] = (place / "rejected").glob("*.csv")
    assert rejected.name in said.plain.replace(" ", "")
    assert "oops" in rejected.read_text(encoding="utf-8")


def test_an_import_can_be_taken_back(run: Run, tmp_path: Path) -> None:
    place, calls = begun(run, tmp_path)
    brought = run("ingest", "contact", calls, "-m", "calls", "-w", place, "--format", "json").document

    undone = run("undo", brought["import_id"], "-w", place)
    after = run("measure", "abandonment_rate", "-w", place)

    assert undone.code == 0
    assert "Took back calls.csv" in undone.out
    assert after.code == 2
    assert "no records have been brought yet" in after.err


def test_the_evidence_says_what_it_holds(run: Run, tmp_path: Path) -> None:
    place, calls = begun(run, tmp_path)
    run("ingest", "contact", calls, "-m", "calls", "-w", place)

    book = run("evidence", place, "--format", "json").document

    [table] = book["tables"]
    assert (table["name"], table["rows"]) == ("contact", 3)
    assert "customer_id" in table["never_filled"]
    assert [one["file"] for one in book["imports"]] == ["calls.csv"]


def begun(run: Run, tmp_path: Path) -> tuple[Path, Path]:
    place, calls = tmp_path / "place", tmp_path / "calls.csv"
    assert run("init", place, "--name", "A centre", "--zone", "Europe/Madrid").code == 0
    (place / "mappings" / "calls.yaml").write_text(MAPPING, encoding="utf-8")
    calls.write_text(CALLS, encoding="utf-8")
    return place, calls


def counted(**rows: int) -> dict[str, int]:
    return {"created": 0, "changed": 0, "same": 0, "older": 0, "skipped": 0, "rejected": 0, **rows}
