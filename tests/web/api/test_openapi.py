"""What the API says of itself holds: requests made up from its description are answered as it says, and none fails.

At night with many more of them; the seed is fixed, so that what fails once fails again.
"""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

pytestmark = pytest.mark.django_db

FEW, MANY = 3, 200
UNTOLD = ("use_after_free", "ensure_resource_availability", "object_level_authorization")
"""Checks that need one request after another; test_writing.py and test_partners_apart.py make these by hand."""


@pytest.fixture
def described(program_of: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Return the description of the API, as an administrator's program reads it."""
    import schemathesis
    from django.core import signals
    from django.core.wsgi import get_wsgi_application
    from django.db import close_old_connections

    from centreline.web.frame.limits import LIMITS

    for name in ("api", "wrong_tokens"):  # each operation is asked many times, with wrong tokens too
        monkeypatch.setattr(LIMITS[name], "most", 1_000_000)
    headers = {"Host": "localhost", "Authorization": f"Bearer {program_of('administrator').secret}"}
    ends = (signals.request_started, signals.request_finished)
    for signal in ends:  # each test is one transaction: a request that ended may not close it
        signal.disconnect(close_old_connections)
    checks = {
        # A name that fits its pattern may name nothing, or not what is asked of it; a version may be an old one.
        "positive_data_acceptance": {"expected-statuses": ["2xx", 403, 404, 409, 412, 422]},
        "missing_required_header": {"expected-statuses": [404, 422, 428]},
        "negative_data_rejection": {"expected-statuses": [400, 401, 404, 412, 422, 428]},
    }
    config = schemathesis.Config.from_dict({"headers": headers, "checks": checks})
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=config)
    for signal in ends:
        signal.connect(close_old_connections)


def test_the_description_names_every_operation_once(described: Any) -> None:
    names = [one.ok().definition.raw["operationId"] for one in described.get_all_operations()]

    assert len(names) == len(set(names)) > 30
    assert {"me", "findings", "entries", "edit_note", "trail", "undo"} <= set(names)


@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_operation_answers_as_it_says_to_whatever_is_sent(described: Any, mode: str) -> None:
    assert asked(described, mode=mode, examples=FEW) > 25


@pytest.mark.nightly
@pytest.mark.parametrize("mode", ["positive", "negative"])
def test_every_operation_answers_as_it_says_to_very_many_requests(described: Any, mode: str) -> None:
    assert asked(described, mode=mode, examples=MANY) > 25


def test_every_operation_refuses_whoever_says_nothing_or_something_wrong(described: Any, program_of: Any) -> None:
    from django.test import Client

    operations = [one.ok() for one in described.get_all_operations()]
    strangers = [Client(headers={"host": "localhost"}), program_of("leader").client]
    strangers[1].defaults["HTTP_AUTHORIZATION"] = "Bearer clt_wrong"

    let_in = []
    for one in operations:
        path = one.full_path.replace("{kind}", "note").replace("{key}", "x")
        for stranger in strangers:
            answer = stranger.generic(one.method.upper(), path, b"{}", content_type="application/json")
            if answer.status_code not in {401, 429}:
                let_in.append((one.label, answer.status_code))
    assert let_in == []


def asked(described: Any, *, mode: str, examples: int) -> int:
    """Ask each operation what its description makes up, check the answers against it, and return how many there are."""
    from schemathesis import GenerationMode, checks

    held, told = 0, [one for name, one in vars(checks).items() if name in UNTOLD]
    for result in described.get_all_operations():
        operation = result.ok()
        raw = operation.definition.raw
        if mode == "negative" and not (raw.get("parameters") or raw.get("requestBody")):
            continue  # what takes nothing cannot be given anything wrong
        strategy = operation.as_strategy(generation_mode=GenerationMode(mode))

        @seed(20_260_402)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=strategy)
        def answers_as_it_says(case: Any) -> None:
            case.call_and_validate(excluded_checks=told)

        answers_as_it_says()
        held += 1
    return held
