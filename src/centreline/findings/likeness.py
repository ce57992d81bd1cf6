"""Which texts read alike: pairs that share most of their words."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain

__all__ = ["alike", "words_of"]

_FILLERS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "has",
        "have",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "with",
    ]
)


def words_of(text: str) -> frozenset[str]:
    """Return the words of a text in lower case, without those that say nothing.

    >>> sorted(words_of("The caller asks for a copy of the bill."))
    ['asks', 'bill', 'caller', 'copy']
    """
    return frozenset(re.findall(r"\w+", text.lower())) - _FILLERS


def alike(texts: Mapping[str, str], *, at_least_share: float, minimum_words: int) -> Iterator[tuple[str, str, float]]:
    """Yield pairs of texts that read alike: shared words ÷ all words of the two (Jaccard).

    Only the rarest words of each text are looked up (Bayardo, Ma and Srikant, 2007): two texts over the threshold
    must share one of them, so that thousands of texts need not all be compared with one another.

    Args:
        texts: The texts by key.
        at_least_share: From which share of words on two texts read alike, above 0 and up to 1.
        minimum_words: Shorter texts are left out: few words are shared by chance.

    Yields:
        Both keys in the order of `texts`, and the share, 0 to 1.

    >>> list(alike({"a": "bill copy by post", "b": "bill copy by letter"}, at_least_share=0.5, minimum_words=3))
    [('a', 'b', 0.5)]
    """
    bags = {key: words for key, text in texts.items() if len(words := words_of(text)) >= max(1, minimum_words)}
    common = Counter(word for words in bags.values() for word in words)
    bit_of = {word: 1 << at for at, word in enumerate(common)}
    masks = {key: sum(bit_of[word] for word in words) for key, words in bags.items()}
    seen_with: dict[str, list[str]] = defaultdict(list)
    for key, words in bags.items():
        rarest = sorted(words, key=lambda word: (common[word], word))
        looked_up = rarest[: len(rarest) - math.ceil(at_least_share * len(rarest) - 1e-9) + 1]
        for other in dict.fromkeys(chain.from_iterable(seen_with[word] for word in looked_up)):
            shared = (masks[key] & masks[other]).bit_count()
            share = shared / (len(words) + len(bags[other]) - shared)
            if share >= at_least_share:
                yield other, key, share
        for word in looked_up:
            seen_with[word].append(key)
