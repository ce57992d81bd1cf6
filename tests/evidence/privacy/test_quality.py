"""How much of what may not be kept is found, and how much else is taken for it: five thousand made-up lines."""

import pytest

from centreline.evidence.privacy.detect import redacted
from centreline.samples.private_lines.making import KINDS, labelled_lines
from centreline.samples.private_lines.scoring import Score, scores

LANGUAGES = ("en", "de", "es", "fr")
SECRET = [kind for kind in KINDS if kind not in {"order id", "bare number", "ordinary"}]


@pytest.fixture(scope="module")
def found() -> dict[tuple[str, str], Score]:
    return {(score.kind, score.language): score for score in scores(labelled_lines(seed=20260105), redacted)}


def test_the_lines_are_the_same_for_the_same_seed() -> None:
    assert list(labelled_lines(seed=3, lines=200)) == list(labelled_lines(seed=3, lines=200))
    assert list(labelled_lines(seed=3, lines=200)) != list(labelled_lines(seed=4, lines=200))


def test_there_are_five_thousand_lines_and_every_kind_in_every_language(found: dict[tuple[str, str], Score]) -> None:
    assert sum(score.lines for score in found.values() if score.language == "all") == 5_000
    assert {(kind, language) for kind in KINDS for language in LANGUAGES} <= found.keys()


def test_typed_cards_are_found_with_certainty_beyond_the_target(found: dict[tuple[str, str], Score]) -> None:
    assert found["card typed", "all"].interval[0] >= 0.995


@pytest.mark.parametrize("language", LANGUAGES)
def test_cards_read_aloud_are_found_in_each_language(found: dict[tuple[str, str], Score], language: str) -> None:
    assert found["card spoken", language].share >= 0.95
    assert found["card spoken", "all"].interval[0] >= 0.95


@pytest.mark.parametrize("kind", SECRET)
def test_every_kind_is_found_in_every_language_and_little_else_is_taken_for_it(
    found: dict[tuple[str, str], Score], kind: str
) -> None:
    for language in LANGUAGES:
        assert found[kind, language].share >= 0.95, language
    assert found[kind, "all"].precision >= 0.98


def test_order_ids_are_left_alone_with_certainty_beyond_the_target(found: dict[tuple[str, str], Score]) -> None:
    assert 1 - found["order id", "all"].interval[0] <= 0.005


def test_sixteen_digits_alone_are_taken_for_a_card_only_where_issuer_and_check_digit_fit(
    found: dict[tuple[str, str], Score],
) -> None:
    # About a quarter of random numbers begin as cards do, and one in ten of these has the right check digit.
    assert 0.9 <= found["bare number", "all"].share < 1


def test_ordinary_lines_about_times_amounts_and_passwords_are_left_alone(
    found: dict[tuple[str, str], Score],
) -> None:
    assert found["ordinary", "all"].share == 1
