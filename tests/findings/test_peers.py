"""Far from the peers, and not by chance."""

from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binomtest, fisher_exact

from centreline.findings.peers import FALSE_DISCOVERY_RATE, Far, Group, above_peers

SEED = 20260302
ANY_DISTANCE = Far(times=1.0, points_share=0.0)


def test_names_the_one_far_above_the_others() -> None:
    groups = [Group("a", 60, 300), *(Group(name, 15, 300) for name in "bcdef")]

    [outlier] = above_peers(groups, far=Far())

    assert outlier.group.name == "a"
    assert outlier.peers_share == pytest.approx(0.05)
    assert outlier.peers == 5
    assert outlier.excess == pytest.approx(60 - 0.05 * 300)


def test_large_samples_do_not_flag_trifles() -> None:
    groups = [Group("a", 5_600, 100_000), *(Group(name, 5_000, 100_000) for name in "bcdef")]

    assert above_peers(groups, far=Far()) == ()
    assert [outlier.group.name for outlier in above_peers(groups, far=ANY_DISTANCE)] == ["a"]


def test_small_groups_are_left_out() -> None:
    groups = [Group("a", 29, 29), *(Group(name, 15, 300) for name in "bcdef")]

    assert above_peers(groups, far=Far()) == ()


def test_nobody_is_judged_without_peers() -> None:
    assert above_peers([Group("a", 250, 300), Group("b", 3, 300)], far=Far()) == ()
    assert above_peers([], far=Far()) == ()


def test_peers_are_of_the_same_pool() -> None:
    chat = [Group(name, 90, 300, pool="chat") for name in "abcd"]
    voice = [Group(name, 6, 300, pool="voice") for name in "efgh"]

    assert above_peers([*chat, *voice], far=Far()) == ()


def test_the_chance_is_that_of_an_exact_test_on_the_two_by_two_table() -> None:
    groups = [Group("a", 40, 200), Group("b", 10, 200), Group("c", 9, 200), Group("d", 11, 200)]

    [outlier] = above_peers(groups, far=Far())

    alone = fisher_exact([[40, 160], [30, 570]], alternative="greater").pvalue
    # Adjusted by Benjamini–Hochberg: the smallest of four is multiplied by four.
    assert outlier.chance == pytest.approx(4 * alone, rel=1e-6)


def test_groups_that_are_alike_are_named_no_more_often_than_the_rate_stated() -> None:
    random = np.random.default_rng(SEED)
    runs, wrong = 400, 0
    for _ in range(runs):
        sizes = random.integers(60, 400, size=25)
        groups = [Group(str(number), int(random.binomial(n, 0.08)), int(n)) for number, n in enumerate(sizes)]
        wrong += bool(above_peers(groups, far=ANY_DISTANCE))

    # All alike: any finding is a wrong one, so the rate bounds the share of runs with any.
    interval = binomtest(wrong, runs).proportion_ci(confidence_level=0.99, method="wilson")
    assert interval.low <= FALSE_DISCOVERY_RATE, f"{wrong} of {runs} runs named somebody (seed {SEED})"


def test_the_floors_make_wrong_findings_rarer_still() -> None:
    random = np.random.default_rng(SEED)
    wrong = 0
    for _ in range(200):
        groups = [Group(str(number), int(random.binomial(300, 0.08)), 300) for number in range(40)]
        wrong += bool(above_peers(groups, far=Far()))

    assert wrong <= 2


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=4, max_size=12
    ).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows)))))
)
def test_the_order_of_the_groups_does_not_matter(drawn: tuple[list[tuple[int, int]], list[int]]) -> None:
    rows, order = drawn
    groups = [Group(f"g{number}", hits, n) for number, (hits, n) in enumerate(rows)]

    found = above_peers(groups, far=Far(minimum_n=10))

    assert found == above_peers([groups[place] for place in order], far=Far(minimum_n=10))
    for outlier in found:
        others = [group.share for group in groups if group.n >= 10 and group is not outlier.group]
        assert outlier.group.share >= max(1.5 * median(others), median(others) + 0.05)


def test_the_method_is_said_with_its_numbers() -> None:
    sentence = str(Far(minimum_n=30, times=2.0, points_share=0.03, false_discovery_rate=0.05))

    assert "Benjamini–Hochberg, false discovery rate 0.05" in sentence
    assert "at least 2 times the peers' median and 3 points above it" in sentence
    assert "groups under 30 left out" in sentence
