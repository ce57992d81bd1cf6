from dataclasses import replace

import pytest
from cases import every_case
from cases.building import sound

from centreline.blueprint.claim import Claims
from centreline.findings.catalogue import check_book
from centreline.findings.examine import examine
from centreline.findings.families import FAMILIES
from centreline.findings.finding import State
from centreline.kernel.said import Said

BOOK = check_book()
CASES = every_case()


@pytest.mark.parametrize("check", BOOK.values(), ids=list(BOOK))
def test_every_check_has_a_full_page(check):
    assert check.question.endswith("?"), "the question ends with a question mark"
    assert check.why.endswith("."), "why is a sentence"
    assert check.fix.endswith("."), "the fix is a sentence"
    assert len(check.source) > 10, "the source names who says so"
    assert len(check.explains.splitlines()[0]) > 10, "the docstring says what is looked for"
    assert "Weight:" in check.explains, "the docstring says how weight follows from size"
    assert check.id.startswith(check.family)
    assert check.reads, "a check that reads nothing asks nothing"


@pytest.mark.parametrize("family", FAMILIES.values(), ids=list(FAMILIES))
def test_every_family_has_a_title_and_a_question(family):
    assert family.title
    assert family.asks.endswith("?")


def test_every_question_is_asked_once():
    questions = [check.question for check in BOOK.values()]

    assert len(questions) == len(set(questions))


@pytest.mark.parametrize("name", BOOK)
def test_every_check_has_both_cases(name):
    assert name in CASES, f"write a finding case and a clear case for {name} in tests/findings/cases"


def test_every_case_belongs_to_a_check():
    assert set(CASES) <= set(BOOK)


@pytest.mark.parametrize("name", CASES)
def test_the_finding_case_is_found_where_it_was_put(name):
    outcome = BOOK[name].answer(CASES[name].finds())

    assert outcome.state is State.FOUND, outcome.because
    assert CASES[name].on in [finding.element for finding in outcome.findings]
    assert outcome.looked is not None, "a check says how much it looked at"
    assert _said_in_english_only(outcome) == [], 'write said("…").filled(…), so that it can be translated'


def _said_in_english_only(outcome):
    """Return the sentences of an outcome that know no template, or were not filled in."""
    told = [outcome.looked.what]
    for one in outcome.findings:
        told += [one.says, one.first_step, one.against if one.against and " " in one.against else None]
    return [text for text in told if text and (not isinstance(text, Said) or "{" in text)]


def test_a_check_that_cannot_look_says_why_in_words_that_can_be_translated():
    given = sound()
    model = given.blueprint
    empty = type(model)(id=model.id, title=model.title, organisation=model.organisation)
    nothing = replace(given, blueprint=empty, claims=Claims())
    outcomes = [check.answer(nothing) for check in BOOK.values()]
    reasons = [text for one in outcomes for text in (one.because, one.bring) if one.state is State.NOT_EXAMINED]

    assert len(reasons) > len(BOOK)
    assert [text for text in reasons if not isinstance(text, Said) or "{" in text] == []


@pytest.mark.parametrize("name", CASES)
def test_the_clear_case_is_looked_at_and_clear(name):
    outcome = BOOK[name].answer(CASES[name].clear())

    assert outcome.state is State.CLEAR, outcome.because or [finding.says for finding in outcome.findings]
    assert outcome.looked is not None
    assert outcome.looked.count > 0, "a check that looked at nothing has not examined anything"


def test_nothing_is_found_in_the_sound_centre():
    given = sound()

    examination = examine(given.blueprint, claims=given.claims, evidence=None, as_of=given.as_of)

    assert [(finding.check, finding.element, finding.says) for finding in examination.findings] == []
