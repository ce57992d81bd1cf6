"""Exports of other systems on the command line: recognised, brought, taken back."""

import json
import shlex
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest

from centreline.evidence.lake import Lake

Run = Any


def a_record(name: str, **fields: Any) -> dict[str, Any]:
    return {
        "AWSContactTraceRecordFormatVersion": "2017-03-10",
        "ContactId": name,
        "Channel": "VOICE",
        "InitiationMethod": "INBOUND",
        "InitiationTimestamp": "2026-01-05T17:12:59Z",
        "DisconnectTimestamp": "2026-01-05T17:15:59Z",
        "LastUpdateTimestamp": "2026-01-05T17:48:35Z",
        "DisconnectReason": "CUSTOMER_DISCONNECT",
        "CustomerEndpoint": {"Type": "TELEPHONE_NUMBER", "Address": "+12065550101"},
        "Queue": {"Name": "Billing", "EnqueueTimestamp": "2026-01-05T17:14:46Z", "Duration": 73},
        **fields,
    }


@pytest.fixture
def firehose(tmp_path: Path) -> Path:
    path = tmp_path / "firehose"
    path.write_text(json.dumps(a_record("c-1")) + json.dumps(a_record("c-2")), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def exported_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the workspace of `exported` is made."""
    return tmp_path_factory.mktemp("exported")


@pytest.fixture
def exported(run: Run, begun: Any, firehose: Path, exported_once: Path) -> Any:
    """The workspace that was begun, after the export has been brought."""
    if not (exported_once / "place").exists():
        assert run("ingest", "auto", firehose, "-w", begun.place).code == 0
        shutil.copytree(begun.place, exported_once / "place")
    else:
        shutil.rmtree(begun.place)
        shutil.copytree(exported_once / "place", begun.place)
    return begun


def test_a_file_is_recognised_with_its_fields_and_the_command_that_brings_it(run: Run, firehose: Path) -> None:
    said = run("recognise", firehose)

    assert said.code == 0
    assert "amazon_connect_contacts" in said.out
    assert "ContactId" in said.plain
    assert f"centreline ingest amazon_connect_contacts {firehose}" in said.plain


def test_a_file_that_cannot_be_read_hides_no_other_and_names_can_be_pasted(run: Run, firehose: Path) -> None:
    named = firehose.rename(firehose.with_name("March's calls (1).log"))
    empty = firehose.with_name("nothing.json")
    empty.touch()

    said = run("recognise", empty, named)
    alone = run("recognise", empty)

    assert (said.code, alone.code) == (2, 2)
    assert "'nothing.json' is empty" in said.plain
    assert shlex.quote(str(named)) in said.plain


def test_a_file_nobody_knows_is_bad_input(run: Run, begun: Any) -> None:
    said = run("recognise", begun.calls)

    assert said.code == 2
    assert "no source knows it by its content" in said.plain


def test_an_export_is_brought_by_its_content_and_taken_back(run: Run, begun: Any, firehose: Path) -> None:
    looked = run("ingest", "auto", firehose, "-w", begun.place, "--dry-run", "--format", "json").document
    brought = run("ingest", "auto", firehose, "-w", begun.place, "--as", "connect", "--format", "json").document
    held = run("evidence", begun.place, "--format", "json").document

    assert looked["tables"] == brought["tables"]
    assert [(each["table"], each["created"]) for each in brought["tables"]] == [
        ("contact", 2), ("customer", 1), ("leg", 2), ("routing_event", 2),
    ]  # fmt: skip
    assert {table["name"]: table["sources"] for table in held["tables"]}["contact"] == ["firehose"]
    assert run("undo", brought["import_id"], "-w", begun.place).code == 0
    assert run("ingest", "auto", firehose, "-w", begun.place, "--format", "json").document["rows"]["created"] == 2


def test_the_same_export_twice_changes_nothing(run: Run, exported: Any, firehose: Path) -> None:
    again = run("ingest", "auto", firehose, "-w", exported.place, "--format", "json").document

    assert again["rows"]["same"] == 2
    assert "nothing was changed" in again["remarks"][1]


def test_the_word_of_the_user_stands_against_the_looks_of_the_file(run: Run, begun: Any, firehose: Path) -> None:
    said = run("ingest", "zendesk", firehose, "-w", begun.place)

    assert said.code == 2
    assert "as you say; by its fields it looks like Amazon Connect contact records" in said.plain


def test_a_kind_that_cannot_be_told_is_asked_about(run: Run, begun: Any) -> None:
    said = run("ingest", "auto", begun.calls, "-w", begun.place)

    assert said.code == 2
    assert "no source knows 'calls.csv' by its content" in said.err


def test_a_name_of_rows_that_came_another_way_is_refused(run: Run, brought: Any, firehose: Path) -> None:
    said = run("ingest", "auto", firehose, "-w", brought.place, "--as", "switch")

    assert said.code == 2
    assert "the table contact has rows of the source 'switch' already that came through 'calls@" in said.err


def test_the_same_file_under_another_option_is_refused_and_not_counted_twice(
    run: Run, exported: Any, firehose: Path
) -> None:
    kind, place = "amazon_connect_contacts", exported.place
    [first] = Lake(place / "evidence").imports()

    again = run("ingest", f"{kind}+partner=Level1", firehose, "-w", place)
    run("undo", first.id, "-w", place)
    other = run("ingest", f"{kind}+partner=Level1", firehose, "-w", place, "--format", "json").document

    assert again.code == 2
    assert f"the table contact has rows of the source '{kind}' already" in again.err
    assert other["rows"]["created"] == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("contct",), "did you mean 'contact'?"),
        (("zendsk",), "did you mean 'zendesk'?"),
        (("contact",), "add --mapping NAME"),
        (("zendesk", "-m", "calls"), "the source zendesk needs no mapping"),
        (("contact", "-m", "calls", "--as", "x"), "says itself what its source is called"),
        (("zendesk+partner=Level1",), "'zendesk' knows no option 'partner=Level1'"),
    ],
    ids=["table misspelt", "source misspelt", "no mapping", "needless mapping", "needless name", "unknown option"],
)
def test_what_does_not_fit_together_is_told(run: Run, begun: Any, arguments: tuple[str, ...], says: str) -> None:
    kind, *others = arguments

    said = run("ingest", kind, begun.calls, *others, "-w", begun.place)

    assert said.code == 2
    assert says in said.err


def an_archive(path: Path, **files: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"january/{name}", content)
        archive.writestr("__MACOSX/._x", "\0")
    return path


def test_an_archive_brings_each_of_its_files_by_what_stands_in_it(
    run: Run, begun: Any, firehose: Path, tmp_path: Path
) -> None:
    both = {"a.txt": begun.calls.read_text(), "firehose": firehose.read_text()}
    archive = an_archive(tmp_path / "exports.zip", **both)

    looked = run("ingest", "auto", archive, "-w", begun.place, "--dry-run", "--format", "json")
    said = run("ingest", "auto", archive, "-w", begun.place, "--format", "json")

    assert (looked.code, said.code) == (0, 0)
    assert [each["rows"]["created"] for each in looked.document["files"]] == [3, 2]
    assert [each["import_id"] for each in looked.document["files"]] == [None, None]
    assert [(each["file"], each["rows"]["created"]) for each in said.document["files"]] == [
        ("a.txt", 3),
        ("firehose", 2),
    ]
    assert len({each["import_id"] for each in said.document["files"]}) == 2


def test_an_archive_with_one_file_nobody_knows_brings_nothing_and_names_it(
    run: Run, begun: Any, firehose: Path, tmp_path: Path
) -> None:
    archive = an_archive(tmp_path / "exports.zip", firehose=firehose.read_text(), other="name;age\nann;7\n")

    said = run("ingest", "auto", archive, "-w", begun.place)

    assert said.code == 2
    assert "'other' is no export we know, and no mapping fits it" in said.err
    assert not (begun.place / "evidence").exists()


def test_an_archive_whose_last_file_breaks_off_takes_back_what_came_before(
    run: Run, begun: Any, firehose: Path, tmp_path: Path
) -> None:
    broken = begun.calls.read_text() + "5;2026-01-05 09:00:00;1;1;left;\n" * 30 + "6;2026-01-05 09:00:00;\0\n"
    archive = an_archive(tmp_path / "exports.zip", a=firehose.read_text(), b=broken)

    said = run("ingest", "auto", archive, "-w", begun.place)

    assert said.code == 2
    assert "NUL" in said.err
    assert [each.stands for each in Lake(begun.place / "evidence").imports()] == [False]
