"""How a metric moved, in the browser: the chart and its table, the rows that are asked about, and what people write."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
ClientAs = Callable[[str], Client]

PAGE = "/metrics/service_level/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def points(client: Client, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"{PAGE}points?format=json{query}")
    assert answer.status_code == 200
    rows: list[dict[str, Any]] = json.loads(answer.content)
    return rows


def test_the_points_add_up_to_the_whole(client_as: ClientAs) -> None:
    client = client_as("leader")
    answer = client.get(PAGE, {"grain": "month"}).context["answer"]

    months = points(client, "&grain=month")

    assert [row["period"] for row in months] == ["2026-03-01", "2026-02-01", "2026-01-01"]
    assert sum(row["numerator"] for row in months) == answer.numerator
    assert sum(row["n"] for row in months) == answer.n


def test_the_chart_is_in_the_page_in_both_widths_and_its_table_below(client_as: ClientAs) -> None:
    answer = client_as("leader").get(PAGE, {"grain": "day"})

    page = answer.content.decode()
    assert page.count('<svg class="chart"') == 2
    assert "style=" not in page
    assert f"Table of the {len(answer.context['moved'].rows)} points" in words(answer)
    assert "few rows, not tested" in page


def test_choosing_rows_counts_those_and_the_choice_stays_in_the_address(client_as: ClientAs) -> None:
    client = client_as("leader")
    asked = {"queue": "billing", "from": "2026-02-01", "to": "2026-02-28", "grain": "week"}

    answer = client.get(PAGE, asked)

    whole, part = client.get(PAGE).context["answer"], answer.context["answer"]
    assert 0 < part.n < whole.n
    ways = next(tab["url"] for tab in answer.context["tabs"] if not tab["current"])
    assert all(f"{name}={value}" in ways for name, value in asked.items())


def test_filters_that_are_folded_say_which_are_set_and_each_is_left_out_by_a_press(client_as: ClientAs) -> None:
    client = client_as("leader")

    answer = client.get(PAGE, {"queue": "billing", "channel": "voice", "grain": "week"})

    assert "More filters (1)" in words(answer)
    [one] = answer.context["folded_set"]
    assert (one["label"], one["says"], one["without"]) == ("Channel", "voice", "?grain=week&queue=billing")
    assert client.get(f"{PAGE}{one['without']}").context["folded_set"] == []


@pytest.mark.parametrize(
    "query", ["queue=moon", "grain=century", "from=yesterday", "from=2026-03-01&to=2026-02-01", "variant=best"]
)
def test_what_cannot_be_asked_is_refused_in_words(client_as: ClientAs, query: str) -> None:
    assert client_as("leader").get(f"{PAGE}?{query}").status_code in (404, 422)


def test_days_without_records_have_no_points_and_say_so(client_as: ClientAs) -> None:
    answer = client_as("leader").get(PAGE, {"from": "2019-01-01", "to": "2019-01-31"})

    assert answer.status_code == 200
    assert "hold no whole" in words(answer)


def test_a_partner_is_offered_no_other_partner_and_cannot_ask_for_one(client_as: ClientAs) -> None:
    client = client_as("kestrel")
    answer = client.get(PAGE)

    assert "vistula" not in answer.content.decode().casefold()
    assert client.get(PAGE, {"partner": "vistula"}).status_code == 422


def test_outages_and_planned_events_are_numbered_on_the_chart(client_as: ClientAs) -> None:
    answer = client_as("leader").get(PAGE)

    marks = answer.context["moved"].marks
    assert {"Outage", "Planned"} <= {mark.kind for mark in marks}
    assert [mark.number for mark in marks] == list(range(1, len(marks) + 1))
    assert [mark.on for mark in marks] == sorted(mark.on for mark in marks)
    assert "does not make it the reason" in words(answer)


def test_a_note_stands_on_the_chart_for_the_centre_and_its_own_party(client_as: ClientAs) -> None:
    given = {"on": "2026-02-03", "text": "Snow <b>everywhere</b>"}
    client_as("kestrel").post(f"{PAGE}annotate/", given)

    assert "Snow &lt;b&gt;everywhere" in client_as("leader").get(PAGE).content.decode()
    assert "Snow" in client_as("kestrel").get(PAGE).content.decode()
    assert "Snow" not in client_as("vistula").get(PAGE).content.decode()


def test_limits_begin_anew_where_somebody_says_why_and_can_be_taken_back(client_as: ClientAs) -> None:
    client = client_as("leader")
    page = f"{PAGE}?grain=day"
    given = {"on": "2026-02-15", "reason": "A new menu", "variant": "over_offered"}
    client.post(f"{PAGE}anew/?grain=day", given)

    begun = client.get(page)
    assert len(begun.context["moved"].course.stretches) == 2
    assert "Limits begin anew: A new menu" in words(begun)
    assert len(client.get(f"{page}&queue=billing").context["moved"].course.stretches) == 1
    assert len(client_as("kestrel").get(page).context["moved"].course.stretches) == 1

    [back] = re.findall(r'action="(/metrics/service_level/undo/baseline/[^"]+)"', begun.content.decode())
    client.post(back)
    assert len(client.get(page).context["moved"].course.stretches) == 1


def test_a_target_is_typed_in_percent_and_held_against_the_limits(client_as: ClientAs) -> None:
    client, page = client_as("leader"), "/metrics/abandonment_rate/"
    before = client.get(page)
    client.post(
        f"{page}target/", {"variant": before.context["asked"].variant.id, "at_most": "0,5 %", "because": "Ours"}
    )

    after = client.get(page)
    assert (before.context["aim"], before.context["assurance"]) == (None, "none")
    assert after.context["aim"].ends == (None, 0.005)
    assert after.context["assurance"] in ("missed", "chance")
    assert "at most 0.5%" in words(after)


def test_who_may_not_steer_is_offered_nothing_and_refused(client_as: ClientAs) -> None:
    for who in ("finance", "kestrel"):
        client = client_as(who)
        assert "Begin the limits anew" not in words(client.get(PAGE))
        assert client.post(f"{PAGE}anew/", {"on": "2026-02-15", "reason": "x"}).status_code == 403
        assert client.post(f"{PAGE}target/", {"at_least": "80", "because": "x"}).status_code == 403
    assert client_as("agent").post(f"{PAGE}annotate/", {"on": "2026-02-15", "text": "x"}).status_code == 403
