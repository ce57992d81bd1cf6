from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from centreline.blueprint.document import Blueprint
from centreline.blueprint.journey import Recognition, Touchpoint
from centreline.blueprint.measure import Measure
from centreline.blueprint.organisation import Site

Small = Callable[..., Blueprint]


def test_touchpoints_are_walked_in_their_order(small: Small) -> None:
    assert [(journey.id, stage, touchpoint.id) for journey, stage, touchpoint in small().walk()] == [
        ("help", "ask", "call"),
        ("help", "ask", "refunding"),
    ]
    assert [touchpoint.id for touchpoint in small().touchpoints] == ["call", "refunding"]


def test_a_blank_field_is_one_that_nobody_filled_in() -> None:
    touchpoint = Touchpoint.model_validate({"id": "a", "title": "A", "handoffs": None, "automation": None})

    assert touchpoint == Touchpoint(id="a", title="A")


def test_a_blank_key_that_nobody_knows_is_still_unknown() -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        Touchpoint.model_validate({"id": "a", "title": "A", "handofs": None})


def test_a_recognition_of_nothing_would_be_one_of_everything() -> None:
    with pytest.raises(ValidationError, match="every contact would belong to this touchpoint"):
        Recognition()


@pytest.mark.parametrize("zone", ["Europe/Madrid", "UTC", "America/Argentina/Buenos_Aires"])
def test_a_site_is_in_a_zone_the_world_knows(zone: str) -> None:
    assert Site(id="a", title="A", zone=zone).zone == zone


@pytest.mark.parametrize("zone", ["CET+1", "Madrid", "europe/madrid", ""])
def test_a_zone_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(ValidationError, match="is not an IANA time zone"):
        Site(id="a", title="A", zone=zone)


def test_two_targets_can_be_met_at_once_or_not_at_all() -> None:
    assert Measure(metric="occupancy", at_least=0.7, at_most=0.7).at_most == 0.7
    with pytest.raises(ValidationError, match=r"at_least 0.8 is above at_most 0.7"):
        Measure(metric="occupancy", at_least=0.8, at_most=0.7)


@pytest.mark.parametrize("given", [float("nan"), float("inf"), "nan"])
def test_no_amount_is_infinite_or_no_number(given: object) -> None:
    with pytest.raises(ValidationError, match="finite number"):
        Measure.model_validate({"metric": "occupancy", "at_least": given})


@pytest.mark.parametrize("key", ["Billing", "billing dispute", "-billing", "billing.dispute", "ärger!"])
def test_a_key_is_lower_case_without_spaces(key: str) -> None:
    with pytest.raises(ValidationError, match="is not a key"):
        Touchpoint(id=key, title="A")


def test_a_key_may_be_written_in_any_script() -> None:
    assert Touchpoint(id="ärger-2", title="A").id == "ärger-2"


def test_the_hash_does_not_hang_on_the_order_of_keys(document: dict[str, Any]) -> None:
    turned = dict(reversed(document.items()))

    assert Blueprint.model_validate(turned).content_hash == Blueprint.model_validate(document).content_hash


def test_a_field_at_its_default_is_the_same_written_or_not(small: Small, document: dict[str, Any]) -> None:
    document["organisation"]["currency"] = "EUR"
    document["intents"] = []

    assert Blueprint.model_validate(document).content_hash == small().content_hash


def test_a_blueprint_cannot_be_changed_in_place(small: Small) -> None:
    with pytest.raises(ValidationError, match="frozen"):
        small().title = "Other"  # type: ignore[misc]
