"""Files that are odd in the ways exports are odd: read rightly, or refused with a sentence, never with a traceback."""

import gzip
import json
from collections.abc import Callable
from typing import Any

import pytest
from telephone import CALLS, HEADER, call

from centreline.evidence.ingest import IngestReport
from centreline.evidence.lake import Lake
from centreline.kernel.errors import FileUnreadable, MappingInvalid

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]

HEAD = ",".join(HEADER) + "\n"
ONE = ",".join(call("a")) + "\n"


def as_json(**changes: Any) -> str:
    return json.dumps([dict(zip(HEADER, call("a"), strict=True)) | changes])


@pytest.mark.parametrize("encoding", ["base64", "rot13", "undefined", "klingon"])
def test_an_encoding_that_is_none_of_text_is_a_misfit_of_the_mapping(bring: Bring, encoding: str) -> None:
    with pytest.raises(MappingInvalid, match=f"there is no encoding '{encoding}'"):
        bring(HEAD + ONE, mapping=f"{CALLS}encoding: {encoding}\n")


@pytest.mark.parametrize("encoding", ["utf-32", "utf-16"])
def test_a_byte_order_mark_is_believed(bring: Bring, held: Held, encoding: str) -> None:
    bring((HEAD + ",".join(call("a", queue="Zürich")) + "\n").encode(encoding))

    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "Zürich"}]


def test_json_with_a_byte_order_mark_of_utf16_is_json(bring: Bring, held: Held) -> None:
    bring(as_json(queue="Zürich").encode("utf-16"), name="calls.json")

    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "Zürich"}]


def test_a_byte_order_mark_inside_a_joined_file_is_no_part_of_a_name(bring: Bring, held: Held) -> None:
    bring(HEAD + "\ufeff" + ONE)

    assert held("contact_id") == [{"contact_id": "a"}]


def test_a_nul_byte_far_down_is_named_by_its_row(bring: Bring, lake: Lake) -> None:
    rows = "".join(",".join(call(f"c{n}")) + "\n" for n in range(10_000))

    with pytest.raises(FileUnreadable, match="holds a NUL byte") as stopped:
        bring(HEAD + rows + ",".join(call("z", queue="q\0")) + "\n")

    assert "row 10,002" in stopped.value.where
    assert not lake.folder.exists()


def test_utf16_that_does_not_say_so_is_told_what_to_write(bring: Bring) -> None:
    with pytest.raises(FileUnreadable, match="holds a NUL byte") as stopped:
        bring((HEAD + ONE).encode("utf-16-le"))

    assert "write `encoding: utf-16-le`" in stopped.value.fix


@pytest.mark.parametrize(
    "content", [gzip.compress(b""), b"\n\n \n", gzip.compress(b"\n")], ids=["packed nothing", "blanks", "packed line"]
)
def test_a_file_of_nothing_is_called_empty(bring: Bring, content: bytes) -> None:
    with pytest.raises(FileUnreadable, match=r"'calls\.csv' is empty"):
        bring(content)


def test_a_cell_without_end_is_named_by_its_row(bring: Bring) -> None:
    with pytest.raises(FileUnreadable, match="holds more than 16 million characters") as stopped:
        bring(HEAD + ",".join(call("a", queue="x" * 17_000_000)) + "\n")

    assert "row 2" in stopped.value.where


def test_a_header_without_end_is_not_printed_whole(bring: Bring) -> None:
    with pytest.raises(MappingInvalid, match="the file has no column") as stopped:
        bring("x" * 1_000_000)

    assert len(str(stopped.value)) < 1_000


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('"\\ud800"', "a text holds half a character"),
        ('"a\\u0000b"', "a text holds a NUL character"),
        ('"\\\\\\u0000"', "a text holds a NUL character"),
    ],
)
@pytest.mark.parametrize("name", ["calls.json", "calls.ndjson"])
def test_json_escapes_that_are_no_text_are_refused(bring: Bring, name: str, written: str, says: str) -> None:
    record = as_json(queue="QUEUE").replace('"QUEUE"', written)

    with pytest.raises(FileUnreadable, match=says):
        bring(record if name == "calls.json" else record[1:-1], name=name)


def test_json_escapes_that_are_text_are_read(bring: Bring, held: Held) -> None:
    bring(as_json(queue="\\u0000 and 😀"), name="calls.json")

    assert held("contact_id", "queue") == [{"contact_id": "a", "queue": "\\u0000 and 😀"}]


def test_a_duration_in_another_unit_is_told_to_name_its_unit(bring: Bring) -> None:
    [group] = bring(HEAD + ",".join(call("a", wait="0:05:10")) + "\n").errors

    assert group.says == "wait_ms holds what is not a duration in its unit"
    assert "hms is 1:02:03" in group.fix


def test_an_hour_that_never_was_is_told_to_look_at_the_zone_of_the_mapping(bring: Bring) -> None:
    row = ",".join(call("a", at="2026-03-29 02:30")) + "\n"

    [group] = bring(HEAD + row).errors

    assert group.fix.endswith("correct `zone:` in mapping 'calls'")
