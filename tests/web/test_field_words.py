"""Every field of whatever is written has a word in the reader's language, and so has every word chosen in one."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from pseudo import CLOSES, LANGUAGE, OPENS, VOWEL
from pydantic import BaseModel

from centreline.blueprint.diff import differences
from centreline.blueprint.document import Blueprint
from centreline.governance.kinds import kinds
from centreline.kernel.kept_words import made_again, parts_of
from centreline.kernel.written.shape import FieldShape, fields_of

IN_WORDS_ALREADY = frozenset({"weekday"})
"""Words that Django itself brings in every language."""


def shapes(model: type[BaseModel], seen: set[type[BaseModel]]) -> Iterator[tuple[type[BaseModel], FieldShape]]:
    if model not in seen:
        seen.add(model)
        for shape in fields_of(model).values():
            yield model, shape
            if shape.part is not None:
                yield from shapes(shape.part, seen)


@pytest.mark.usefixtures("spoken_here")
def test_no_field_of_the_model_or_of_an_entry_and_no_word_chosen_in_one_is_left_in_english() -> None:
    from centreline.web.frame.chosen_words import word_chosen
    from centreline.web.frame.field_words import field_word

    seen: set[type[BaseModel]] = set()
    every = [one for model in (Blueprint, *kinds().values()) for one in shapes(model, seen)]
    with translation.override(LANGUAGE):
        fields = {(of.__module__, of.__name__, shape.name): field_word(shape.name, of) for of, shape in every}
        chosen = {
            (shape.name, word): word_chosen(word, shape.name)
            for _of, shape in every if shape.name not in IN_WORDS_ALREADY
            for word in filter(None, shape.words)
        }  # fmt: skip

    assert len(fields) > 250
    english = {at: says for at, says in (fields | chosen).items() if not (says[0] == OPENS and says[-1] == CLOSES)}
    assert english == {}


def test_what_changed_is_read_with_days_times_and_figures_as_the_locale_writes_them() -> None:
    from centreline.web.reading.fields import changes_in

    before = {"title": "Bill", "takes_s": 90, "automation": "none", "handoffs": [{"to": "pay", "within_s": 7200}]}
    after = {"title": "Bill", "takes_s": 1500, "automation": "assisted", "handoffs": []}
    with translation.override("de"):
        card = {one["label"]: (one["before"], one["after"]) for one in changes_in("card", before, after)}
        [due] = changes_in("review_decision", {"due": None}, {"due": "2026-03-01"})

    assert card == {
        "Seconds it should take": ("90", "1.500"),
        "Automation": ("A person serves it", "A machine helps"),
        "Where work is handed on": ("To: pay; Time limit: 2h", ""),
    }
    assert (due["before"], due["after"]) == ("", "01.03.2026")


def intended(**touchpoint: Any) -> Blueprint:
    """Return a made-up operating model with one touchpoint."""
    stage = {"id": "settle", "title": "Settle", "touchpoints": [{"id": "pay", "title": "Pay", **touchpoint}]}
    journeys = [{"id": "bill", "title": "Bill", "stages": [stage]}]
    return Blueprint.model_validate({
        "id": "centre", "title": "Centre", "organisation": {"name": "Centre"},
        "roles": [{"id": "head", "title": "Head"}], "journeys": journeys,
    })  # fmt: skip


@pytest.mark.usefixtures("spoken_here")
def test_differences_of_versions_are_said_in_the_readers_language_also_once_they_were_kept() -> None:
    from centreline.web.frame.spoken import spoken

    old = intended(takes_s=90, channels=["voice"], automation="none", risks=[{"what": "lost"}])
    new = intended(takes_s=1500, channels=["chat"], owner="head", automation="assisted", handoffs=[{"to": "pay"}])
    says = [one.says for one in differences(old, new)]
    kept = [made_again(parts_of(one)) for one in says]

    assert len(kept) == 6
    assert kept == says
    with translation.override("de"):
        assert "1.500 s" in " ".join(map(spoken, kept))
    with translation.override(LANGUAGE):
        words = set(re.findall("[a-z]+", " ".join(map(spoken, kept)).lower()))
    assert {one for one in words if VOWEL.search(one) and not re.search(r"([aeiou])\1", one)} == {"pay", "head", "lost"}


@pytest.mark.usefixtures("spoken_here")
def test_what_an_act_wrote_of_itself_is_read_in_the_readers_language_and_what_its_doer_wrote_is_theirs() -> None:
    from centreline.web.frame.act_words import says_of

    assert says_of("waive_finding", "waived until 2026-12-29") == "waived until 2026-12-29"
    with translation.override(LANGUAGE):
        assert says_of("hand_in_proposal", "handed in") == f"{OPENS}haandeed iin{CLOSES}"
        assert says_of("decide_finding", "decides: remove").count(OPENS) == 2
        assert "2026-12-29" not in says_of("waive_finding", "waived until 2026-12-29")
        assert says_of("withdraw_proposal", "handed in") == "handed in"
