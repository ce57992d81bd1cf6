"""The disk is full while something is brought, undone or tidied: everything stays as it was, and the next try ends."""

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from erased import calls
from switched_off import VERBS
from telephone import CALLS, call, write_csv

from centreline.evidence.lake import Lake
from centreline.evidence.scope import Scope


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a disk of eight megabytes; skipped where nobody may mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a disk here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two files of calls and their mapping, and an export of another system."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "mapping.yaml").write_text(CALLS, encoding="utf-8")
    write_csv(folder / "first.csv", [call(f"c{n}", queue="old") for n in range(2_000)])
    write_csv(folder / "second.csv", [call(f"d{n}", queue="new") for n in range(20_000)])
    _, _, other = calls()
    text = "\n".join(json.dumps({**other, "ContactId": f"m-{n}"}) for n in range(3_000))
    (folder / "export.json").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def before(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    lake = Lake(tmp_path_factory.mktemp("before") / "evidence")
    for name in ("first.csv", "second.csv"):
        VERBS["ingest"](lake, files / name)
    return lake.folder


def rows_in(lake: Lake) -> list[str]:
    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    return sorted(evidence.arrow(evidence.table("contact").select("contact_id"))[0].to_pylist())


@pytest.mark.parametrize(
    ("verb", "given", "left"),
    [("ingest", "third.csv", 12_288), ("records", "export.json", 12_288), ("undo", "", 0), ("compact", "", 12_288)],
)
def test_a_full_disk_leaves_everything_as_it_was_and_the_next_try_ends(
    *, verb: str, given: str, left: int, before: Path, files: Path, small_disk: Path
) -> None:
    write_csv(files / "third.csv", [call(f"e{n}", queue="third") for n in range(20_000)])
    lake = Lake(shutil.copytree(before, small_disk / "evidence"))
    there, room = rows_in(lake), shutil.disk_usage(small_disk).free
    (small_disk / "something else").write_bytes(os.urandom(room - left))

    with pytest.raises(OSError, match="No space left") as stopped:
        VERBS[verb](lake, files / given)

    assert stopped.value.errno in (errno.ENOSPC, None)
    assert rows_in(lake) == there
    (small_disk / "something else").unlink()
    VERBS[verb](lake, files / given)
    assert (rows_in(lake) == there) == (verb == "compact")
