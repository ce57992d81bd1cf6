"""A watched folder shows the files that lie in it, and nothing that lies elsewhere."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from centreline.evidence.arrivals import Arrival, WatchedFolder
from centreline.kernel.errors import ArgumentInvalid, FileUnreadable

NOW = datetime(2026, 4, 1, 12, tzinfo=UTC)


@pytest.fixture
def allowed(tmp_path: Path) -> Path:
    """Return an allowed folder with calls in daily/, beside a secret that is not to be read."""
    (tmp_path / "allowed" / "daily").mkdir(parents=True)
    (tmp_path / "secret").mkdir()
    written(tmp_path / "secret" / "calls-9.csv", "secret")
    return tmp_path / "allowed"


def written(path: Path, text: str, *, ago: timedelta = timedelta(hours=1)) -> Path:
    path.write_text(text)
    os.utime(path, ((NOW - ago).timestamp(),) * 2)
    return path


def names(folder: WatchedFolder, pattern: str = "*") -> list[str]:
    return [one.name for one in folder.arrived(pattern=pattern, now=NOW)]


def test_plain_files_of_the_name_are_there_the_oldest_first_once_nobody_writes_to_them(allowed: Path) -> None:
    daily = allowed / "daily"
    written(daily / "calls-2.csv", "b", ago=timedelta(hours=1))
    written(daily / "calls-1.csv", "a", ago=timedelta(hours=2))
    written(daily / "calls-3.csv", "c", ago=timedelta(seconds=2))
    written(daily / ".calls-4.csv", "d")
    written(daily / "notes.txt", "e")
    (daily / "calls-5.csv").mkdir()
    folder = WatchedFolder(allowed, "daily")

    assert names(folder, "calls-*.csv") == ["calls-1.csv", "calls-2.csv"]
    assert names(folder) == ["calls-1.csv", "calls-2.csv", "notes.txt"]
    assert b"".join(folder.chunks(folder.arrived(pattern="calls-2*", now=NOW)[0])) == b"b"


def test_no_link_leads_out_of_it(allowed: Path) -> None:
    secret = allowed.parent / "secret"
    (allowed / "daily" / "calls-9.csv").symlink_to(secret / "calls-9.csv")
    (allowed / "elsewhere").symlink_to(secret)

    assert names(WatchedFolder(allowed, "daily")) == []
    with pytest.raises(FileUnreadable, match=r"calls-9\.csv"):
        list(WatchedFolder(allowed, "daily").chunks(Arrival("calls-9.csv", 6, 0)))
    for inside in ("elsewhere", "../secret", str(secret), "daily/../../secret"):
        with pytest.raises(ArgumentInvalid):
            names(WatchedFolder(allowed, inside))
    with pytest.raises(FileUnreadable):
        list(WatchedFolder(allowed, "daily").chunks(Arrival("../../secret/calls-9.csv", 6, 0)))


def test_a_file_whose_place_a_pipe_took_is_refused_at_once(allowed: Path) -> None:
    os.mkfifo(allowed / "calls.csv")

    with pytest.raises(FileUnreadable, match="no plain file"):
        list(WatchedFolder(allowed).chunks(Arrival("calls.csv", 1, 0)))
