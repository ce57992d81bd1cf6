"""Coming back: windows, matching and censoring against loops over random contacts."""

import random
from datetime import timedelta

import pytest
from counting.arithmetic import share
from counting.centre import Contact, answered, at, evidence
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from centreline.kernel.period import Period
from centreline.metrics.ask import measure

HOUR_S = 3600

contact_lists = st.lists(
    st.tuples(
        st.integers(0, 24 * 20),  # the hour: whole hours make ties and exact windows likely
        st.sampled_from(["ana", "ben", None]),
        st.sampled_from(["bill", "move", None]),
        st.sampled_from(["inbound", "outbound", "callback", None]),
        st.sampled_from(["handled", "abandoned"]),
        st.sampled_from(["acd", "tickets"]),
    ),
    min_size=1,
    max_size=12,
)


def contacts_of(rows: list[tuple]) -> list[Contact]:
    return [
        Contact(f"c{place}", at(0, seconds=hour * HOUR_S), outcome, "q", customer, reason, direction, source=source)
        for place, (hour, customer, reason, direction, outcome, source) in enumerate(rows)
    ]


def inbound(contact: Contact) -> bool:
    return contact.direction not in ("outbound", "internal")


def returns(contact: Contact, contacts: list[Contact], *, days: int) -> bool:
    after = (contact.offered_at, contact.source, contact.contact_id)
    for other in filter(inbound, contacts):
        same = (other.customer_id, other.reason) == (contact.customer_id, contact.reason)
        later = (other.offered_at, other.source, other.contact_id) > after
        if same and later and other.offered_at - contact.offered_at <= timedelta(days=days):
            return True
    return False


def watched(contact: Contact, contacts: list[Contact], *, days: int) -> bool:
    ends = max(other.offered_at for other in contacts if other.source == contact.source)
    return ends - contact.offered_at >= timedelta(days=days)


# No shrinking: twelve rows can be read as they are, and each try asks an engine.
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
)
@given(rows=contact_lists, days=st.sampled_from([1, 3, 7, 14]), seed=st.integers(0, 99))
def test_matches_loops_in_any_order_of_rows(rows: list[tuple], days: int, seed: int) -> None:
    anchor = (0, "zoe", "bill", "inbound", "handled", "acd")  # so that somebody is known and says why
    contacts = contacts_of([anchor, *rows])
    shuffled = random.Random(seed).sample(contacts, len(contacts))

    [answer] = measure(evidence(contact=shuffled), "repeat_contact_rate", variant=f"followed_{days}d")

    value, n, left_out = share(
        [contact for contact in contacts if inbound(contact)],
        known=lambda c: None not in (c.customer_id, c.reason) and watched(c, contacts, days=days),
        true=lambda c: returns(c, contacts, days=days),
    )
    assert (answer.n, answer.left_out) == (n, left_out)
    assert answer.value == (None if value is None else pytest.approx(value))


def two_contacts(*, hours_apart: float, last_day: float = 40) -> list[Contact]:
    pair = [at(0), at(hours_apart / 24)]
    known = [answered(f"c{place}", when, 1, 60, customer_id="ana", reason="bill") for place, when in enumerate(pair)]
    return [*known, answered("end", at(last_day), 1, 60, customer_id="zoe", reason="bill")]


@pytest.mark.parametrize(("hours_apart", "value"), [(7 * 24, 0.5), (7 * 24 + 0.001, 1.0), (0, 0.5)])
def test_the_last_moment_of_a_window_belongs_to_it(hours_apart: float, value: float) -> None:
    [answer] = measure(evidence(contact=two_contacts(hours_apart=hours_apart)), "first_contact_resolution")

    assert (answer.value, answer.n) == (value, 2)


def test_what_cannot_be_known_yet_is_left_out_and_said() -> None:
    [answer] = measure(evidence(contact=two_contacts(hours_apart=24, last_day=7)), "first_contact_resolution")

    assert (answer.value, answer.n, answer.left_out) == (0.0, 1, 2)
    assert answer.left_out_because == "2 too recent to be watched for 7 days"


def test_a_contact_of_this_month_is_followed_by_one_of_the_next() -> None:
    contacts = [
        answered(f"c{place}", when, 1, 60, customer_id="ana", reason="bill")
        for place, when in enumerate([at(28), at(31)])
    ]
    contacts.append(answered("end", at(60), 1, 60))
    march = Period.parse("2026-03")

    [answer] = measure(evidence(contact=contacts), "first_contact_resolution", period=march)

    assert (answer.value, answer.n) == (0.0, 1)


def test_a_filter_does_not_hide_the_return() -> None:
    contacts = [
        answered("c1", at(0), 1, 60, customer_id="ana", reason="bill", queue="billing"),
        answered("c2", at(1), 1, 60, customer_id="ana", reason="bill", queue="complaints"),
        answered("end", at(30), 1, 60),
    ]

    [answer] = measure(evidence(contact=contacts), "first_contact_resolution", where="queue == 'billing'")

    assert (answer.value, answer.left_out) == (0.0, 1)


def test_a_call_by_the_centre_is_no_return() -> None:
    contacts = [
        answered("c1", at(0), 1, 60, customer_id="ana", reason="bill"),
        answered("c2", at(1), 1, 60, customer_id="ana", reason="bill", direction="outbound"),
        answered("end", at(30), 1, 60),
    ]

    [answer] = measure(evidence(contact=contacts), "first_contact_resolution")

    assert answer.value == 1.0


def test_each_source_is_watched_for_as_long_as_it_was_read() -> None:
    contacts = [
        answered("c1", at(0), 1, 60, customer_id="ana", reason="bill", source="short"),
        answered("c2", at(2), 1, 60, customer_id="ben", reason="bill", source="short"),
        answered("end", at(60), 1, 60, customer_id="cem", reason="bill", source="long"),
    ]

    [answer] = measure(evidence(contact=contacts), "first_contact_resolution", variant="no_return_3d")

    assert (answer.n, answer.left_out) == (0, 3)
    assert answer.value is None
