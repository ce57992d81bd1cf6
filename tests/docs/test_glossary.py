"""Every class of the blueprint, every table and every metric stands in the glossary."""

import re
import sys
from pathlib import Path

import pytest

from centreline.evidence.contracts import CONTRACTS

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "docs"))
from generate.blueprint import blueprint_classes  # noqa: E402
from generate.markdown import sentence_case  # noqa: E402

GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
ENTRIES = dict(re.findall(r"^### (.+)\n\n((?:.+\n)+)", GLOSSARY, re.MULTILINE))


def test_every_class_of_the_blueprint_has_an_entry() -> None:
    classes = {sentence_case(model.__name__) for model in blueprint_classes()}

    assert len(classes) > 20
    assert classes - set(ENTRIES) == set()


def test_every_table_of_evidence_has_an_entry() -> None:
    assert {sentence_case(name) for name in CONTRACTS} - set(ENTRIES) == set()


def test_every_metric_has_an_entry() -> None:
    book = pytest.importorskip("centreline.metrics.book", reason="there is no catalogue of metrics yet").metric_book()

    assert len(book) >= 30
    assert {sentence_case(name) for name in book} - set(ENTRIES) == set()


@pytest.mark.parametrize("term", ENTRIES)
def test_an_entry_says_what_else_it_is_called_and_what_it_is_not(term: str) -> None:
    paragraph = " ".join(ENTRIES[term].split())

    assert "*Also called*: " in paragraph
    assert "*Do not confuse with*: " in paragraph


def test_no_term_is_entered_twice() -> None:
    headings = re.findall(r"^### (.+)$", GLOSSARY, re.MULTILINE)

    assert sorted(headings) == sorted(set(headings))
