"""What a page is shown for: chosen on top, kept in the address and by links, and only of what a reader may see."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def test_what_was_found_in_the_rows_of_one_partner_is_read_and_handed_on(client_as: ClientAs) -> None:
    from centreline.web.reading.findings import seen_by
    from centreline.web.records.people import actor_named

    kim = actor_named("kim")
    assert kim is not None
    theirs = seen_by(kim)
    assert theirs is not None
    leader: Any = client_as("leader")

    page = leader.get("/findings/?partner=kestrel")
    shown = page.content.decode()
    assert {(one.check, one.element) for one in theirs.findings} <= {
        (one.check, one.element) for one in page.context["seen"].findings
    }
    assert page.context["seen"].made_at == theirs.made_at
    assert 'href="/review/?partner=kestrel"' in shown
    assert 'href="/metrics/?partner=kestrel"' in shown
    first = re.search(r'href="(/findings/[^"?]+/[^"?]+/\?partner=kestrel)"', shown)
    assert first is not None
    opened = leader.get(first[1])
    assert opened.status_code == 200
    assert not opened.context["may_decide"]
    review = leader.get("/review/?partner=kestrel")
    assert "in the rows of this partner" in review.content.decode()
    assert re.search(r'href="/metrics/[a-z_]+/\?partner=kestrel"', review.content.decode())


def test_nobody_is_offered_or_told_what_is_not_theirs(client_as: ClientAs) -> None:
    kestrels: Any = client_as("kestrel")

    for address in ("/findings/", "/review/", "/metrics/"):
        assert "vistula" not in kestrels.get(address).content.decode().casefold()
        assert kestrels.get(f"{address}?partner=vistula").status_code == 422
    assert client_as("leader").get("/findings/?partner=nobody-knows").status_code == 422
    assert client_as("leader").get("/metrics/?from=yesterday").status_code == 422


def test_what_evidence_says_on_a_board_is_counted_in_the_chosen_rows(client_as: ClientAs) -> None:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    leader: Any = client_as("leader")
    journey = newest.blueprint.journeys[0].id

    def contacts(asked: str) -> int:
        page = leader.get(f"/map/journeys/{journey}/?heat=volume{asked}")
        cells = [card for lane in page.context["lanes"] for cell in lane["cells"] for card in cell["cards"]]
        said = [card["heat"]["words"] for card in cells if card.get("heat")]
        return sum(int(re.sub(r"\D", "", one) or 0) for one in said)

    every = contacts("")
    picker = leader.get(f"/map/journeys/{journey}/?heat=volume").context["shell"]["picker"]
    queues = next(field["values"] for field in picker["fields"] if field["name"] == "queue")
    apart = [contacts(f"&queue={queue}") for queue, _word in queues]
    assert sum(apart) == every > max(apart) > 0
    early, late = contacts("&to=2026-02-14"), contacts("&from=2026-02-15")
    assert 0 < early < every
    assert early + late == every
    shown = leader.get(f"/map/journeys/{journey}/?heat=volume&from=2026-02-15").content.decode()
    assert "Counted in: from 15 Feb 2026." in shown
    assert f"/map/journeys/{journey}/" in shown
    assert "heat=cost&amp;from=2026-02-15" in shown


def test_a_metric_says_which_choice_its_records_know_nothing_of(client_as: ClientAs) -> None:
    leader: Any = client_as("leader")
    page = leader.get("/metrics/?from=2026-02-01")

    assert page.status_code == 200
    assert 'from=2026-02-01"' in page.content.decode()
    queue = next(one["values"][0][0] for one in page.context["shell"]["picker"]["fields"] if one["name"] == "queue")
    told = leader.get(f"/metrics/cost_per_contact/?queue={queue}").content.decode()
    assert "do not say: Queue. These figures are not narrowed by it." in told


def test_whoever_sees_one_partner_is_handed_on_its_name_and_sees_all_that_is_theirs(client_as: ClientAs) -> None:
    kestrels: Any = client_as("kestrel")

    handed_on, plain = kestrels.get("/findings/?partner=kestrel"), kestrels.get("/findings/")

    assert handed_on.context["seen"].findings == plain.context["seen"].findings
    assert kestrels.get("/review/?partner=kestrel").status_code == 200


def test_of_a_queue_with_contacts_and_no_such_records_nothing_is_counted_and_the_page_says_so(
    client_as: ClientAs,
) -> None:
    kestrels: Any = client_as("kestrel")

    page = kestrels.get("/metrics/quality_score/?queue=billing")

    assert page.status_code == 200
    assert page.context["answer"].value is None
    assert kestrels.get("/metrics/quality_score/?queue=nobody-knows").status_code == 422


def test_ways_of_counting_whose_records_do_not_know_a_choice_say_so_beside_the_others(client_as: ClientAs) -> None:
    page: Any = client_as("kestrel").get("/metrics/service_level/ways/?channel=voice")

    said = page.content.decode()
    assert any(way.answer for way in page.context["ways"])
    assert "The rows of interval_stat do not say channel" in said
    assert "nothing was brought yet" not in said
