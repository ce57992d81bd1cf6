"""Who may write: one process at a time, and only where the disk allows it."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from centreline.evidence.locking import only_writer
from centreline.kernel.errors import EvidenceConflict

NOBODY = 65534


@pytest.fixture
def read_only() -> Iterator[Path]:
    """A folder that whoever runs the test may read and not write; root may write anywhere, so it steps down."""
    was = os.geteuid()
    # Not below `tmp_path`, into which nobody but its owner may look.
    with TemporaryDirectory() as above:
        folder = Path(above) / "evidence"
        folder.mkdir()
        Path(above).chmod(0o755)
        folder.chmod(0o555)
        if was == 0:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(was)


def test_a_folder_that_may_not_be_written_stops_before_anything_is_begun(read_only: Path) -> None:
    begun = []

    with pytest.raises(PermissionError) as stopped, only_writer(read_only):
        begun.append(read_only)

    assert stopped.value.filename == str(read_only)
    assert not begun


def test_a_second_writer_is_told_to_wait_and_takes_nothing_from_the_first(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"

    with only_writer(folder):
        with pytest.raises(EvidenceConflict, match="somebody else is writing"):
            only_writer(folder).__enter__()
        assert folder.is_dir()

    assert not folder.exists()
