from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.findings.likeness import alike, words_of

TEXTS = st.lists(st.text(alphabet="uvwxyz ", min_size=1, max_size=24), max_size=9)
SHARES = st.sampled_from([0.1, 0.25, 0.5, 0.75, 0.8, 1.0])


@settings(max_examples=200, deadline=None)
@given(TEXTS, SHARES, st.integers(1, 4))
def test_finds_what_comparing_every_pair_finds(texts, at_least_share, minimum_words):
    keyed = {str(at): text for at, text in enumerate(texts)}
    expected = set()
    for first in range(len(texts)):
        for second in range(first + 1, len(texts)):
            mine, theirs = words_of(texts[first]), words_of(texts[second])
            long_enough = min(len(mine), len(theirs)) >= minimum_words
            if long_enough and len(mine & theirs) / len(mine | theirs) >= at_least_share:
                expected.add((str(first), str(second)))

    found = {
        (first, second) for first, second, _ in alike(keyed, at_least_share=at_least_share, minimum_words=minimum_words)
    }

    assert found == expected


def test_words_that_say_nothing_do_not_make_texts_alike():
    pair = {"a": "the bill of the house", "b": "the meter of the pump"}

    assert list(alike(pair, at_least_share=0.1, minimum_words=1)) == []
