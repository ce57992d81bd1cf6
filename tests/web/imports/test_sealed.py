"""Files that wait are sealed: what was changed, cut off or exchanged is refused, and a plain copy is not kept."""

import io
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.kernel.errors import FileUnreadable
from centreline.web.records import in_memory, uploads
from centreline.web.records.in_memory import MEMORY, MOST_BYTES, NAMED, plain_copy
from centreline.web.records.sealed import FRAME, PREFIX, TAG, Sealer, opened, sealing_key
from centreline.web.records.uploads import KEPT_FOR, sweep_uploads

KEY = sealing_key(b"s" * 32, b"tests")
LONG = [b"4111 1111 1111 1111\n" * 1_000] * 10


def sealed(pieces: list[bytes], key: bytes = KEY) -> bytes:
    sealer = Sealer(key)
    return b"".join([*map(sealer.add, pieces), sealer.finish()])


def read(held: bytes, key: bytes = KEY) -> bytes:
    return b"".join(opened(io.BytesIO(held), key))


@given(pieces=st.lists(st.binary(max_size=50)), large=st.sampled_from([0, 1, FRAME - 1, FRAME, FRAME + 1, 3 * FRAME]))
def test_what_was_sealed_is_opened_as_it_was(pieces: list[bytes], large: int) -> None:
    held = [*pieces, b"x" * large]

    assert read(sealed(held)) == b"".join(held)


def test_nothing_of_it_can_be_read_and_no_two_are_alike() -> None:
    assert b"4111" not in sealed(LONG)
    assert sealed(LONG) != sealed(LONG)


def test_what_was_changed_cut_off_exchanged_or_sealed_with_another_secret_is_refused() -> None:
    held, frame = sealed(LONG), FRAME + TAG
    first, second = held[PREFIX : PREFIX + frame], held[PREFIX + frame : PREFIX + 2 * frame]
    broken = {
        "changed": held[:100] + bytes([held[100] ^ 1]) + held[101:],
        "cut off": held[:-1],
        "without its last frame": held[: PREFIX + 2 * frame],
        "exchanged": held[:PREFIX] + second + first + held[PREFIX + 2 * frame :],
        "empty": b"",
        "longer": held + b"x",
    }

    for what, one in broken.items():
        with pytest.raises(FileUnreadable, match="not as it was sealed"):
            raise AssertionError(f"{what}: {read(one)[:20]!r}")
    with pytest.raises(FileUnreadable):
        read(held, sealing_key(b"t" * 32, b"tests"))


def test_a_plain_copy_lies_in_memory_for_this_program_alone_and_is_gone_afterwards(tmp_path: Path) -> None:
    with plain_copy(iter(LONG), name="calls.csv", size=200_000, otherwise=tmp_path) as path:
        assert path.read_bytes() == b"".join(LONG)
        assert path.parent.parent == (MEMORY if MEMORY.is_dir() else tmp_path)
        assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)

    assert not path.parent.exists()


def test_what_does_not_fit_into_memory_lies_in_the_private_folder_until_it_was_read(tmp_path: Path) -> None:
    with plain_copy([b"much"], name="calls.csv", size=MOST_BYTES + 1, otherwise=tmp_path) as path:
        assert path.parent.parent == tmp_path

    assert not list(tmp_path.iterdir())


def test_a_copy_that_cannot_be_made_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(in_memory, "MEMORY", tmp_path)
    torn = opened(io.BytesIO(sealed(LONG)[:-1]), KEY)

    with pytest.raises(FileUnreadable), plain_copy(torn, name="calls.csv", size=1, otherwise=tmp_path):
        raise AssertionError

    assert not list(tmp_path.iterdir())


def test_a_copy_that_a_broken_off_reading_left_is_swept_after_a_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MEMORY", tmp_path)
    left, fresh = (tmp_path / f"{NAMED}{name}" for name in ("left", "fresh"))
    for one in (left, fresh):
        one.mkdir()
        (one / "calls.csv").write_text("4111 1111 1111 1111")
    now = datetime.now(UTC)
    os.utime(left, ((now - KEPT_FOR).timestamp(),) * 2)

    assert sweep_uploads(workspace=tmp_path, now=now) == 1
    assert (left.exists(), fresh.exists()) == (False, True)
