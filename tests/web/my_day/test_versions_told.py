"""A version of the operating model is told to agents by what was done, where a customer may ask about it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from centreline.web.records.store import DjangoState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_version_of_another_test() -> None:
    from centreline.web.frame import centre

    centre._HELD.__dict__.pop("workspaces", None)


def publish_otherwise(says: str, **changed: Any) -> None:
    from centreline.actions.adopt import publish
    from centreline.governance.step import Step
    from centreline.web.records.people import actor_named

    lee, newest = actor_named("lee"), DjangoState().published()
    assert lee is not None
    assert newest is not None
    publish(Step(DjangoState(), lee, timezone.now(), "publish"), newest.blueprint.model_copy(update=changed), says=says)


def test_a_version_is_told_by_what_was_done_and_not_by_a_number_alone(client_as: Callable[[str], Client]) -> None:
    newest = DjangoState().published()
    assert newest is not None
    first, *others = newest.blueprint.procedures
    publish_otherwise("Refunds need no letter.", procedures=(first.model_copy(update={"title": "Refunds"}), *others))

    day = client_as("agent").get("/my-day/").content.decode()

    assert f"Refunds need no letter (version {newest.number + 1} of the operating model)" in day


def test_a_site_or_a_role_that_changed_is_no_change_a_customer_asks_about(client_as: Callable[[str], Client]) -> None:
    newest = DjangoState().published()
    assert newest is not None
    sites = tuple(one.model_copy(update={"title": f"{one.title} II"}) for one in newest.blueprint.sites)
    publish_otherwise("We moved house", sites=sites)

    assert "We moved house" not in client_as("agent").get("/my-day/").content.decode()
