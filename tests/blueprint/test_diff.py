from collections.abc import Callable, Iterator
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centreline.blueprint.diff import differences
from centreline.blueprint.document import Blueprint

Small = Callable[..., Blueprint]

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def _says(old: Blueprint, document: dict[str, Any]) -> list[str]:
    return [difference.says for difference in differences(old, Blueprint.model_validate(document))]


def _touchpoints(document: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document["journeys"][0]["stages"][0]["touchpoints"]
    return found


def test_two_equal_versions_have_no_differences(small: Small) -> None:
    assert differences(small(), small()) == ()


def test_a_new_value_is_told_with_the_old_one(small: Small, document: dict[str, Any]) -> None:
    _touchpoints(document)[0] |= {"takes_s": 420, "owner": "agent"}

    assert _says(small(), document) == [
        "Owner of touchpoint 'call' changed from 'head' to 'agent'.",
        "Expected time of touchpoint 'call' changed from 300 s to 420 s.",
    ]


def test_a_value_that_came_or_went_is_told(small: Small, document: dict[str, Any]) -> None:
    del _touchpoints(document)[0]["owner"]
    _touchpoints(document)[1]["owner"] = "head"

    assert _says(small(), document) == [
        "Owner of touchpoint 'call' is no longer written; it was 'head'.",
        "Owner of touchpoint 'refunding' is now 'head'; it was not written before.",
    ]


def test_a_handoff_is_known_by_its_receiver(small: Small, document: dict[str, Any]) -> None:
    _touchpoints(document)[0]["handoffs"] = [{"to": "refunding", "within_s": 900}, {"to": "call"}]

    assert _says(small(), document) == [
        "Time limit of handoff to 'refunding' of touchpoint 'call' changed from 3,600 s to 900 s.",
        "Handoff to 'call' of touchpoint 'call' was added.",
    ]


def test_a_measure_with_another_target_is_the_same_measure(small: Small, document: dict[str, Any]) -> None:
    _touchpoints(document)[0]["measures"] = [{"metric": "service_level", "at_least": 0.8}]
    old = Blueprint.model_validate(document)
    _touchpoints(document)[0]["measures"] = [{"metric": "service_level", "at_least": 0.9}]

    assert _says(old, document) == [
        "Target from below of measure 'service_level' of touchpoint 'call' changed from 0.8 to 0.9."
    ]


def test_a_touchpoint_that_moved_is_not_called_new(small: Small, document: dict[str, Any]) -> None:
    call = _touchpoints(document).pop(0)
    document["journeys"].append(
        {"id": "pay", "title": "Paying", "stages": [{"id": "bill", "title": "Bill", "touchpoints": [call]}]}
    )
    call["takes_s"] = 60

    assert _says(small(), document) == [
        "Touchpoint 'call' moved from stage 'ask' of journey 'help' to stage 'bill' of journey 'pay'.",
        "Expected time of touchpoint 'call' changed from 300 s to 60 s.",
        "Journey 'pay' (Paying) was added.",
    ]


def test_the_order_of_touchpoints_means_something_and_that_of_roles_does_not(
    small: Small, document: dict[str, Any]
) -> None:
    document["roles"].reverse()
    assert _says(small(), document) == []

    _touchpoints(document).reverse()
    assert _says(small(), document) == ["The touchpoints of stage 'ask' of journey 'help' are in another order."]


def test_whole_journeys_come_and_go_with_their_touchpoints(small: Small, document: dict[str, Any]) -> None:
    document["journeys"] = []

    assert _says(small(), document) == ["Journey 'help' (Getting help) was removed, with 2 touchpoints."]


def test_lists_of_words_tell_what_they_gained_and_lost(small: Small, document: dict[str, Any]) -> None:
    document["roles"][0]["skills"] = ["patience", "listening"]
    old = Blueprint.model_validate(document)
    document["roles"][0]["skills"] = ["listening", "writing"]

    assert _says(old, document) == ["Skills of role 'head': now has 'writing' and no longer has 'patience'."]


def test_nothing_that_is_written_can_be_removed_unseen(small: Small, document: dict[str, Any]) -> None:
    removed = 0
    for block, name in list(_optional_values(document)):
        value = block.pop(name)
        assert _says(small(), document) != [], name
        assert Blueprint.model_validate(document).content_hash != small().content_hash, name
        block[name] = value
        removed += 1

    assert removed == 20
    assert _says(small(), document) == []


def _optional_values(block: Any) -> Iterator[tuple[dict[str, Any], str]]:
    required = {"id", "title", "name", "organisation", "function", "category", "does", "to"}
    for item in block if isinstance(block, list) else []:
        yield from _optional_values(item)
    for name, value in block.items() if isinstance(block, dict) else []:
        if name not in required:
            yield block, name
        yield from _optional_values(value)


@settings(max_examples=100, deadline=None, suppress_health_check=_SLOW, derandomize=True)
@given(old=st.from_type(Blueprint), new=st.from_type(Blueprint))
def test_there_are_differences_exactly_where_the_hashes_differ(old: Blueprint, new: Blueprint) -> None:
    for before, after in [(old, new), (old, old.model_copy(deep=True)), (new, old)]:
        assert bool(differences(before, after)) == (before.content_hash != after.content_hash)


@settings(max_examples=100, deadline=None, suppress_health_check=_SLOW, derandomize=True)
@given(blueprint=st.from_type(Blueprint), by=st.integers(1, 3))
def test_lists_in_another_order_are_neither_another_hash_nor_a_difference(blueprint: Blueprint, by: int) -> None:
    turned = {
        name: value[by:] + value[:by]
        for name in Blueprint.model_fields
        if isinstance(value := getattr(blueprint, name), tuple)
    }

    other = Blueprint.model_validate(
        {**blueprint.model_dump(), **{k: [p.model_dump() for p in v] for k, v in turned.items()}}
    )

    assert other.content_hash == blueprint.content_hash
    if len({touchpoint.id for touchpoint in blueprint.touchpoints}) == len(blueprint.touchpoints):
        assert differences(blueprint, other) == ()
