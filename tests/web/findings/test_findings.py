"""The register, the page of a finding, and the board, as each role sees them."""

import csv
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]


def examination(role: str) -> Any:
    """Return what was found in the rows of somebody of a role, straight from the store."""
    from centreline.web.jobs.work.look import look_for
    from centreline.web.records.models import Person
    from centreline.web.records.people import actor_of

    names = {"leader": "lee", "kestrel": "kim", "vistula": "viktor", "quality": "quinn"}
    look = look_for(actor_of(Person.objects.get(username=names[role])))
    assert look is not None
    return look.examination


def kept() -> Any:
    from centreline.web.records.store import DjangoState

    return DjangoState()


def address(finding: Any) -> str:
    from centreline.web.frame.addresses import address_of

    return address_of(finding.check, finding.element)


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def first_of(role: str, kind: str = "touchpoint") -> Any:
    return next(one for one in examination(role).findings if one.element.startswith(f"{kind}:"))


def as_file(client: Client, query: str = "") -> list[dict[str, Any]]:
    answer = client.get(f"/findings/rows{query}{'&' if query else '?'}format=json")
    assert answer.status_code == 200
    rows: list[dict[str, Any]] = json.loads(answer.content)
    return rows


def test_the_register_counts_what_the_look_found(client_as: ClientAs) -> None:
    found = examination("leader")
    answer = client_as("leader").get("/findings/")

    single = sum(one.element.startswith("agent:") for one in found.findings)
    assert answer.status_code == 200
    assert f"{len(found.findings) - single} findings" in words(answer)
    assert f"{single} findings are about single people" in words(answer)
    states = [outcome.state for outcome in found.outcomes]
    for label, state in (("Clear", "clear"), ("Not examined", "not_examined")):
        assert f"{label} {states.count(state)}" in words(answer)


def test_what_could_not_be_examined_says_why_and_what_to_bring(client_as: ClientAs) -> None:
    answer = words(client_as("leader").get("/findings/?state=not_examined"))

    for outcome in examination("leader").outcomes:
        if outcome.state == "not_examined":
            assert outcome.check in answer
    assert "That is no pass" in answer


def test_filters_of_the_address_leave_the_rows_that_answer_to_them(client_as: ClientAs) -> None:
    client = client_as("leader")
    found = [one for one in examination("leader").findings if not one.element.startswith("agent:")]

    critical = as_file(client, "?severity=critical")
    owned = as_file(client, "?family=OWN&sort=family")
    searched = as_file(client, "?q=BILL+owner")

    assert len(critical) == sum(one.weight >= 0.75 for one in found)
    assert [row["check"] for row in owned] == sorted(one.check for one in found if one.check.startswith("OWN"))
    assert all("bill" in json.dumps(row).casefold() for row in searched)
    assert as_file(client, "?q=no+finding+says+this") == []


def test_the_file_holds_the_rows_of_the_table_and_no_formula(client_as: ClientAs) -> None:
    answer = client_as("leader").get("/findings/rows?format=csv&severity=high&sort=-records")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))

    counts = [int(row["records"]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert {row["severity"] for row in rows} == {"high"}
    assert not [value for row in rows for value in row.values() if value.startswith(("=", "+", "@"))]


def test_an_odd_address_is_no_failure(client_as: ClientAs) -> None:
    client = client_as("leader")

    assert client.get("/findings/?page=999&sort=%00&state=none&severity=x").status_code == 200
    assert client.get("/findings/rows?format=exe").status_code == 422
    assert client.get("/findings/OWN001/nothing-of-that-name/").status_code == 404


def test_agents_may_not_see_it_and_are_told_who_may(client_as: ClientAs) -> None:
    client, own = client_as("agent"), address(first_of("leader"))

    for answer in (client.get("/findings/"), client.get(own), client.get("/decide/"), client.post(f"{own}comment/")):
        assert answer.status_code == 403
        assert "leader" in words(answer)


@pytest.mark.parametrize(("partner", "other"), [("kestrel", "vistula"), ("vistula", "kestrel")])
def test_a_partner_sees_nothing_of_another_partner(client_as: ClientAs, partner: str, other: str) -> None:
    client = client_as(partner)
    rows = as_file(client)

    assert rows
    assert other not in json.dumps(rows).casefold()
    assert not [row for row in rows if row["element"].startswith(("cost:", "agent:"))]
    for page in ("/findings/", "/findings/?state=waived", "/decide/"):
        assert other not in words(client.get(page)).casefold()


def test_a_finding_of_the_whole_centre_is_not_there_for_a_partner(client_as: ClientAs) -> None:
    about_the_other = next(one for one in examination("leader").findings if one.element == "partner:vistula")

    assert client_as("kestrel").get(address(about_the_other)).status_code == 404
    assert client_as("leader").get(address(about_the_other)).status_code == 200


def test_findings_about_single_people_are_for_those_who_work_with_them(client_as: ClientAs) -> None:
    about_somebody = first_of("leader", "agent")

    assert client_as("leader").get(address(about_somebody)).status_code == 404
    assert client_as("quality").get(address(about_somebody)).status_code == 200


def test_the_page_of_a_finding_shows_its_evidence_and_how_to_doubt_it(client_as: ClientAs) -> None:
    found = next(one for one in examination("leader").findings if one.records and one.estimate and one.against)

    answer = words(client_as("leader").get(address(found)))

    for key in found.records.keys:
        assert re.sub(r"\s+", " ", key) in answer
    assert "What would show this is wrong?" in answer
    assert "Held against" in answer


def test_the_drawer_gets_the_part_and_not_the_frame(client_as: ClientAs) -> None:
    answer = client_as("leader").get(address(first_of("leader")), headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert "<html" not in answer.content.decode()


def test_what_a_partner_remarks_is_read_by_the_centre_and_by_no_other_partner(client_as: ClientAs) -> None:
    everybody = [{(one.check, one.element) for one in examination(who).findings} for who in ("leader", "kestrel")]
    shared = [row for row in as_file(client_as("kestrel")) if (row["check"], row["element"]) in everybody[0]]
    from centreline.web.frame.addresses import address_of

    own = address_of(shared[0]["check"], shared[0]["element"])
    answer = client_as("kestrel").post(f"{own}comment/", {"text": "We <b>doubt</b> it", "stance": "challenge"})

    assert answer.status_code == 302
    assert "We &lt;b&gt;doubt&lt;/b&gt; it" in client_as("leader").get(own).content.decode()
    assert "doubt&lt;" not in client_as("vistula").get(own).content.decode()


def test_a_waiver_is_kept_and_somebody_looks_again(client_as: ClientAs) -> None:
    from centreline.web.records.jobs import jobs_of
    from centreline.web.records.store import DjangoState

    found, before = first_of("leader"), len(jobs_of("lee"))
    given = {"reason": "The role is being hired.", "owner": "Lee", "until": "2027-01-31"}
    answer = client_as("leader").post(f"{address(found)}waive/", given)

    assert answer.status_code == 302
    [entry] = [one for one in DjangoState().entries("waiver") if one.fields["element"] == found.element]
    assert entry.fields["reason"] == "The role is being hired."
    assert len(jobs_of("lee")) > before
    assert "Something changed since" in words(client_as("leader").get("/findings/"))


@pytest.mark.parametrize("until", ["", "tomorrow", "2020-01-01"])
def test_a_waiver_without_a_day_to_come_is_refused(client_as: ClientAs, until: str) -> None:
    own = address(first_of("leader"))

    answer = client_as("leader").post(f"{own}waive/", {"reason": "Later.", "owner": "Lee", "until": until})

    assert answer.status_code == 422


def test_a_decision_goes_on_the_board_moves_and_is_taken_back(client_as: ClientAs) -> None:
    client, own = client_as("leader"), address(first_of("leader"))
    given = {"lane": "simplify", "because": "It is asked twice.", "owner": "Head of billing", "due": "2020-05-01"}
    board = client.get(client.post(f"{own}decide/", given)["Location"])
    key = board.context["done"]["entry"].key

    moved = client.post(f"/decide/{key}/move/", {"lane": "knowledge", "expects": "1"}, follow=True)
    lanes = {lane["key"]: len(lane["cards"]) for lane in moved.context["lanes"]}
    back = client.post(f"/findings/undo/decision/{key}/2/", follow=True)

    assert "1 past the day" in words(board)
    # The keys j and k go to what is marked so: every card, then what waits for a decision.
    assert re.search(rf'<li class="decision" id="card-{key}" tabindex="-1" data-card-row>', board.content.decode())
    assert (lanes["simplify"], lanes["knowledge"]) == (0, 1)
    assert {lane["key"]: len(lane["cards"]) for lane in back.context["lanes"]}["simplify"] == 1
    assert "It is asked twice." in words(client_as("finance").get("/decide/"))


def test_a_card_that_somebody_moved_meanwhile_is_not_overwritten(client_as: ClientAs) -> None:
    client, own = client_as("leader"), address(first_of("leader"))
    given = {"lane": "simplify", "because": "It is asked twice.", "owner": "Head of billing", "due": ""}
    key = client.post(f"{own}decide/", given)["Location"].partition("#card-")[2]
    client.post(f"/decide/{key}/move/", {"lane": "remove", "expects": "1"})

    answer = client.post(f"/decide/{key}/move/", {"lane": "people", "expects": "1"})

    assert answer.status_code == 412


def test_the_reason_of_a_decision_stays_inside_the_centre(client_as: ClientAs) -> None:
    from centreline.web.frame.addresses import address_of

    here = {(one.check, one.element) for one in examination("leader").findings}
    shared = next(row for row in as_file(client_as("kestrel")) if (row["check"], row["element"]) in here)
    given = {"lane": "sourcing", "because": "Others are cheaper.", "owner": "Lee", "due": ""}
    client_as("leader").post(f"{address_of(shared['check'], shared['element'])}decide/", given)

    answer = words(client_as("kestrel").get("/decide/"))

    assert shared["says"].split(" ")[0] in answer
    assert "Others are cheaper." not in answer


def test_whoever_does_not_lead_neither_waives_nor_decides(client_as: ClientAs) -> None:
    client, own = client_as("finance"), address(first_of("leader"))

    assert client.post(f"{own}waive/", {}).status_code == 403
    assert client.post(f"{own}decide/", {}).status_code == 403
    assert "Accept this finding for a while" not in words(client.get(own))


def test_the_board_is_empty_before_anybody_decides_and_names_what_waits(client_as: ClientAs) -> None:
    answer = client_as("leader").get("/decide/")

    assert "0 findings are decided" in words(answer)
    assert examination("leader").findings[0].says.split(" ")[0] in words(answer)


def test_a_shut_gate_holds_what_is_to_be_automated_and_says_why(client_as: ClientAs) -> None:
    client = client_as("leader")
    shut = next(one for one in examination("leader").findings if one.check == "OWN001")
    given = {"lane": "automate", "because": "It is long.", "owner": "Lee", "due": ""}

    refused = client.post(f"{address(shut)}decide/", given)
    asked = {"approver": "evelyn", "despite": "The owner is named next week."}
    own = client.post(f"{address(shut)}decide/", given | asked | {"approver": "lee"})
    nobody = client.post(f"{address(shut)}decide/", given | asked | {"approver": "Evelyn"})
    passed = client.post(f"{address(shut)}decide/", given | asked, follow=True)

    assert (refused.status_code, own.status_code, nobody.status_code) == (422, 422, 422)
    assert "gates are shut: owner" in words(refused)
    assert "waits for the approval of Evelyn" in words(passed)
    assert shut.says.rstrip(".") in words(client.get(f"/decide/{passed.context['done']['entry'].key}/"))


def test_a_card_says_how_each_gate_stands_and_leads_to_what_keeps_it_shut(client_as: ClientAs) -> None:
    from centreline.findings.gates import GATES

    shut = next(one for one in examination("leader").findings if one.check == "OWN001")
    given = {"lane": "simplify", "because": "It is long.", "owner": "Lee", "due": ""}
    client_as("leader").post(f"{address(shut)}decide/", given)

    answer = client_as("leader").get("/decide/")
    [card] = [card for lane in answer.context["lanes"] for card in lane["cards"]]
    theirs = client_as("kestrel").get("/decide/")

    assert [one["gate"] for one in card["gates"]] == list(GATES)
    assert card["gates"][0]["address"] == address(shut)
    assert f"{card['passed']} of {len(GATES)} gates before a machine passed" in words(answer)
    assert "gates before a machine" not in words(theirs)


def test_a_finding_names_the_metrics_of_the_touchpoints_it_is_about(client_as: ClientAs) -> None:
    found = next(one for one in examination("leader").findings if one.check == "TAR002")

    answer = client_as("leader").get(address(found))

    touchpoint = found.element.removeprefix("touchpoint:")
    measured = next(one for one in answer.context["seen"].blueprint.touchpoints if one.id == touchpoint).measures
    named = [one["address"] for one in answer.context["affected"]]
    assert named == list(dict.fromkeys(f"/metrics/{one.metric}/" for one in measured))
    assert named
    assert all(address in answer.content.decode() for address in named)


def test_taking_findings_out_stands_in_the_trail_and_opens_as_a_workbook(client_as: ClientAs) -> None:
    answer = client_as("leader").get("/findings/rows?format=xlsx")

    assert answer.status_code == 200
    assert answer.content.startswith(b"PK")
    newest = list(kept().lines())[-1]
    assert (newest.act, newest.by, newest.key) == ("export", "lee", "findings")


def test_a_partner_is_not_told_that_they_alone_have_spoken_where_the_centre_has(client_as: ClientAs) -> None:
    alone = [one for one in examination("kestrel").findings if one.says.startswith("Only kestrel")]

    spoken = {entry.fields["touchpoint"] for entry in kept().entries("claim") if entry.fields["partner"] is None}
    assert [one.element for one in alone if one.element.removeprefix("touchpoint:") in spoken] == []
