"""What happens when something is wrong: what, where and how to mend it; exit code 2; nothing written."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["examine", "{empty}"], "is not a workspace"),
        (["examine", "{place}", "--only", "OWN999"], "no check is called 'OWN999'"),
        (["examine", "{place}", "--as-of", "yesterday"], "cannot read 'yesterday' as a day"),
        (["measure", "abandonment", "-w", "{place}"], "no records have been brought yet"),
        (["review", "{place}", "--out", "review.docx"], "no form of the review ends in '.docx'"),
        (["review", "{place}", "--out", "{place}/nowhere/review.html"], "there is no folder"),
        (["explain", "service_levle"], "service_levle"),
        (["init", "{place}"], "is not empty"),
        (["init", "{empty}/new", "--zone", "Europe/Madird"], "did you mean Europe/Madrid?"),
        (["demo", "{place}"], "holds something that is not an earlier demo"),
        (["undo", "000001-abc", "-w", "{place}"], "there is no import '000001-abc'"),
        (["ingest", "contact", "missing.csv", "-m", "calls", "-w", "{place}"], "missing.csv"),
        (["ingest", "leg", "calls.csv", "-m", "calls", "-w", "{place}"], "fills the table contact, not leg"),
        (["ingest", "contact", "calls.csv", "-m", "call", "-w", "{place}"], "did you mean calls?"),
        (["blueprint", "check", "{empty}"], "fix:"),
        (["blueprint", "schema", "--out", "{place}/nowhere/schema.json"], "make the folder first"),
        (["blueprint", "schema", "--out", "{empty}"], "name a file, not a folder"),
        (["init", "{place}/centreline.yaml"], "a part of it is a file"),
        (["init", "{place}/centreline.yaml/new"], "a part of it is a file"),
    ],
    ids=lambda part: part if isinstance(part, str) else " ".join(part),
)
def test_a_mistake_is_answered_with_what_where_and_how_to_mend(
    run: Run, begun: Any, tmp_path: Path, arguments: list[str], says: str
) -> None:
    place = begun.place
    empty = tmp_path / "empty"
    empty.mkdir()
    before = files_in(tmp_path)

    said = run(*(argument.format(place=place, empty=empty) for argument in arguments))

    assert said.code == 2
    assert says in said.err
    assert "  where: " in said.err
    assert "  fix:   " in said.err
    assert files_in(tmp_path) == before


def test_a_script_gets_the_mistake_as_json(run: Run, tmp_path: Path) -> None:
    said = run("examine", tmp_path, "--format", "json")

    assert said.code == 2
    assert '"error": "WorkspaceInvalid"' in said.err
    assert said.out == ""


def test_a_workspace_of_a_newer_version_is_left_alone(run: Run, begun: Any) -> None:
    place = begun.place
    settings = place / "centreline.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("format: 1", "format: 2"), encoding="utf-8")

    said = run("examine", place)

    assert said.code == 2
    assert "the workspace has format 2" in said.err
    assert "install the newer version" in said.err


def test_a_blueprint_that_refers_to_what_is_not_there_is_named_by_file_and_line(run: Run, begun: Any) -> None:
    place = begun.place
    extra = place / "blueprint" / "extra.yaml"
    extra.write_text("capabilities:\n  - {id: wonder, title: Wonder, owner: nobody-known}\n", encoding="utf-8")

    said = run("examine", place)

    assert said.code == 2
    assert "nobody-known" in said.err
    assert "extra.yaml:2" in said.err


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 not a table", "PDF"),
        (b'call;came;waited;talked;how;who\n1;2026-01-05 09:00:00;5;100;"answered;ann\n', "quote"),
        (
            b"call;came;waited;talked;how;who\n1;2026-01-05 09:00;5;1;answered;Ren\xe9\n2;\xc3\xa9;5;1;left;x\n",
            "encoding",
        ),
        (b"nothing;alike\n1;2\n", "call"),
    ],
    ids=["empty", "PDF named csv", "unterminated quote", "mixed encodings", "other columns"],
)
def test_a_file_that_is_not_what_it_claims_to_be_changes_nothing(
    run: Run, begun: Any, content: bytes, says: str
) -> None:
    place, calls = begun.place, begun.calls
    calls.write_bytes(content)

    said = run("ingest", "contact", calls, "-m", "calls", "-w", place)

    assert said.code == 2
    assert says in said.err
    assert not list((place / "evidence").rglob("*.parquet"))


def test_an_ambiguous_date_is_asked_about_and_never_guessed(run: Run, begun: Any) -> None:
    place, calls = begun.place, begun.calls
    mapping = begun.mapping.read_text(encoding="utf-8").replace('{from: came, format: "%Y-%m-%d %H:%M:%S"}', "came")
    begun.mapping.write_text(mapping, encoding="utf-8")
    calls.write_text("call;came;waited;talked;how;who\n1;03/04/2026 09:00;5;100;answered;ann\n", encoding="utf-8")

    said = run("ingest", "contact", calls, "-m", "calls", "-w", place)

    assert said.code == 2
    assert "date_order" in said.err


def files_in(folder: Path) -> set[Path]:
    return {path.relative_to(folder) for path in folder.rglob("*")}


def test_brackets_in_names_and_files_are_shown_as_they_are(run: Run, begun: Any) -> None:
    begun.mapping.write_text(begun.mapping.read_text().replace("agent: who", "agent: who\n  queue: who"))
    calls = begun.calls.with_name("calls [new] 4111111111111111.csv")
    rows = "1;2026-01-05 09:00:00;5;100;answered;[/red]\n2;2026-01-05 09:05:00;[bold]x;0;left;b\n"
    calls.write_text("call;came;waited;talked;how;who\n" + rows, encoding="utf-8")

    brought = run("ingest", "contact", calls, "-m", "calls", "-w", begun.place)
    counted = run("measure", "contacts_offered", "--by", "queue", "-w", begun.place)
    held = run("evidence", begun.place)

    assert (brought.code, counted.code, held.code) == (0, 0, 0), counted.err + held.err
    assert "calls [new] [card p_" in brought.plain
    assert "[bold]x" in brought.plain
    assert "[/red]" in counted.plain
    assert "[card p_" in held.plain
