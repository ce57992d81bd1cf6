import pytest

from centreline.reports.names import Names


@pytest.mark.parametrize(
    ("element", "called"),
    [
        ("touchpoint:question", "Billing question, in Pay a bill"),
        ("system:crm", "Customer system"),
        ("partner:bay", "Bay Contact"),
        ("stage:ask", "Ask"),
        ("organisation:small", "Small centre"),
        ("handoff:question to plan", "Billing question → Payment plan"),
        ("handoff:plan and reading", "Payment plan and Final reading"),
        ("handoff:billing to collections", "billing → collections"),
        ("queue:billing", "Queue billing"),
        ("data_domain:nobody", "Data domain nobody"),
        ("touchpoint:gone", "Touchpoint gone"),
    ],
)
def test_an_element_is_called_what_a_manager_calls_it(blueprint, element, called):
    assert Names(blueprint).about(element) == called


@pytest.mark.parametrize(
    ("element", "who"),
    [
        ("touchpoint:question", "Billing lead"),
        ("touchpoint:plan", None),
        ("handoff:question to plan", "Billing lead"),
        ("journey:pay", "Head of service"),
        ("partner:bay", "Head of service"),
        ("system:crm", None),
        ("queue:billing", "Billing lead"),
        ("queue:unknown", None),
    ],
)
def test_the_one_who_answers_for_it_is_named_and_silence_stays_silence(blueprint, element, who):
    assert Names(blueprint).owner(element) == who


def test_text_that_only_looks_like_an_element_is_left_alone(blueprint):
    names = Names(blueprint)

    assert names.named("partner:bay") == "Bay Contact"
    assert names.named("the agreed 80 %: see the contract") == "the agreed 80 %: see the contract"


def test_a_role_the_blueprint_does_not_know_keeps_its_key(blueprint):
    assert Names(blueprint).role("night-watch") == "night-watch"
    assert Names(blueprint).role(None) is None
