"""The keys scripts rely on: what the commands print is what docs/reference/json.md says, no more and no less."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from centreline.actions.workspace import FolderWorkspace

Run = Callable[..., Any]
PAGE = Path(__file__).parents[2] / "docs" / "reference" / "json.md"
NAMED_BY_DATA = {"by", "why_not", "skipped_because", "broken_rules", "counts", "parameters"}
"""Keys whose own keys are named by the data."""
WHOLE_PARTS = ("[].before", "[].after")
"""Keys that hold a part of a blueprint as it is."""


def test_measure_prints_what_its_page_says(run: Run, demo: Path) -> None:
    said = run("measure", "first_contact_resolution", "--by", "queue", "-w", demo, "--format", "json")

    assert keys_of(said.document) == documented("centreline measure")


def test_compare_prints_what_its_page_says(run: Run, demo: Path) -> None:
    document = run("compare", "occupancy", "-w", demo, "--format", "json").document

    assert set(document) == {path.split(".")[0] for path in documented("centreline compare")}
    assert all(isinstance(answers, list) for answers in document["answers"].values())


def test_the_ledger_and_the_timeline_print_what_their_pages_say(run: Run, demo: Path) -> None:
    held = run("ledger", "-w", demo, "--format", "json").document
    customer = somebody_who_came(demo)
    told = run("timeline", customer, "-w", demo, "--format", "json").document

    for document, heading in ((held, "centreline ledger"), (told, "centreline timeline")):
        shown = {path.split(".")[0].removesuffix("[]") for path in documented(heading)}
        assert set(document) == shown
    assert {f"moments[].{key}" for key in told["moments"][0]} <= documented("centreline timeline")
    assert {f"links[].{key}" for key in held["links"][0]} <= documented("centreline ledger")


def somebody_who_came(demo: Path) -> str:
    evidence = FolderWorkspace.at(demo).evidence_or_stop()
    table = evidence.table("contact")
    [row] = evidence.rows(table.filter(table.customer_id.notnull()).select("customer_id").limit(1))
    return str(row["customer_id"])


def test_examine_prints_what_its_page_says(run: Run, demo: Path) -> None:
    document = run("examine", demo, "--format", "json").document
    document["waived"], document["waiver_notes"] = [True], [True]

    assert keys_of(document) == documented("centreline examine")


def test_export_prints_what_its_page_says(run: Run, brought: Any, tmp_path: Path) -> None:
    log = run("export", "xes", tmp_path / "log.xes", "-w", brought.place, "--format", "json").document
    said = run("export", "vcon", "1", "--to", tmp_path / "out", "-w", brought.place, "--format", "json").document

    assert keys_of(log) | keys_of(said) == documented("centreline export")


def test_ingest_and_undo_print_what_their_pages_say(run: Run, begun: Any) -> None:
    calls, mapping = begun.calls, begun.mapping
    calls.write_text(calls.read_text(encoding="utf-8") + "5;2026-01-06 11:00:00;3;9;whistled;ben\n", encoding="utf-8")
    mapping.write_text(mapping.read_text(encoding="utf-8") + SKIP, encoding="utf-8")

    brought = run("ingest", "contact", calls, "-m", "calls", "-w", begun.place, "--format", "json").document
    again = run("ingest", "contact", calls, "-m", "calls", "-w", begun.place, "--format", "json").document
    undone = run("undo", brought["import_id"], "-w", begun.place, "--format", "json").document

    export = begun.calls.with_name("firehose")
    export.write_text(RECORD, encoding="utf-8")
    read = run("ingest", "amazon_connect_contacts", export, "-w", begun.place, "--format", "json").document
    recognised = run("recognise", export, "--format", "json").document

    assert keys_of(brought) | keys_of(again) | keys_of(read) == documented("centreline ingest")
    assert keys_of(recognised) == documented("centreline recognise")
    assert keys_of(undone) == documented("centreline undo")


def test_compact_prints_what_its_page_says(run: Run, brought: Any) -> None:
    told = run("compact", brought.place, "--dry-run", "--format", "json").document
    done = run("compact", brought.place, "--format", "json").document
    again = run("compact", brought.place)

    assert keys_of(told) == keys_of(done) == documented("centreline compact")
    assert (told["ran"], done["ran"], told["months"]) == (False, True, done["months"])
    assert "Every month is tidy." in again.plain


def test_evidence_prints_what_its_page_says(run: Run, demo: Path) -> None:
    document = run("evidence", demo, "--format", "json").document
    imports = document.pop("imports")

    assert keys_of(imports[0]) == documented("centreline undo")
    shown = documented("centreline evidence") - {"imports[]"}
    assert keys_of(document) <= shown
    assert {path for path in shown - keys_of(document) if ".gaps[]" not in path} <= {"absent[]"}


def test_the_blueprint_commands_print_what_their_pages_say(run: Run, demo: Path, tmp_path: Path) -> None:
    run("init", tmp_path / "new")

    checked = run("blueprint", "check", demo, "--format", "json").document
    compared = run("blueprint", "diff", tmp_path / "new", demo, "--format", "json").document

    assert keys_of(checked) == documented("centreline blueprint check")
    assert keys_of(compared) == documented("centreline blueprint diff")


def test_what_is_written_is_named(run: Run, made_up: dict[str, Any], tmp_path: Path) -> None:
    begun = run("init", tmp_path / "new", "--format", "json").document
    written = run("review", tmp_path / "new", "--out", tmp_path / "review.md", "--format", "json").document

    assert all(Path(file).is_file() for file in [*begun["files"], *written["files"], made_up["review"]])
    assert keys_of([begun, written, made_up]) == {
        f"[].{path}" for path in documented("centreline demo, init and review")
    }


def test_a_mistake_prints_what_its_page_says(run: Run, tmp_path: Path) -> None:
    said = run("examine", tmp_path, "--format", "json")

    assert keys_of(json.loads(said.err)) == documented("When something is wrong")


@pytest.mark.parametrize(
    "heading", re.findall(r"^## (centreline [a-z ]+)$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
)
def test_every_command_of_the_page_exists(run: Run, heading: str) -> None:
    assert run(*heading.split()[1:], "--help").code == 0


RECORD = json.dumps(
    {
        "ContactId": "c-2",
        "InitialContactId": "c-1",
        "AWSContactTraceRecordFormatVersion": "2017-03-10",
        "InitiationTimestamp": "2026-01-05T17:12:59Z",
        "LastUpdateTimestamp": "2026-01-05T17:48:35Z",
        "Attributes": {"note": "her card is 4111 1111 1111 1111"},
    }
)
SKIP = "skip:\n  - {when: \"call == '2'\", because: a wrong number}\n"


def documented(heading: str) -> set[str]:
    """Return the paths that the page names under a heading."""
    section = PAGE.read_text(encoding="utf-8").split(f"## {heading}\n")[1].split("\n## ")[0]
    cells = [line.split("|")[1] for line in section.splitlines() if line.startswith("| `")]
    return {path for cell in cells for path in re.findall(r"`([^`]+)`", cell)}


def keys_of(document: Any, before: str = "") -> set[str]:
    """Return the paths of a document: `[]` for the items of a list, `{}` for keys that the data name."""
    return set(_paths(document, before))


def _paths(value: Any, before: str) -> Iterator[str]:
    if before.endswith(WHOLE_PARTS):
        yield before
    elif isinstance(value, list):
        for item in value:
            yield from _paths(item, f"{before}[]")
    elif isinstance(value, dict):
        named_by_data = before.rsplit(".", 1)[-1] in NAMED_BY_DATA
        for key, item in value.items():
            step = "{}" if named_by_data else key
            yield from _paths(item, f"{before}.{step}" if before else step)
    elif value is not None or not before.endswith(("estimate", "records")):
        yield before
