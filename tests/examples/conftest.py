"""The whole chain: an example is copied, its files are brought, the book of questions is asked, a review is written."""

import csv
import gzip
import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from centreline.actions.workspace import FolderWorkspace
from centreline.cli import main
from centreline.evidence.engine import Evidence

ROOT = Path(__file__).parents[2]
REAL_DATA = Path(os.environ.get("CENTRELINE_REAL_DATA", ROOT.parent / "shared" / "data"))
FORMS = ("html", "md", "json")

Row = dict[str, str]


@dataclass(frozen=True)
class Brought:
    """A file to bring: the table it fills, the mapping that reads it, and where it is among the real data."""

    table: str
    mapping: str
    file: str


@dataclass(frozen=True)
class Reviewed:
    """What came of an example.

    Attributes:
        folder: The workspace.
        review: The review by the ending of its file.
        counts: What became of the rows of each file, in the order they were brought.
    """

    folder: Path
    review: dict[str, str]
    counts: tuple[dict[str, int], ...]

    @property
    def document(self) -> Any:
        """The review as JSON."""
        return json.loads(self.review["json"])

    @property
    def evidence(self) -> Evidence:
        """What was brought."""
        return FolderWorkspace(self.folder).evidence_or_stop()

    def findings(self, check: str) -> list[dict[str, Any]]:
        """The findings of a check, as the review has them."""
        groups = [group for group in self.document["findings"] if group["check"] == check]
        return [finding for group in groups for finding in group["findings"]]


def centreline(*arguments: object) -> None:
    """Run a command in this process; it has to end well."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["centreline", *map(str, arguments)])
        with pytest.raises(SystemExit) as left:
            main()
    assert not left.value.code, f"centreline {arguments[0]} ended with {left.value.code}"


def reviewed(example: Path, files: Iterable[tuple[Brought, Path]], *, folder: Path) -> Reviewed:
    """Carry an example from its files to its review, in a folder of its own."""
    place = folder / "place"
    shutil.copytree(example, place)
    counts = []
    for brought, path in files:
        said = io.StringIO()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stdout", said)
            centreline("ingest", brought.table, path, "-m", brought.mapping, "-w", place, "--format", "json")
        counts.append(json.loads(said.getvalue())["rows"])
    outs = [folder / f"review.{form}" for form in FORMS]
    centreline("review", place, *[word for out in outs for word in ("--out", out)])
    return Reviewed(place, {out.suffix[1:]: out.read_text(encoding="utf-8") for out in outs}, tuple(counts))


@pytest.fixture(scope="session")
def real_review(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Reviewed]:
    """Review an example with the real records; skip with a sentence where they are absent."""

    def reviewing(example: str, *files: Brought) -> Reviewed:
        paths = [(brought, real_file(example, brought.file)) for brought in files]
        return reviewed(ROOT / "examples" / example, paths, folder=tmp_path_factory.mktemp(example))

    return reviewing


@pytest.fixture(scope="session")
def review_of_folder() -> Callable[..., Reviewed]:
    """Review a workspace that a test has written."""
    return reviewed


@pytest.fixture(scope="session")
def bring() -> type[Brought]:
    """How a file to bring is named."""
    return Brought


@pytest.fixture(scope="session")
def real_rows() -> Callable[..., list[Row]]:
    """Read a real file as it stands, with nothing of ours: the second way to count."""

    def reading(example: str, file: str, *, delimiter: str = ",") -> list[Row]:
        path = real_file(example, file)
        whole = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        return list(csv.DictReader(io.StringIO(whole.decode("utf-8-sig")), delimiter=delimiter))

    return reading


def real_file(example: str, file: str) -> Path:
    """Return a file of real records, or skip."""
    path = REAL_DATA / example / file
    if not path.is_file():
        pytest.skip(f"the real records are absent: there is no {path}; set CENTRELINE_REAL_DATA to their folder")
    return path
