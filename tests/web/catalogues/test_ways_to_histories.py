"""Whatever somebody wrote leads to its history, for whoever may read that, and for nobody else."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db

As = Callable[[str], Client]

METRIC = "/metrics/abandonment_rate/"


def newest(kind: str) -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries(kind)[-1]


def looked_at_anew(by: str) -> None:
    """Do what waits to be looked at, as the worker would."""
    from centreline.web.jobs.working import run_job
    from centreline.web.records.jobs import jobs_of

    for one in jobs_of(by):
        run_job.func(one.id)


def two_findings(client: Client) -> tuple[str, str]:
    """Return the address of a finding, and how another is named in its form."""
    from centreline.web.frame.addresses import address_of, slug_of

    rows = client.get("/findings/").context["seen"].findings
    first, second = [one for one in rows if one.element.startswith("touchpoint:")][:2]
    return address_of(first.check, first.element), f"{second.check} {slug_of(second.element)}"


def waived(sign_in: As) -> str:
    leader = sign_in("leader")
    address, _other = two_findings(leader)
    until = (timezone.localdate() + timedelta(days=60)).isoformat()
    leader.post(f"{address}waive/", {"reason": "The role is being hired.", "owner": "Lee", "until": until})
    looked_at_anew("lee")
    return address


def merged(sign_in: As) -> str:
    leader = sign_in("leader")
    address, other = two_findings(leader)
    leader.post(f"{address}merge/", {"into": other, "because": "One cause, seen twice."})
    return address


def noted(sign_in: As) -> str:
    leader = sign_in("leader")
    address = leader.post("/review/start/", {"partner": "kestrel"})["Location"]
    leader.post(f"{address}notes/", {"text": "April is the first month.", "readers": "everybody"})
    return f"{address}?step=decisions"


def aimed_at(sign_in: As) -> str:
    leader = sign_in("leader")
    variant = leader.get(METRIC).context["asked"].variant.id
    leader.post(f"{METRIC}target/", {"variant": variant, "at_most": "0,5 %", "because": "Ours"})
    return METRIC


def annotated(sign_in: As) -> str:
    sign_in("leader").post(f"{METRIC}annotate/", {"on": "2026-02-03", "text": "Snow everywhere"})
    return METRIC


def disputed(sign_in: As) -> str:
    agent = sign_in("agent")
    named = re.search(r'name="evaluation" value="([^"]+)"', agent.get("/my-day/").content.decode())
    assert named
    agent.post("/my-day/dispute/", {"evaluation": named[1], "criterion": "*", "reason": "I did say who I am."})
    return "/my-day/"


def scheduled(sign_in: As) -> str:
    given = {
        "title": "Calendar", "root": "arrivals", "inside": "", "pattern": "days-*.csv",
        "how": "mapping:calendar", "every": "day", "at": "06:30", "weekday": "0",
    }  # fmt: skip
    assert sign_in("data_owner").post("/imports/sources/new/", given).status_code == 302
    return f"/imports/sources/{newest('schedule').key}/"


@pytest.mark.parametrize(
    ("kind", "written", "readers"),
    [
        ("waiver", waived, ("leader", "kestrel")),
        ("merged_finding", merged, ("quality", "kestrel")),
        ("review_note", noted, ("leader", "kestrel")),
        ("target", aimed_at, ("quality", "kestrel")),
        ("annotation", annotated, ("quality", "kestrel")),
        ("dispute", disputed, ("agent", "leader")),
        ("schedule", scheduled, ("workforce", "leader")),
    ],
)
def test_what_somebody_wrote_leads_to_its_history_only_where_the_reader_may_read_it(
    client_as: As, centre: Any, kind: str, written: Callable[[As], str], readers: tuple[str, str]
) -> None:
    (centre / "arrivals").mkdir(exist_ok=True)
    page, (reads, kept_from) = written(client_as), readers
    address = f"/history/{kind}/{newest(kind).key}/"

    shown = client_as(reads).get(page)
    assert f'href="{address}"' in shown.content.decode()
    assert client_as(reads).get(address).status_code == 200
    where = "/disputes/" if kind == "dispute" else page
    other = client_as(kept_from)
    assert f'href="{address}"' not in other.get(where).content.decode()
    assert other.get(address).status_code == 404


def test_what_a_partner_wrote_on_a_chart_is_read_with_its_history_by_that_partner_and_by_the_centre(
    client_as: As,
) -> None:
    client_as("kestrel").post(f"{METRIC}annotate/", {"on": "2026-02-03", "text": "Our own snow"})
    address = f"/history/annotation/{newest('annotation').key}/"

    for role in ("kestrel", "quality", "leader"):
        assert f'href="{address}"' in client_as(role).get(METRIC).content.decode(), role
        assert "Our own snow" in client_as(role).get(address).content.decode(), role
    for role in ("vistula", "agent"):
        client = client_as(role)
        assert address not in client.get(METRIC).content.decode(), role
        assert client.get(address).status_code == 404, role
        assert client.get(f"/api/v1{address.replace('history', 'entries')[:-1]}").status_code in {403, 404}, role


def told_beside(client: Client, page: str) -> str:
    """Return the part with everything that was written about a thing, to which its page leads."""
    address = f"{page.partition('?')[0]}history/"
    assert f'href="{address}"' in client.get(page).content.decode()
    part = client.get(address, headers={"HX-Request": "true"})
    assert part.status_code == 200
    return str(part.content.decode())


def test_a_finding_tells_beside_it_who_decided_accepted_and_remarked_taken_back_or_not(client_as: As) -> None:
    leader, address = client_as("leader"), waived(client_as)
    leader.post(f"{address}decide/", {"lane": "simplify", "owner": "Lee", "because": "Two forms ask the same."})
    leader.post(f"{address}comment/", {"text": "Both forms are of 2019", "stance": "remark"})
    remark = newest("comment")
    leader.post(f"/findings/undo/comment/{remark.key}/1/")

    told = told_beside(leader, address)

    assert "<html" not in told
    for words in ("Two forms ask the same.", "The role is being hired.", "Both forms are of 2019", "threw it away"):
        assert words in told
    assert f'href="/history/decision/{newest("decision").key}/"' in told
    file = leader.get(f"{address}history/?take=versions&format=json").json()
    assert {one["kind"] for one in file} == {"comment", "decision", "waiver"}


def test_what_somebody_of_a_partner_is_told_beside_a_finding_is_their_own(client_as: As) -> None:
    kestrel, leader = client_as("kestrel"), client_as("leader")
    address, _other = two_findings(kestrel)
    leader.post(f"{address}comment/", {"text": "Ours alone", "stance": "remark"})
    client_as("vistula").post(f"{address}comment/", {"text": "Of Vistula", "stance": "remark"})
    assert "Nothing has been written here yet" in told_beside(kestrel, address)
    kestrel.post(f"{address}comment/", {"text": "Of Kestrel", "stance": "remark"})

    told, told_all = told_beside(kestrel, address), told_beside(leader, address)

    assert ("Of Kestrel" in told, "Ours alone" in told, "Of Vistula" in told) == (True, False, False)
    assert ("Of Kestrel" in told_all, "Ours alone" in told_all) == (True, True)


def test_a_metric_tells_beside_it_what_was_aimed_at_and_noted_and_its_partners_only_their_own(client_as: As) -> None:
    aimed_at(client_as)
    annotated(client_as)

    told = told_beside(client_as("quality"), METRIC)

    assert ("Snow everywhere" in told, "set a target" in told, "Ours" in told) == (True, True, True)
    assert "Snow everywhere" not in (beside := told_beside(client_as("kestrel"), METRIC))
    assert "set a target" not in beside


def test_a_review_tells_beside_it_who_held_it_decided_and_noted_in_it(client_as: As) -> None:
    leader, page = client_as("leader"), noted(client_as)
    review = page.partition("?")[0]
    leader.post(f"{review}notes/", {"text": "For us alone.", "readers": "own_side"})
    leader.post(f"{review}decisions/", {"what": "Close the second form", "outcome": "approve", "owner": "Lee"})

    told = told_beside(leader, page)

    for words in ("started a review", "April is the first month.", "For us alone.", "Close the second form"):
        assert words in told
    assert "For us alone." not in told_beside(client_as("kestrel"), page)
    assert client_as("vistula").get(f"{review}history/").status_code == 404
