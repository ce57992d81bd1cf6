"""A file from door to table: what is kept, what is refused, what is written and what is not."""

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from telephone import CALLS, DOOR, HEADER, NOW, call, write_csv

from centreline.evidence.ingest import IngestReport, ingest_file, preview_file
from centreline.evidence.ingest.rejected import inert
from centreline.evidence.journal import Counts
from centreline.evidence.lake import Lake
from centreline.evidence.mapping import Mapping
from centreline.kernel.errors import FileUnreadable, MappingInvalid, Stopped

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]
Load = Callable[[str], Mapping]


def files_below(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if path.is_file()}


def test_the_fates_of_all_rows_add_up_to_the_file(bring: Bring) -> None:
    bring([call("a", updated="2026-03-02 10:00"), call("b")], name="before.csv")
    mapping = CALLS + "skip:\n  - {when: \"result == 'PHANTOM'\", because: a virtual call}\n"

    report = bring(
        [
            call("a", updated="2026-03-02 09:00"),
            call("b"),
            call("c"),
            (*call("d")[:5], "PHANTOM", ""),
            call("e", wait="soon"),
            call("f", updated="2026-03-02 09:00"),
            call("f", updated="2026-03-02 10:00"),
        ],
        mapping=mapping,
    )

    assert report.counts == Counts(created=2, same=1, older=2, skipped=1, rejected=1)
    assert report.counts.read == 7
    assert report.skipped_because == {"a virtual call": 1}


def test_rejected_rows_go_to_a_file_that_can_be_repaired_and_brought_again(
    bring: Bring, held: Held, lake: Lake, tmp_path: Path
) -> None:
    report = bring([call("a"), call("b", wait="soon"), call("", wait="3")])

    assert report.rejected_file is not None
    assert report.rejected_file.parent == lake.folder.parent / "rejected"
    with report.rejected_file.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["id"], row["row"]) for row in rows] == [("b", "3"), ("", "4")]
    assert rows[0]["rejected because"] == "wait_ms: 'soon' is not a duration in the unit of the mapping"
    assert rows[1]["rejected because"] == "contact_id is empty, and no row can stand without it"

    repaired = report.rejected_file.read_text(encoding="utf-8-sig").replace("soon", "7")
    bring(repaired, name="repaired.csv")

    assert held("contact_id", "wait_ms") == [{"contact_id": "a", "wait_ms": 5000}, {"contact_id": "b", "wait_ms": 7000}]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_opening_the_rejected_file_runs_nothing(bring: Bring, start: str) -> None:
    header = (*HEADER[:-1], f"{start}cmd|'/c calc'!A1")
    bad = (f"{start}1+1", "", "q", "2026-03-02 09:00", "soon", "ANSWERED", "")
    mapping = CALLS.replace("  source_updated_at: updated\n", "")

    report = bring(_as_csv(header, bad), mapping=mapping)

    text = report.rejected_file.read_bytes().decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert inert(f"{start}1+1") in cells


def _as_csv(*rows: tuple[str, ...]) -> str:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in rows) + "\n"


def test_errors_are_grouped_by_what_would_repair_them(bring: Bring) -> None:
    report = bring([call(name, wait="soon") for name in "abcde"] + [call("f", at="yesterday")])

    waits, times = report.errors
    assert (waits.says, waits.rows) == ("wait_ms holds what is not a duration in its unit", 5)
    assert waits.examples == ((2, "soon"), (3, "soon"), (4, "soon"))
    assert "columns.wait_ms" in waits.fix
    assert (times.says, times.rows, times.examples) == (
        "offered_at holds what is not a date or time",
        1,
        ((7, "yesterday"),),
    )


def test_words_nobody_foresaw_become_other_and_are_kept_and_counted(bring: Bring, held: Held) -> None:
    rows = [(*call(name)[:5], word, "") for name, word in zip("abc", ("ANSWERED", "LOST", "LOST"), strict=True)]

    report = bring(rows)

    assert [(word.column, word.word, word.rows) for word in report.strange] == [("outcome", "LOST", 2)]
    assert held("contact_id", "outcome", "disposition")[1:] == [
        {"contact_id": "b", "outcome": "other", "disposition": "LOST"},
        {"contact_id": "c", "outcome": "other", "disposition": "LOST"},
    ]


def test_every_row_says_where_it_comes_from(bring: Bring, held: Held, mapping_of: Load) -> None:
    imported = bring([call("a")]).imported

    [row] = held("contact_id", "import_id", "mapping_version", "raw_ref", "zone")
    assert row["import_id"] == imported.id
    assert row["mapping_version"] == f"calls@{mapping_of(CALLS).hash[:12]}"
    assert (row["raw_ref"], row["zone"]) == ("2", "Europe/Berlin")


def test_a_preview_says_what_would_happen_and_writes_nothing(
    bring: Bring, lake: Lake, mapping_of: Load, tmp_path: Path
) -> None:
    bring([call("a")], name="before.csv")
    path = write_csv(tmp_path / "next.csv", [call("a", queue="other"), call("b"), call("c", wait="soon")])
    mapping = mapping_of(CALLS)
    before = files_below(tmp_path)

    seen = preview_file(lake, path, mapping=mapping, door=DOOR, zone="UTC")

    assert seen.counts == Counts(created=1, changed=1, rejected=1)
    assert (seen.imported, seen.rejected_file) == (None, None)
    assert files_below(tmp_path) == before
    assert ingest_file(lake, path, mapping=mapping, door=DOOR, zone="UTC", now=NOW).counts == seen.counts


def test_a_file_brought_under_another_mapping_is_remarked_upon(bring: Bring, lake: Lake) -> None:
    first = bring([call("a")]).imported

    report = bring([call("a")], mapping=CALLS.replace("version: 1", "version: 2"))

    assert f"brought before under another mapping, as import {first.id}" in report.remarks[0]


def test_nothing_is_written_when_no_row_can_be_kept(bring: Bring, lake: Lake) -> None:
    report = bring([call("a", wait="soon")])

    assert report.imported is None
    assert report.counts == Counts(rejected=1)
    assert lake.imports() == ()
    assert not lake.folder.exists()


def test_progress_is_told_as_rows_are_done(lake: Lake, mapping_of: Load, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "calls.csv", [call(f"c{n}") for n in range(10)])
    told: list[tuple[int, int | None]] = []

    ingest_file(
        lake,
        path,
        mapping=mapping_of(CALLS),
        door=DOOR,
        zone="UTC",
        now=NOW,
        progress=lambda done, of: told.append((done, of)),
    )

    assert told == [(10, 10)]


BAD_FILES: list[tuple[str, str | bytes | None, type[Stopped], str]] = [
    ("missing.csv", None, FileUnreadable, "there is no file 'missing.csv'"),
    ("empty.csv", b"", FileUnreadable, "'empty.csv' is empty"),
    ("headed.csv", ",".join(HEADER) + "\n", FileUnreadable, "has a header and no rows"),
    ("report.csv", b"%PDF-1.7\n%\xe2\xe3", FileUnreadable, "'report.csv' is a PDF, whatever its name says"),
    ("login.csv", "<!DOCTYPE html><html></html>", FileUnreadable, "is a web page or XML"),
    ("calls.csv", ",".join(HEADER) + '\na,,"billing,2026-03-02 09:00,5,ANSWERED,\nb,,x,,,,\n', FileUnreadable,
     "a quote that opens in row 2 of 'calls.csv' is never closed"),
    ("calls.csv", ",".join(HEADER) + "\na,,q,2026-03-02 09:00,5,ANSWERED,\nb,,q,2026-0", FileUnreadable,
     "is cut off: its last row has 4 of 7 cells and no end"),
    ("calls.csv", ",".join(HEADER) + '\na,,"q"x,2026-03-02 09:00,5,ANSWERED,\n', FileUnreadable,
     "row 2 of 'calls.csv' cannot be split into cells"),
    ("calls.csv", "id,queue\na,b\n", MappingInvalid, "the file has no column 'at', 'customer', 'result'"),
    ("calls.csv", ",".join((*HEADER, "id")) + "\n" + ",".join("abcdefgh") + "\n", MappingInvalid,
     "the file has two columns 'id'"),
    ("calls.csv", ",".join(HEADER) + "\na,,q\0,2026-03-02 09:00,5,ANSWERED,\n", FileUnreadable, "holds a NUL byte"),
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD_FILES, ids=[says for *_, says in BAD_FILES])
def test_a_file_that_cannot_be_read_stops_with_a_sentence_and_writes_nothing(
    lake: Lake, mapping_of: Load, tmp_path: Path, bad: tuple[str, str | bytes | None, type[Stopped], str]
) -> None:
    name, content, kind, says = bad
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    mapping = mapping_of(CALLS)
    before = files_below(tmp_path)

    for bring in (
        lambda: preview_file(lake, path, mapping=mapping, door=DOOR, zone="UTC"),
        lambda: ingest_file(lake, path, mapping=mapping, door=DOOR, zone="UTC", now=NOW),
    ):
        with pytest.raises(kind) as stopped:
            bring()
        assert says in stopped.value.what
        assert stopped.value.where
        assert stopped.value.fix

    assert files_below(tmp_path) == before
    assert not lake.folder.exists()


@pytest.mark.parametrize(("order", "other", "text"), [("dmy", "mdy", "12/31/2026"), ("mdy", "dmy", "31/12/2026")])
def test_an_order_that_a_date_contradicts_is_refused_before_other_rows_are_misread(
    tmp_path: Path, mapping_of: Load, order: str, other: str, text: str
) -> None:
    file, lake = tmp_path / "days.csv", Lake(tmp_path / "evidence")
    file.write_text(f"id,at\na,01/02/2026\nb,{text}\n", encoding="utf-8")
    mapping = mapping_of(
        f"mapping: days\nversion: 1\ntable: contact\nzone: UTC\ndate_order: {order}\n"
        "constants: {source: s, outcome: handled}\ncolumns: {contact_id: id, offered_at: at}\n"
    )

    with pytest.raises(MappingInvalid, match=f"holds '{text}' in row 3, which can only be {other}") as stopped:
        ingest_file(lake, file, mapping=mapping, door=DOOR, zone="UTC", now=NOW)

    assert f"write `date_order: {other}`" in stopped.value.fix
    assert lake.imports() == ()
