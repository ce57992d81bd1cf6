"""A review says of each intent whether it comes true, counts findings by type and stage, and lists its metrics."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def test_each_intent_has_a_sentence_that_is_frozen_with_the_review(client_as: ClientAs) -> None:
    from centreline.web.frame.centre import workspace
    from centreline.web.records.people import actor_named

    lee = actor_named("lee")
    assert lee is not None
    intents = workspace(lee.scope).blueprint.intents
    leader: Any = client_as("leader")

    said = {one.title: one for one in leader.get("/review/").context["intents"]}
    assert set(said) == {one.title for one in intents}
    once = said["Answer once"].says
    assert re.match(r"First contact resolution \d[\d.]* ?%: ", once)
    assert "Repeat contact" in once
    assert "cause" not in once
    assert "because" not in once

    held = leader.post("/review/start/").headers["Location"]
    frozen = leader.get(f"{held}?step=summary")
    assert [one.says for one in frozen.context["intents"]] == [one.says for one in said.values()]
    assert "What we want to change" in frozen.content.decode()
    assert client_as("kestrel").get("/review/").context["intents"] == ()


def test_findings_are_counted_by_type_and_stage_and_each_count_leads_to_them(client_as: ClientAs) -> None:
    leader: Any = client_as("leader")
    page = leader.get("/review/")
    shown = page.context["by_stage"]

    everything = sum(len(group.findings) for group in page.context["review"].findings)
    assert sum(total for _key, _title, _counts, _elsewhere, total in shown.rows) == everything
    family, stage, count = next(
        (family, stage, count)
        for family, _title, counts, _elsewhere, _total in shown.rows
        for stage, count in counts
        if count
    )
    assert f'href="/findings/?family={family}&amp;stage={stage}"' in page.content.decode()
    found = leader.get(f"/findings/?family={family}&stage={stage}").context["page"]
    assert found.paginator.count == count
    assert {row.stage for row in found} == {stage}


def test_what_is_to_be_decided_stands_right_behind_the_numbers(client_as: ClientAs) -> None:
    page = client_as("leader").get("/review/").content.decode()

    order = ["numbers", "due", "changes", "carried", "agreements", "findings", "claims", "unexamined", "definitions"]
    assert sorted(order, key=lambda part: page.index(f'<section class="stack" id="{part}"')) == order
    assert [page.count(f'<section class="stack" id="{part}"') for part in order] == [1] * len(order)


def test_metrics_are_listed_with_level_prior_change_and_what_was_left_out(client_as: ClientAs) -> None:
    leader: Any = client_as("leader")
    lines = leader.get("/review/").context["lines"]

    levels = {line.tile.number.metric: line.level for line in lines}
    assert levels["first_contact_resolution"] == "Outcome"
    assert levels.get("quality_score", "Driver") == "Driver"
    moved = next(line for line in lines if line.prior)
    points = [one.shown for one in moved.tile.number.chart.points if one.value is not None]
    assert [moved.prior, moved.newest] == points[-2:]
    assert moved.change[0] in "+−±"
    file = leader.get("/review/?take=numbers&format=csv")
    assert "Left out" in file.content.decode()
    assert len(file.content.decode().splitlines()) == len(lines) + 1
