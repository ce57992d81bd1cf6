"""How the repository speaks: British English, no hurry, no addresses of anybody's machine."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXTS = {".py", ".md", ".yaml", ".yml", ".toml", ".txt", ".j2", ".html", ".css", ".jinja", ""}
AMERICAN = {
    r"(contact|call|service|cost|value) centers?": "centre",
    r"organi[z]ation\w*": "organisation",
    r"catalo[g]s?": "catalogue",
    r"behavi[o]rs?": "behaviour",
    r"recogni[z]e\w*": "recognise",
    r"utili[z]ation": "utilisation",
    r"centrali[z]\w+": "centralise",
    r"prioriti[z]\w+": "prioritise",
    r"standardi[z]\w+": "standardise",
    r"summari[z]\w+": "summarise",
    r"normali[z]e\w*": "normalise",
    r"analy[z]e\w*": "analyse",
    r"labe[l]ed": "labelled",
    r"cance[l]ed": "cancelled",
    r"mode[l]ing": "modelling",
    r"fulfi[l]lment": "fulfilment",
}
"""American spellings of words of the field, and what is written here; brackets keep this list from finding itself."""
_HARMLESS = "now|before|after|as|under|over|below|above|beyond|enough"
HURRIED = rf"simpl[y]|obviousl[y]|eas[i]ly|j[u]st(?! (?:{_HARMLESS}))|of cours[e]|trivia[l]ly"
"""Words that tell a reader who is stuck that it is their fault."""
QUOTED = re.compile(r"source|https?:|“[^”]*”|‘[^’]*’|\btitle\b|lint: words", re.IGNORECASE)
"""Lines that quote somebody else's title or words keep that spelling."""
MACHINE = re.compile(r"(?<![\w.])/(wo[r]k|ho[m]e|ro[o]t|Use[r]s)/\w")
REGISTRY = re.compile(
    r"https?://\S*(pyp[i]|pythonhoste[d]|/simpl[e]|artifactor[y]|nexu[s])|inde[x]-url +http", re.IGNORECASE
)


def tracked() -> list[Path]:
    """Return the files git knows or would add; outside a checkout, nothing."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    paths = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in paths if path.suffix in TEXTS and path.is_file() and path.name != "LICENSE"]


FILES = tracked() or [pytest.param(None, marks=pytest.mark.skip(reason="not a git checkout: no list of files"))]


def lines_of(path: Path) -> list[tuple[int, str]]:
    return list(enumerate(path.read_text(encoding="utf-8").splitlines(), start=1))


def name_of(path: Path | None) -> str:
    return str(path.relative_to(ROOT)) if path else "none"


SPOKEN = [path for path in FILES if isinstance(path, Path) and path.name not in ("sources.py", "constraints.txt")]
"""Files that speak for themselves; the others quote titles of sources, or names of packages."""


@pytest.mark.parametrize("path", SPOKEN, ids=name_of)
def test_words_of_the_field_are_spelt_as_in_britain(path: Path) -> None:
    spelt = [
        f"{number}: {found[0]!r}, write {british!r}"
        for number, line in lines_of(path)
        for american, british in AMERICAN.items()
        if (found := re.search(rf"(?<![\w.-])(?:{american})(?![\w(])", line, re.IGNORECASE)) and not QUOTED.search(line)
    ]

    assert spelt == []


@pytest.mark.parametrize("path", [path for path in SPOKEN if "tests" not in path.parts], ids=name_of)
def test_nobody_is_told_that_it_is_all_very_clear(path: Path) -> None:
    told = [
        f"{number}: {found[0]}"
        for number, line in lines_of(path)
        if (found := re.search(rf"\b({HURRIED})\b", line, re.IGNORECASE)) and not QUOTED.search(line)
    ]

    assert told == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_no_file_names_a_machine_or_a_package_registry(path: Path) -> None:
    named = [
        f"{number}: {line.strip()}" for number, line in lines_of(path) if MACHINE.search(line) or REGISTRY.search(line)
    ]

    assert named == []


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_work_that_is_left_has_an_issue_number(path: Path) -> None:
    left = [
        f"{number}: {line.strip()}"
        for number, line in lines_of(path)
        if re.search(r"(?<!`)\b(TOD[O]|FIXM[E]|XX[X])\b", line) and not re.search(r"#\d+", line)
    ]

    assert left == []
