"""Two findings that are one are merged and taken apart again, and somebody says how large a finding is."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def words(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def entries(kind: str) -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState().entries(kind)


def two(client: Client, element: str = "touchpoint:") -> tuple[str, str, str]:
    """Return the addresses of two findings, and how the second is named in the form of the first."""
    rows = client.get("/findings/").context["seen"].findings
    from centreline.web.frame.addresses import address_of, slug_of

    first, second = [one for one in rows if one.element.startswith(element)][:2]
    named = f"{second.check} {slug_of(second.element)}"
    return address_of(first.check, first.element), address_of(second.check, second.element), named


def count(client: Client, tab: str) -> int:
    found = re.search(rf"{tab} (\d+)", words(client.get("/findings/")))
    assert found
    return int(found[1])


def test_a_merged_finding_points_to_the_other_and_stands_alone_again_when_that_is_taken_back(
    client_as: ClientAs,
) -> None:
    leader = client_as("leader")
    first, second, named = two(leader)
    before = count(leader, "Found")

    assert leader.post(f"{first}merge/", {"into": named, "because": "One cause, seen twice."}).status_code == 302

    assert (count(leader, "Found"), count(leader, "Merged")) == (before - 1, 1)
    assert f'href="{second}"' in leader.get(first).content.decode()
    assert f'href="{first}"' in leader.get(second).content.decode()
    assert "One cause, seen twice." in words(leader.get("/findings/?state=merged"))
    assert len(json.loads(leader.get("/findings/rows?format=json").content)) == before - 1

    [merge] = entries("merged_finding")
    leader.post(f"/findings/undo/merged_finding/{merge.key}/1/")
    assert (count(leader, "Found"), count(leader, "Merged")) == (before, 0)


def test_no_chain_is_merged_nothing_into_itself_and_nothing_without_a_reason(client_as: ClientAs) -> None:
    leader = client_as("leader")
    first, second, named = two(leader)
    itself = " ".join(first.strip("/").split("/")[1:])

    assert leader.post(f"{first}merge/", {"into": itself, "because": "x"}).status_code == 422
    assert leader.post(f"{first}merge/", {"into": named, "because": " "}).status_code == 422
    assert leader.post(f"{first}merge/", {"into": "OWN001 nothing", "because": "x"}).status_code == 404
    leader.post(f"{first}merge/", {"into": named, "because": "One."})
    assert leader.post(f"{second}merge/", {"into": itself, "because": "x"}).status_code == 422
    assert len(entries("merged_finding")) == 1


def test_what_is_merged_stands_again_when_the_other_is_found_no_more(client_as: ClientAs) -> None:
    from centreline.web.records.store import DjangoState

    leader = client_as("leader")
    first, _second, named = two(leader)
    before = count(leader, "Found")
    leader.post(f"{first}merge/", {"into": named, "because": "One."})
    [merge] = entries("merged_finding")
    gone = merge.body.model_copy(update={"into_element": "touchpoint:mended"})
    from centreline.web.records.models import EntryRow

    EntryRow.objects.filter(key=merge.key).update(body=gone.model_dump(mode="json"))

    assert count(leader, "Found") == before
    assert DjangoState().entry("merged_finding", merge.key) is not None


def test_a_size_is_written_with_how_one_knows_and_sorted_by_and_changed(client_as: ClientAs) -> None:
    leader = client_as("leader")
    _first, second, _named = two(leader)
    said = {"contacts": "1200", "least": "3000", "most": "5000.50", "because": "A week counted by hand."}

    leader.post(f"{second}size/", said)
    leader.post(f"{second}size/", {**said, "expects": "1", "contacts": "900", "because": "Two weeks."})

    assert "900 contacts, €3,000 – €5,000" in words(leader.get(second)).replace("5,001", "5,000")
    assert leader.get("/findings/?sort=-size").context["page"][0].address == second
    row = next(one for one in json.loads(leader.get("/findings/rows?format=json").content) if one["contacts_a_month"])
    assert (row["contacts_a_month"], row["most_cost_a_month"]) == (900, 5000.5)
    assert leader.post(f"{second}size/", {**said, "expects": "1", "contacts": "7"}).status_code == 412


@pytest.mark.parametrize(
    "fields",
    [
        {"because": "x"},
        {"contacts": "many", "because": "x"},
        {"least": "5", "most": "3", "because": "x"},
        {"least": "5", "because": "x"},
        {"contacts": "5", "because": " "},
        {"contacts": "-5", "because": "x"},
        {"contacts": "nan", "because": "x"},
    ],
)
def test_a_size_that_says_nothing_or_what_cannot_be_is_refused(client_as: ClientAs, fields: dict[str, str]) -> None:
    leader = client_as("leader")

    assert leader.post(f"{two(leader)[0]}size/", fields).status_code == 422
    assert entries("finding_size") == ()


def test_others_read_that_findings_are_one_and_a_partner_is_told_no_reason_and_no_cost(client_as: ClientAs) -> None:
    leader, kim = client_as("leader"), client_as("kestrel")
    first, second, named = two(kim, "")
    leader.post(f"{first}merge/", {"into": named, "because": "canary-4713"})
    leader.post(f"{second}size/", {"least": "47130", "most": "47130", "because": "canary-4714"})

    told = kim.get(first).content.decode() + kim.get(second).content.decode() + kim.get("/findings/").content.decode()

    assert f'href="{second}"' in told
    assert not [word for word in ("canary", "47,130", "47130") if word in told]
    assert kim.post(f"{second}size/", {"contacts": "5", "because": "x"}).status_code == 403
    assert client_as("quality").post(f"{second}merge/", {"into": named, "because": "x"}).status_code == 403
