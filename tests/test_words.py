"""How the repository speaks: British English, no hurry, no addresses of anybody's machine."""

import re
import subprocess
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from centreline import actions
from centreline.actions.act import ACTS
from centreline.governance.kinds import kinds
from centreline.web.frame.done import DONE, KINDS

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
MACHINE = r"(?<![\w.])/(wo[r]k|ho[m]e|ro[o]t|Use[r]s)/\w"
REGISTRY = r"https?://\S*(pyp[i]|pythonhoste[d]|/simpl[e]|artifactor[y]|nexu[s])|inde[x]-url +http"


def tracked() -> list[Path]:
    """Return the files git knows or would add; outside a checkout, nothing."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    paths = [ROOT / name for name in listed.stdout.splitlines()]
    return [path for path in paths if path.suffix in TEXTS and path.is_file() and path.name != "LICENSE"]


FILES = tracked()
SPOKEN = [path for path in FILES if path.name not in ("sources.py", "constraints.txt")]
"""Files that speak for themselves; the others quote titles of sources, or names of packages."""

pytestmark = pytest.mark.skipif(not FILES, reason="not a git checkout: no list of files")


def lines_with(pattern: str, files: list[Path], flags: re.RegexFlag = re.NOFLAG) -> Iterator[tuple[str, str, str]]:
    """Yield where a pattern is found, what it found, and the whole line."""
    sought = re.compile(pattern, flags)
    for path in files:
        text = path.read_text(encoding="utf-8")
        for found in sought.finditer(text):
            number = text.count("\n", 0, found.start()) + 1
            yield f"{path.relative_to(ROOT)}:{number}", found[0], text.split("\n")[number - 1]


def test_words_of_the_field_are_spelt_as_in_britain() -> None:
    american = rf"(?<![\w.-])(?:{'|'.join(AMERICAN)})(?![\w(])"

    spelt = [
        f"{place}: {found!r}, write {british_for(found)!r}"
        for place, found, line in lines_with(american, SPOKEN, re.IGNORECASE)
        if not QUOTED.search(line)
    ]

    assert spelt == []


def british_for(found: str) -> str:
    return next(british for american, british in AMERICAN.items() if re.fullmatch(american, found, re.IGNORECASE))


def test_nobody_is_told_that_it_is_all_very_clear() -> None:
    said_to_readers = [path for path in SPOKEN if "tests" not in path.parts]

    told = [
        f"{place}: {found}"
        for place, found, line in lines_with(rf"\b({HURRIED})\b", said_to_readers, re.IGNORECASE)
        if not QUOTED.search(line)
    ]

    assert told == []


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    machines = [f"{place}: {line.strip()}" for place, _, line in lines_with(MACHINE, FILES)]
    registries = [f"{place}: {line.strip()}" for place, _, line in lines_with(REGISTRY, FILES, re.IGNORECASE)]

    assert machines + registries == []


def test_work_that_is_left_has_an_issue_number() -> None:
    left = [
        f"{place}: {line.strip()}"
        for place, _, line in lines_with(r"(?<!`)\b(TOD[O]|FIXM[E]|XX[X])\b", FILES)
        if not re.search(r"#\d+", line)
    ]

    assert left == []


def test_every_act_and_every_kind_is_said_in_words() -> None:
    for module in iter_modules(actions.__path__):
        import_module(f"{actions.__name__}.{module.name}")

    assert sorted(set(ACTS) - set(DONE)) == []
    assert sorted(set(kinds()) - set(KINDS)) == []
