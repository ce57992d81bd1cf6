"""The pages in docs/adr keep the form that ADR 1 asks for."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "docs/adr").glob("0*.md"))
HEADINGS = ["Context", "Decision", "Consequences", "Rejected alternatives", "Confirmation"]


def test_numbers_run_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in PAGES]

    assert numbers == list(range(1, len(PAGES) + 1))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_decision_has_its_number_a_date_and_every_heading(page: Path) -> None:
    text = page.read_text(encoding="utf-8")

    assert text.startswith(f"# {int(page.name[:4])}. ")
    assert re.search(r"^(Accepted|Superseded by ADR \d+), \d{4}-\d\d-\d\d\.", text, re.MULTILINE)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == HEADINGS


def test_the_index_names_every_decision_in_order() -> None:
    index = (ROOT / "docs/adr/README.md").read_text(encoding="utf-8")
    titles = [page.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ") for page in PAGES]

    assert re.findall(r"^\* \[(.+)\]\((.+)\)$", index, re.MULTILINE) == [
        (title, page.name) for title, page in zip(titles, PAGES, strict=True)
    ]


def test_every_package_needed_at_run_time_has_its_decision() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = {re.match(r"[\w.-]+", requirement)[0] for requirement in project["dependencies"]}  # type: ignore[index]
    lines = [line for page in PAGES for line in page.read_text(encoding="utf-8").splitlines() if "Packages:" in line]
    decided = set(re.findall(r"`([\w.-]+)`", " ".join(line.split("Packages:")[1] for line in lines if "`" in line)))

    assert needed - decided == set()
    assert decided - needed - {"numpy"} == set()
