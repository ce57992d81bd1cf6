"""A language nobody speaks, to see what was forgotten: every string longer, in brackets, and from right to left.

Run as a program of its own: `python tests/web/pseudo.py FOLDER` writes `ar/LC_MESSAGES/django.mo` from every string
that the site's pages and programs mark for translation, and every sentence in which the core tells what it found.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import babel.messages
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from django.utils.translation.template import templatize
from pydantic import BaseModel

import centreline
import centreline.web
from centreline.actions.catalogue_elements import WRITTEN_UNDER
from centreline.blueprint.document import Blueprint
from centreline.blueprint.sentences import capitalised, label_of
from centreline.evidence.contracts import CONTRACTS
from centreline.evidence.rules import rules_for
from centreline.findings.catalogue import check_book
from centreline.findings.families import FAMILIES
from centreline.findings.finding import Severity
from centreline.governance.rights import permissions
from centreline.kernel.units import Unit
from centreline.kernel.written.shape import FieldShape, fields_of, kind_of
from centreline.metrics.book import published_book
from centreline.metrics.definition import KINDS
from centreline.metrics.explain import expressions

PAGES = Path(centreline.web.__file__).parent
CORE = Path(centreline.__file__).parent
SAID = {"said": None, "said_of": (1, 2)}
"""How the core marks its sentences: `centreline.kernel.said`."""

UNINDENTED = re.compile(r"(?m)^[ \t]+")
KEYWORDS = DEFAULT_KEYWORDS | SAID | {"gettext_lazy": None, "ngettext_lazy": (1, 2), "pgettext_lazy": ((1, "c"), 2)}
KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{[^{}]*\}|<[^<>]*>|&\w+;)")
VOWEL = re.compile(r"[aeiou]", re.IGNORECASE)
OPENS, CLOSES = "⟦", "⟧"
LANGUAGE = "ar"
"""Written from right to left; the words stay Latin, so that whoever looks can read them."""

Message = str | tuple[str, ...]


def pseudo(text: str) -> str:
    """Return a string a third longer and in brackets, with what is filled in later left as it is.

    >>> pseudo("Open %(name)s")
    '⟦Oopeen %(name)s⟧'
    """
    parts = KEPT.split(text)
    longer = [part if at % 2 else VOWEL.sub(_twice, part) for at, part in enumerate(parts)]
    return OPENS + "".join(longer) + CLOSES


def _twice(vowel: re.Match[str]) -> str:
    return vowel[0] + vowel[0].lower()


def words_from_elsewhere() -> Iterator[str]:
    """Yield what other packages call things, and pages look up when they show it."""
    yield from (one.says for one in permissions().values())
    yield from words_of_metrics()
    yield from (*Severity, *(kind.replace("_", " ") for kind in WRITTEN_UNDER))
    for check in check_book().values():
        yield from (check.question, check.why, check.fix, check.source, check.name, check.status)
    yield from (rule.says for table in CONTRACTS for rule in rules_for(table))
    yield from (words for family in FAMILIES.values() for words in (family.title, family.asks))
    seen: set[type[BaseModel]] = set()
    shapes = list(shapes_in(Blueprint, seen))
    yield from {kind_of(model) for model in seen}
    yield from {words for shape in shapes for words in (label_of(shape.name), capitalised(label_of(shape.name)))}
    yield from {shape.description for shape in shapes} | {
        word.replace("_", " ") for one in shapes for word in one.words
    }


def shapes_in(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[FieldShape]:
    """Yield every field of a part of the operating model and of the parts in it."""
    if model not in seen:
        seen.add(model)
        for shape in fields_of(model).values():
            yield shape
            yield from shapes_in(shape.part, seen) if shape.part is not None else ()


def words_of_metrics() -> Iterator[str]:
    """Yield what the book of metrics says of each, and of each way of counting it."""
    for one in published_book().values():
        yield from (one.title, one.question, one.population, one.owner, one.source, *one.traps)
        for way in one.variants:
            yield from (way.title, way.sentence, *way.reasons, *expressions(way))
    yield from (*KINDS.values(), *Unit, *(contract.meaning for contract in CONTRACTS.values()))


def messages() -> Iterator[tuple[Message, str | None]]:
    """Yield each string marked for translation, with the context it was marked with; plurals as a pair."""
    for file in sorted(PAGES.rglob("*")):
        if file.suffix not in {".py", ".html"}:
            continue
        source = file.read_text(encoding="utf-8")
        if file.suffix == ".html":
            source = UNINDENTED.sub("", templatize(source, origin=str(file)))
        for _, message, _, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
            yield message, context
    for file in sorted(CORE.rglob("*.py")):
        if PAGES not in file.parents:
            for _, message, _, _ in extract("python", io.BytesIO(file.read_bytes()), keywords=SAID):
                yield message, None


def catalogue() -> babel.messages.Catalog:
    """Return the whole language; Arabic has six plurals, and each gets the same words."""
    whole = babel.messages.Catalog(locale=LANGUAGE)
    from_elsewhere = ((words, None) for words in words_from_elsewhere())
    for message, context in (*messages(), *from_elsewhere):
        if message:
            same = pseudo(str(message)) if isinstance(message, str) else (pseudo(message[-1]),) * whole.num_plurals
            whole.add(str(message) if isinstance(message, str) else message, same, context=context)
    return whole


def write_language(folder: Path) -> None:
    """Write the language where the site looks for languages."""
    file = folder / LANGUAGE / "LC_MESSAGES/django.mo"
    file.parent.mkdir(parents=True)
    with file.open("wb") as written:
        write_mo(written, catalogue())


if __name__ == "__main__":
    write_language(Path(sys.argv[1]))
