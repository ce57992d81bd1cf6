"""Generated pages are fresh, and hold everything they promise to hold."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from centreline.evidence.contracts import CONTRACTS
from centreline.findings.catalogue import check_book
from centreline.kernel import errors
from centreline.metrics.book import metric_book

ROOT = Path(__file__).parents[2]
PAGES = sorted(path for path in ROOT.joinpath("docs").rglob("*.md") if "[[[cog" in path.read_text(encoding="utf-8"))


def headings_of(page: str) -> set[str]:
    text = (ROOT / "docs/reference" / page).read_text(encoding="utf-8")
    return set(re.findall(r"^#+ (.+)$", text, re.MULTILINE))


def test_every_generated_page_is_what_the_code_says_today() -> None:
    names = [str(page.relative_to(ROOT)) for page in [ROOT / "README.md", *PAGES]]

    done = subprocess.run(
        [Path(sys.executable).with_name("cog"), "--check", "--diff", *names],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    stale = [line for line in done.stdout.splitlines() if line.endswith("(changed)")]
    assert done.returncode == 0, f"run `make docs`: {stale}\n{done.stdout[-3000:]}{done.stderr[-2000:]}"
    assert done.stdout.count("Checking ") == len(names)


def test_every_check_has_a_heading() -> None:
    assert len(check_book()) >= 45
    assert set(check_book()) - headings_of("checks.md") == set()


def test_every_metric_has_a_heading() -> None:
    assert len(metric_book()) >= 30
    assert set(metric_book()) - headings_of("metrics.md") == set()


def test_every_table_has_a_heading() -> None:
    assert set(CONTRACTS) - headings_of("contracts.md") == set()


def test_every_error_has_a_heading() -> None:
    kinds = {kind.__name__ for kind in errors.Stopped.__subclasses__() if kind.__module__ == errors.__name__}

    assert len(kinds) >= 10
    assert kinds - headings_of("errors.md") == set()


COMMANDS = (
    "demo, init, ingest, undo, evidence, examine, review, measure, compare, explain, retention, "
    "blueprint check, blueprint diff, blueprint schema, erase find, erase ask, erase approve, erase run, erase list, "
    "hold place, hold lift, hold list"
)


@pytest.mark.parametrize("command", COMMANDS.split(", "))
def test_every_command_has_a_heading(command: str) -> None:
    assert f"centreline {command}" in headings_of("cli.md")
