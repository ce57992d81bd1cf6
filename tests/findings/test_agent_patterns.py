"""Agents, teams and queues are compared with peers, and chance alone names nobody."""

import numpy as np
from cases import rows
from cases.agents import eight_agents
from cases.building import sound
from scipy.stats import binomtest

from centreline.findings.catalogue import check_book
from centreline.findings.finding import State
from centreline.findings.peers import FALSE_DISCOVERY_RATE

BOOK = check_book()
SEED = 1999


def test_a_finding_says_how_it_knows_and_what_else_it_could_be() -> None:
    evidence = eight_agents(talk_ms=lambda agent, call: 5_000 if call < (20 if agent == 3 else 4) else 240_000)

    [finding] = BOOK["AGE001"].answer(sound(evidence)).findings

    assert finding.says == (
        "For agent “agent-3” in the queue “billing”, 20 of 100 calls lasted less than 10 s (20.0%); "
        "the median of 7 peers is 4.0%."
    )
    assert finding.against is not None
    assert "Benjamini–Hochberg, false discovery rate 0.01" in finding.against
    assert "Short calls may be callers who rang off" in finding.against
    assert finding.records is not None
    assert finding.records.count == 20
    assert finding.estimate is not None
    assert (finding.estimate.n, finding.estimate.method) == (100, "Wilson")


def test_weight_grows_with_the_share_beyond_the_peers() -> None:
    def weight(short: int) -> float:
        evidence = eight_agents(talk_ms=lambda agent, call: 5_000 if call < (short if agent == 3 else 4) else 240_000)
        return BOOK["AGE001"].answer(sound(evidence)).findings[0].weight

    assert weight(20) < weight(60)
    assert weight(20) == 0.3 + 0.7 * 0.16


def test_short_chats_are_no_short_calls() -> None:
    evidence = rows.of(contact=rows.contacts(800, agent=lambda n: f"a{n % 8}", channel="chat", talk_ms=2_000))

    assert BOOK["AGE001"].answer(sound(evidence)).state is State.NOT_EXAMINED


def test_says_so_when_there_are_too_few_peers() -> None:
    evidence = rows.of(contact=rows.contacts(200, agent=lambda n: f"a{n % 3}"))

    outcome = BOOK["AGE001"].answer(sound(evidence))

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because == "nowhere do 4 agents that could be compared have 50 calls each"
    assert outcome.bring is not None


def test_says_which_column_is_missing() -> None:
    outcome = BOOK["AGE002"].answer(sound(rows.of(contact=rows.contacts(200, agent="a"))))

    assert outcome.state is State.NOT_EXAMINED
    assert outcome.because is not None
    assert "contact.transferred" in outcome.because


def test_agents_who_are_alike_are_named_no_more_often_than_the_rate_stated() -> None:
    random = np.random.default_rng(SEED)
    runs, wrong = 60, 0
    for _ in range(runs):
        short = random.random(2_000) < 0.08
        evidence = rows.of(
            contact=rows.contacts(
                2_000,
                agent=lambda n: f"a{n % 20}",
                talk_ms=lambda n, short=short: 4_000 if short[n] else 200_000,
            )
        )
        wrong += BOOK["AGE001"].answer(sound(evidence)).state is State.FOUND

    interval = binomtest(wrong, runs).proportion_ci(confidence_level=0.99, method="wilson")
    assert interval.low <= FALSE_DISCOVERY_RATE, f"{wrong} of {runs} runs named somebody (seed {SEED})"


def test_an_agent_who_only_helps_out_in_a_queue_is_not_judged_there() -> None:
    def queue(number: int) -> str:
        return "ledger" if number % 8 == 3 and number // 8 >= 60 else "billing"

    calls = rows.contacts(800, agent=lambda n: f"agent-{n % 8}", queue=queue, transferred=False)
    own = rows.contacts(4_000, name="own", agent="agent-3", queue="letters", transferred=False)
    helped = [
        {**call, "transferred": True} if call["agent"] == "agent-3" and call["queue"] == "billing" else call
        for call in calls
    ]

    assert BOOK["AGE002"].answer(sound(rows.of(contact=[*helped, *own]))).state is State.CLEAR
    assert BOOK["AGE002"].answer(sound(rows.of(contact=helped))).state is State.FOUND
