"""Several things at a time, and still in order: what is written for one month is written one after the other."""

import threading

import pytest

from centreline.evidence.ahead import SideBySide

PATIENCE_S = 30


def test_two_months_are_written_at_the_same_time() -> None:
    both = threading.Barrier(2, timeout=PATIENCE_S)
    with SideBySide(lambda month, rows: both.wait(), at_once=2) as write:
        write("2026-01", "rows")
        write("2026-02", "rows")
    assert not both.broken


def test_what_comes_for_one_month_is_written_one_after_the_other() -> None:
    written: dict[str, list[int]] = {"2026-01": [], "2026-02": [], "2026-03": []}
    months = list(written)
    with SideBySide(lambda month, part: written[month].append(part), at_once=2) as write:
        for part in range(600):
            write(months[part % 7 % 3], part)
    assert sum(map(len, written.values())) == 600
    assert all(parts == sorted(parts) for parts in written.values())


def test_no_more_months_are_written_at_once_than_were_asked_for() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def count(month: int, rows: object) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        threading.Event().wait(0.002)
        with lock:
            running -= 1

    with SideBySide(count, at_once=2) as write:
        for month in range(20):
            write(month, "rows")
    assert most == 2


def test_a_full_disk_is_told_even_where_it_fills_with_the_last_rows() -> None:
    def fail(month: str, rows: object) -> None:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left"), SideBySide(fail, at_once=2) as write:
        write("2026-01", "rows")


def test_after_a_full_disk_nothing_more_is_written_for_that_month() -> None:
    tried: list[object] = []

    def fail(month: str, rows: object) -> None:
        tried.append(rows)
        raise OSError(28, "No space left on device")

    def write_twice() -> None:
        with SideBySide(fail, at_once=2) as write:
            write("2026-01", "first")
            write("2026-01", "second")

    with pytest.raises(OSError, match="No space left"):
        write_twice()
    assert tried == ["first"]
