"""Links of the pages lead somewhere, and tests they name exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.joinpath("docs").rglob("*.md"), *ROOT.joinpath("examples").rglob("*.md")])


def anchors_of(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    plain = (
        "".join(letter for letter in heading.lower() if letter.isalnum() or letter in " -_") for heading in headings
    )
    return {heading.replace(" ", "-") for heading in plain}


def name_of(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    broken = []
    for link in re.findall(r"\]\((?!https?:|mailto:)([^)\s]+)\)", text):
        file, _, anchor = link.partition("#")
        target = (page.parent / file).resolve() if file else page
        if not target.exists() or (anchor and anchor not in anchors_of(target)):
            broken.append(link)

    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_test_a_page_names_exists(page: Path) -> None:
    missing = []
    for file, test in re.findall(r"`(tests/[\w/]+(?:\.py)?)(?:::(\w+))?`", page.read_text(encoding="utf-8")):
        path = ROOT / file
        if not path.exists() or (test and f"def {test}(" not in path.read_text(encoding="utf-8")):
            missing.append(f"{file}::{test}" if test else file)

    assert missing == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_no_link_has_the_wrong_case(page: Path) -> None:
    named = re.findall(r"`((?:src|docs|tests)/[\w./-]+\.(?:py|md|yaml|txt))`", page.read_text(encoding="utf-8"))

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_page_of_the_docs_is_reached_from_its_index() -> None:
    reached: set[Path] = set()
    ahead = {ROOT / "docs/index.md"}
    while ahead:
        page = ahead.pop()
        reached.add(page)
        links = re.findall(r"\]\((?!https?:)([^)\s#]+\.md)", page.read_text(encoding="utf-8"))
        ahead |= {link for name in links if (link := (page.parent / name).resolve()).exists()} - reached

    assert [name_of(page) for page in ROOT.joinpath("docs").rglob("*.md") if page not in reached] == []


FRAGMENTS = [path for path in ROOT.joinpath("changelog.d").iterdir() if path.name != "README.md"]


@pytest.mark.parametrize("fragment", FRAGMENTS or [None], ids=lambda path: path.name if path else "none")
def test_a_fragment_has_a_kind_and_something_to_say(fragment: Path | None) -> None:
    if fragment is None:
        pytest.skip("no fragments: everything is in CHANGELOG.md")

    assert re.fullmatch(r"[a-z0-9-]+\.(added|changed|fixed|removed|definition)\.md", fragment.name)
    assert fragment.read_text(encoding="utf-8").strip().endswith(".")
