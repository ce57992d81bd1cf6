"""The bank's calls of February 1999, from the file to the review; every number counted a second time with loops."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import Any

import pytest

from centreline.metrics.ask import measure, why_not

pytestmark = pytest.mark.realdata

EXAMPLE, FILE = "anonymous_bank_feb1999", "calls_1999_02.csv.gz"
NEVER = "0:00:00"


@pytest.fixture(scope="module")
def bank(real_review: Callable[..., Any], bring: Any) -> Any:
    return real_review(EXAMPLE, bring("contact", "calls", FILE))


@pytest.fixture(scope="module")
def calls(real_rows: Callable[..., list[dict[str, str]]]) -> list[dict[str, str]]:
    """Every call but the phantoms, which the publishers say to ignore."""
    return [row for row in real_rows(EXAMPLE, FILE) if row["outcome"] != "PHANTOM"]


def queued(call: dict[str, str]) -> bool:
    return call["q_start"] != NEVER


def test_every_call_is_read_but_the_phantoms(bank: Any, calls: list[dict[str, str]], real_rows: Any) -> None:
    read = real_rows(EXAMPLE, FILE)

    [counts] = bank.counts

    assert sum(counts.values()) == len(read) == 33_344
    assert counts["skipped"] == len(read) - len(calls) == 278
    assert counts["created"] == len(calls) == 33_066
    assert counts["rejected"] == 0


def test_abandonment_stands_under_both_denominators_with_the_reason(bank: Any, calls: list[dict[str, str]]) -> None:
    hung_up = [call for call in calls if call["outcome"] == "HANG"]
    left_the_queue = [call for call in hung_up if queued(call)]
    served = [call for call in calls if call["outcome"] == "AGENT"]

    [shown] = [number for number in bank.document["numbers"] if number["metric"] == "abandonment_rate"]
    by_variant = {variant["variant"]: variant["amount"] for variant in shown["variants"]}

    assert by_variant["anywhere_over_every_arrival"] == pytest.approx(len(hung_up) / len(calls))
    assert by_variant["over_queued"] == pytest.approx(len(left_the_queue) / (len(served) + len(left_the_queue)))
    for form in ("md", "html"):
        assert "17.9%" in bank.review[form]
        assert "12.7%" in bank.review[form]
    assert "by definition alone" in shown["differ"]
    assert (
        "contacts that left the queue or the automated part before it, out of every inbound contact" in shown["differ"]
    )


def test_the_review_says_that_abandonment_has_no_agreed_definition(bank: Any) -> None:
    says = [finding["says"] for finding in bank.findings("DEF002")]

    assert any(text.startswith("Abandonment rate") and "17.9%" in text for text in says)


def test_first_contact_resolution_is_said_not_to_hold_for_all_calls(bank: Any, calls: list[dict[str, str]]) -> None:
    unknown = sum(call["customer_id"] == "0" for call in calls)

    [finding] = bank.findings("EVI003")

    assert finding["says"].startswith(
        f"Whether the customer came back cannot be said of all {len(calls):,} contacts: in {unknown:,} of them (59.0%)"
    )
    assert finding["records"]["count"] == unknown == 19_502


def test_the_review_says_for_whom_returns_can_be_counted(bank: Any, calls: list[dict[str, str]]) -> None:
    waited = [call for call in calls if int(call["q_time"]) > 0]
    known: Counter[str] = Counter(call["type"] for call in waited if call["customer_id"] != "0")
    total = Counter(call["type"] for call in waited)

    [finding] = bank.findings("EVI003")

    for queue in ("PS", "NE"):
        share = f"{known[queue] / total[queue] * 100:.1f}% known"
        assert f"the {total[queue]:,} in {queue} after waiting ({share})" in finding["says"]


def test_customers_are_known_mostly_where_the_call_waited(bank: Any, calls: list[dict[str, str]]) -> None:
    # A documented fault of the source: without waiting the customer was not recorded.
    waited = [call for call in calls if call["outcome"] == "AGENT" and int(call["q_time"]) > 0]
    known = sum(call["customer_id"] != "0" for call in waited)

    [finding] = bank.findings("EVI002")

    assert (
        f"in {known / len(waited) * 100:.1f}% of the {len(waited):,} that were handled after waiting" in finding["says"]
    )
    assert (known, len(waited)) == (11_221, 14_096)


def test_resolution_counts_known_customers_only_and_says_how_many_it_leaves_out(
    bank: Any, calls: list[dict[str, str]]
) -> None:
    evidence = bank.evidence
    assert why_not(evidence, "first_contact_resolution", "no_return_7d") is not None  # the log has no reasons

    [answer] = measure(evidence, "first_contact_resolution", variant="no_return_any_reason_7d")

    nobody = sum(call["outcome"] == "AGENT" and call["customer_id"] == "0" for call in calls)
    assert f"{nobody:,} of an unknown customer" in answer.left_out_because
    assert nobody == 15_437
    beside_the_number = bank.review["md"].split("### First contact resolution")[1].split("| definition")[0]
    assert f"Left out: {answer.left_out_because}." in beside_the_number
    assert f"Left out: {answer.left_out_because}" in bank.review["html"]


def test_agents_with_many_very_short_calls_are_named(bank: Any, calls: list[dict[str, str]]) -> None:
    lasted = defaultdict(list)
    for call in calls:
        if call["outcome"] == "AGENT" and call["server"] != "NO_SERVER":
            lasted[call["server"], call["type"]].append(int(call["ser_time"]))

    named = {finding["element"]: finding["says"] for finding in bank.findings("AGE001")}

    assert {"agent:MORIAH", "agent:ANAT", "agent:MIKI"} <= set(named)
    for agent in ("MORIAH", "ANAT", "MIKI"):
        short = sum(seconds < 10 for seconds in lasted[agent, "PS"])
        assert (
            f"“{agent}” in the queue “PS”, {short:,} of {len(lasted[agent, 'PS']):,} calls" in named[f"agent:{agent}"]
        )
    # Overall one served call in fifteen is that short.
    served = [int(call["ser_time"]) for call in calls if call["outcome"] == "AGENT"]
    assert sum(seconds < 10 for seconds in served) / len(served) == pytest.approx(0.067, abs=0.0005)


def test_no_agent_is_accused(bank: Any) -> None:
    for finding in bank.findings("AGE001"):
        assert "hung up" not in finding["says"]
        assert finding["against"]


def test_midnight_puts_no_call_a_day_early(bank: Any, calls: list[dict[str, str]]) -> None:
    evidence = bank.evidence
    contacts = evidence.table("contact")

    late = evidence.rows(contacts.filter(contacts.closed_at < contacts.offered_at))
    unsaid = evidence.rows(contacts.filter(contacts.closed_at.isnull()))

    # A call that entered at 23 o'clock and ended at 0 ended on the next day, which the log does not name.
    crossed = 0
    for call in calls:
        end = next((call[column] for column in ("ser_exit", "q_exit", "vru_exit") if call[column] != NEVER), "")
        crossed += call["vru_entry"].startswith("23:") and end.startswith("0:")
    assert late == []
    assert len(unsaid) == crossed == 22


def test_nobody_is_named_as_an_owner(bank: Any) -> None:
    assert len(bank.findings("OWN001")) == 6  # every touchpoint: the publishers name no owner


def test_the_same_file_twice_gives_the_same_review(bank: Any, real_review: Callable[..., Any], bring: Any) -> None:
    again = real_review(EXAMPLE, bring("contact", "calls", FILE), bring("contact", "calls", FILE))

    assert again.counts[1]["created"] == again.counts[1]["changed"] == 0
    assert again.review == bank.review
