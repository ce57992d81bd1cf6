"""What the demo's commands answer, in text and in JSON."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from centreline.cli import terminal
from centreline.findings.catalogue import check_book

Run = Callable[..., Any]
SOME_FAMILIES = ("CLA", "DUP", "HAN", "OWN", "PAR", "QUA", "SIL", "TEC")


def test_the_examination_fails_on_a_severity_only_when_asked_to(run: Run, demo: Path) -> None:
    assert run("examine", demo, "--only", "OWN001").code == 0
    assert run("examine", demo, "--only", "OWN001", "--fail-on", "low").code == 1
    assert run("examine", demo, "--only", "OWN001", "--fail-on", "critical").code == 0


def test_the_examination_prints_every_finding_or_a_line_for_each_question(run: Run, demo: Path) -> None:
    # Of some families of checks: how findings are printed does not depend on which they are, and the whole book is
    # examined in test_documented_keys.py.
    some = ["examine", demo, *(f"--only={check}" for check in check_book() if check.startswith(SOME_FAMILIES))]
    document = run(*some, "--format", "json").document
    brief, whole = run(*some), run(*some, "--all")

    found = [one for one in document["outcomes"] if one["state"] == "found"]
    assert len(document["findings"]) == sum(one["findings"] for one in document["outcomes"])
    assert f"{len(document['findings'])} findings from {len(found)} checks" in brief.plain
    lines = re.findall(r"^  (?:low|medium|high|critical) ", whole.out, flags=re.MULTILINE)
    assert len(lines) == len(document["findings"])


def test_what_was_not_examined_says_why_and_what_to_bring(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "new")

    document = run("examine", tmp_path / "new", "--format", "json").document

    unseen = [one for one in document["outcomes"] if one["state"] == "not_examined"]
    assert len(unseen) > 40
    assert all(one["because"] and one["bring"] for one in unseen)


def test_a_metric_is_answered_by_queue_with_its_interval(run: Run, demo: Path) -> None:
    said = run("measure", "abandonment_rate", "--by", "queue", "-w", demo, "--format", "json")

    answers = said.document["answers"]
    assert len(answers) > 3
    assert all(answer["low"] <= answer["value"] <= answer["high"] for answer in answers if answer["n"])
    assert sum(answer["n"] for answer in answers) == sum(answer["denominator"] for answer in answers)


def test_every_definition_stands_beside_the_others_with_a_sentence(run: Run, demo: Path) -> None:
    said = run("compare", "service_level", "-w", demo)
    document = run("compare", "service_level", "-w", demo, "--format", "json").document

    assert said.code == 0
    assert all(variant in said.out for variant in document["answers"])
    assert " ".join(document["says"].split()) in said.plain


@pytest.mark.parametrize("subject", ["service_level", "OWN001", "metrics", "checks"])
def test_anything_can_be_explained_without_a_workspace(run: Run, tmp_path: Path, subject: str) -> None:
    assert run("explain", subject, "-w", tmp_path).code == 0
    assert run("explain", subject, "-w", tmp_path, "--format", "json").document


def test_a_metric_shows_the_query_it_becomes(run: Run, demo: Path) -> None:
    said = run("explain", "service_level", "--variant", "answered_over_offered", "-w", demo)

    assert said.code in {0, 2}
    document = run("explain", "service_level", "-w", demo, "--format", "json").document
    assert any("SELECT" in statement for variant in document["variants"] for statement in variant["sql"])


def test_the_same_workspace_gives_the_same_review_to_the_byte(run: Run, demo: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        files = [tmp_path / f"{name}.{ending}" for ending in ("html", "md", "json")]
        run("review", demo, *(part for file in files for part in ("--out", file)))

    for ending in ("html", "md", "json"):
        assert (tmp_path / f"one.{ending}").read_bytes() == (tmp_path / f"two.{ending}").read_bytes()


def test_blueprints_are_checked_compared_and_described(run: Run, demo: Path, tmp_path: Path) -> None:
    run("init", tmp_path / "new")

    assert "holds together" in run("blueprint", "check", demo).out
    assert run("blueprint", "diff", demo, demo).out.strip() == "The two say the same."
    assert run("blueprint", "diff", tmp_path / "new", demo, "--format", "json").document["differences"]
    assert run("blueprint", "schema").document["title"] == "A file of a Centreline blueprint"


MADE_UP = "This centre is made up, as its blueprint says: no number here is about anybody."
ASKED_OF_A_CENTRE = [
    ("examine", "--only", "OWN001"),
    ("measure", "abandonment_rate", "-w"),
    ("compare", "abandonment_rate", "-w"),
    ("evidence",),
]


@pytest.mark.parametrize("asked", ASKED_OF_A_CENTRE, ids=lambda asked: asked[0])
def test_every_answer_from_a_made_up_centre_says_so_once(run: Run, demo: Path, asked: tuple[str, ...]) -> None:
    text, document = run(*asked, demo), run(*asked, demo, "--format", "json").document

    assert text.plain.count(MADE_UP) == 1
    assert document["made_up"] is True


def test_a_centre_that_exists_is_not_called_made_up(run: Run, brought: Any) -> None:
    written = brought.place / "blueprint" / "blueprint.yaml"
    written.write_text(re.sub("made_up: true.*", "", written.read_text(encoding="utf-8")), encoding="utf-8")

    text = run("measure", "abandonment_rate", "-w", brought.place)
    document = run("measure", "abandonment_rate", "-w", brought.place, "--format", "json").document

    assert text.code == 0
    assert "made up" not in text.plain
    assert document["made_up"] is False


def test_records_can_be_looked_at_before_there_is_a_blueprint(run: Run, brought: Any) -> None:
    shutil.rmtree(brought.place / "blueprint")

    assert run("evidence", brought.place, "--format", "json").document["made_up"] is False


def test_one_finding_is_not_called_several(run: Run, demo: Path) -> None:
    assert "1 finding from 1 check · 0 checks clear" in run("examine", demo, "--only", "OWN001").plain


def test_a_definition_is_named_whole_in_a_narrow_terminal(
    run: Run, demo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(terminal.console, "_width", 80)

    said = run("compare", "service_level", "-w", demo)

    assert "over_offered_and_flowed_out " in said.out


def test_an_answer_states_the_definition_it_was_counted_by(run: Run, demo: Path) -> None:
    asked = ("measure", "service_level", "-w", demo, "--parameter", "threshold_ms=30000")

    text, document = run(*asked), run(*asked, "--format", "json").document

    assert "Contacts answered within 30 s" in text.plain
    assert document["definition"].startswith("Contacts answered within 30 s")
    assert document["parameters"]["threshold_ms"] == 30_000


def test_a_period_outside_the_records_says_which_days_they_hold(run: Run, demo: Path) -> None:
    said = run("measure", "service_level", "-w", demo, "--period", "2031")

    assert said.code == 0
    assert "Nothing was there to count. The rows of contact are of 2026-01-01 to 2026-03-31." in said.plain


def test_the_example_of_measure_can_be_typed(run: Run, demo: Path) -> None:
    [example] = re.findall(r"Example: centreline (measure .*)", run("measure", "--help").out)

    assert run(*example.split(), "-w", demo).code == 0
