"""Pages really are run: a wrong page fails, and no command hides from the tests."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([ROOT / "README.md", *ROOT.joinpath("docs").rglob("*.md")])


@pytest.fixture(scope="module")
def harness() -> ModuleType:
    spec = importlib.util.spec_from_file_location("harness_of_pages", ROOT / "conftest.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def example_of(block: str, *, folder: Path, before: str = "") -> SimpleNamespace:
    document = SimpleNamespace(text=before + block)
    return SimpleNamespace(
        parsed=block, document=document, region=SimpleNamespace(start=len(before)), namespace={"folder": str(folder)}
    )


def test_a_block_falls_into_commands_and_what_they_print(harness: ModuleType) -> None:
    block = "$ centreline a \\\n    --b\nfirst\n\nsecond\n$ centreline c\n"

    assert list(harness.commands_of(block)) == [("centreline a     --b", "first\n\nsecond"), ("centreline c", "")]


def test_a_command_that_prints_something_else_fails_its_page(harness: ModuleType, tmp_path: Path) -> None:
    difference = harness.run_console(example_of("$ centreline --version\ncentreline 9.9\n", folder=tmp_path))

    assert "centreline 9.9" in difference
    assert "printed (exit code 0)" in difference


def test_a_command_that_prints_what_the_page_says_passes(harness: ModuleType, tmp_path: Path) -> None:
    assert harness.run_console(example_of("$ centreline --version\ncentreline 0...\n", folder=tmp_path)) is None


def test_a_command_of_another_program_is_refused(harness: ModuleType, tmp_path: Path) -> None:
    difference = harness.run_console(example_of("$ centreline --version\n...\n$ rm -rf x\n", folder=tmp_path))

    assert "cannot run 'rm -rf x'" in difference


def test_a_block_under_a_file_comment_is_written(harness: ModuleType, tmp_path: Path) -> None:
    harness.write_file(example_of("a: 1\n", folder=tmp_path, before="Text.\n\n<!-- file: deep/b.yaml -->\n"))
    harness.write_file(example_of("a: 2\n", folder=tmp_path, before="Text.\n\n"))

    assert [(path.name, path.read_text(encoding="utf-8")) for path in tmp_path.rglob("*.yaml")] == [
        ("b.yaml", "a: 1\n")
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_no_command_hides_from_the_tests(page: Path) -> None:
    blocks = re.findall(r"^```(\S*)\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    hidden = [
        block
        for language, block in blocks
        if "$ centreline" in block and not (language == "console" and block.startswith("$ centreline"))
    ]

    assert hidden == []


@pytest.mark.parametrize("page", ["README.md", "docs/tutorials/first-review.md", "docs/how-to/bring-your-records.md"])
def test_a_page_for_newcomers_shows_commands_that_run(page: str) -> None:
    assert "```console\n$ centreline " in (ROOT / page).read_text(encoding="utf-8")
