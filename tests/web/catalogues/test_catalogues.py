"""Catalogues, the glossary and histories, as each role sees them; and what a partner never reads."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from centreline.web.frame.addresses import CATALOGUES

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]
OTHER = {"kestrel": "vistula", "vistula": "kestrel"}
OWN = {"kestrel": "ask-about-a-tariff", "vistula": "write-to-us"}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def model() -> Any:
    from centreline.web.records.published import published_version

    newest = published_version()
    assert newest is not None
    return newest.blueprint


@pytest.fixture(autouse=True)
def _no_version_of_another_test() -> None:
    """Forget the workspaces of tests before: what they published was rolled back, and its number is given again."""
    from centreline.web.frame import centre

    centre._HELD.__dict__.pop("workspaces", None)


def publish_otherwise(**changed: Any) -> None:
    """Publish the model anew with some of its parts changed."""
    from centreline.actions.adopt import publish
    from centreline.governance.step import Step
    from centreline.web.records.people import actor_named
    from centreline.web.records.store import DjangoState

    lee = actor_named("lee")
    assert lee is not None
    publish(Step(DjangoState(), lee, timezone.now(), "publish"), model().model_copy(update=changed), says="tested")


def claim_by(client: Client, touchpoint: str, **said: str) -> str:
    """Write an answer down and return the key of the claim."""
    from centreline.web.records.store import DjangoState

    before = {one.key for one in DjangoState().entries("claim", within=touchpoint)}
    given = {"question": "measured", "answer": "no", "how": "workshop"} | said
    assert client.post(f"/touchpoints/{touchpoint}/answer/", given).status_code == 302
    [key] = {one.key for one in DjangoState().entries("claim", within=touchpoint)} - before
    return key


def test_every_catalogue_counts_what_the_model_holds(client_as: ClientAs) -> None:
    kinds = client_as("leader").get("/catalogue/").context["kinds"]
    held = model()

    assert [one["count"] for one in kinds] == [
        len(getattr(held, name))
        for name in ("procedures", "systems", "capabilities", "data_domains", "partners", "sites", "teams", "roles",
                     "decision_rights", "intents", "reports")
    ]  # fmt: skip
    partners = next(one for one in kinds if one["url"] == "/catalogue/partner/")
    assert partners["ownerless"] == sum(one.owner is None for one in held.partners) > 0


def test_every_entry_of_every_catalogue_opens(client_as: ClientAs) -> None:
    client, opened = client_as("leader"), 0

    for kind in CATALOGUES:
        for row in client.get(f"/catalogue/{kind}/").context["table"].page:
            answer = client.get(row["url"])
            assert answer.status_code == 200
            assert row["title"] in answer.content.decode() or "&" in row["title"]
            opened += 1

    assert opened > 60


def test_an_entry_shows_what_names_it_and_what_it_names(client_as: ClientAs) -> None:
    held = model()
    system = next(one for one in held.systems if one.integrations)
    users = {one.title for one in held.touchpoints if system.id in one.systems}
    receivers = {other.title for other in held.systems for to in system.integrations if to.to == other.id}

    names, named_by = client_as("leader").get(f"/catalogue/system/{system.id}/").context["bound"]

    assert {said.says for group in named_by if group.kind == "touchpoint" for said, _field in group.names} == users
    assert {said.says for group in names if group.kind == "system" for said, _field in group.names} == receivers
    assert users
    assert receivers


def test_findings_about_an_entry_stand_on_its_page(client_as: ClientAs) -> None:
    from centreline.web.jobs.work.look import look_for
    from centreline.web.records.people import actor_named

    lee = actor_named("lee")
    assert lee is not None
    look = look_for(lee)
    assert look is not None
    found = [one for one in look.examination.findings if one.element.startswith("system:")]

    for one in found:
        answer = client_as("leader").get(f"/catalogue/system/{one.element.removeprefix('system:')}/")
        assert one.says in {finding.says for finding, _url in answer.context["findings"]}

    assert found


def test_versions_that_changed_an_entry_are_its_history(client_as: ClientAs) -> None:
    first, second = model().procedures[:2]
    publish_otherwise(procedures=(first.model_copy(update={"version": "99.1"}), *model().procedures[1:]))
    client = client_as("leader")

    changed = client.get(f"/catalogue/procedure/{first.id}/")

    assert [(one.who, one.version) for one in changed.context["history"]] == [("lee", 2)]
    assert "99.1" in words(changed)
    assert client.get(f"/catalogue/procedure/{second.id}/").context["history"] == ()


def test_a_search_and_an_order_leave_the_rows_that_answer_to_them(client_as: ClientAs) -> None:
    client = client_as("leader")
    titles = [one.title for one in model().systems]

    ordered = [row["title"] for row in client.get("/catalogue/system/?sort=-title").context["table"].page]
    searched = client.get("/catalogue/system/", {"q": titles[0]})
    nothing = client.get("/catalogue/system/?q=zeppelin")

    assert ordered == sorted(titles, reverse=True)
    assert titles[0] in [row["title"] for row in searched.context["table"].page]
    assert searched.context["table"].count < len(titles)
    assert nothing.context["table"].count == 0
    assert "No row answers" in words(nothing)


def test_rows_are_taken_away_as_they_are_filtered(client_as: ClientAs) -> None:
    client = client_as("leader")

    every = json.loads(client.get("/catalogue/role/?format=json").content)
    some = json.loads(client.get("/catalogue/role/?format=json&q=lead").content)

    assert {row["key"] for row in every} == {one.id for one in model().roles}
    assert 0 < len(some) < len(every)
    assert client_as("agent").get("/catalogue/role/?format=json").status_code == 403
    assert client.get("/catalogue/role/?format=docx").status_code == 422


@pytest.mark.parametrize(
    "address", ["/catalogue/happiness/", "/catalogue/system/happiness/", "/catalogue/happiness/?format=csv"]
)
def test_what_no_catalogue_holds_is_not_there(client_as: ClientAs, address: str) -> None:
    assert client_as("leader").get(address).status_code == 404


def test_a_catalogue_of_which_nothing_is_written_says_so(client_as: ClientAs) -> None:
    publish_otherwise(reports=())

    assert "Nothing here yet" in words(client_as("leader").get("/catalogue/report/"))


def test_amounts_are_read_by_those_who_lead_and_not_by_agents_or_partners(client_as: ClientAs) -> None:
    priced = next(one for one in model().systems if one.yearly_cost)
    address = f"/catalogue/system/{priced.id}/"

    assert "Yearly cost" in words(client_as("leader").get(address))
    for who in ("agent", "kestrel", "vistula"):
        assert "Yearly cost" not in words(client_as(who).get(address))
    assert "Rates" in words(client_as("kestrel").get("/catalogue/partner/kestrel/"))
    assert "Rates" not in words(client_as("agent").get("/catalogue/partner/kestrel/"))


@pytest.mark.parametrize("who", ["kestrel", "vistula"])
def test_a_partner_finds_its_own_entry_and_none_of_another(client_as: ClientAs, who: str) -> None:
    client, other = client_as(who), OTHER[who]

    assert client.get(f"/catalogue/partner/{who}/").status_code == 200
    assert client.get(f"/catalogue/partner/{other}/").status_code == 404
    theirs = {team.id for team in model().teams if team.partner == other}
    for role in model().roles:
        if role.team in theirs:
            assert client.get(f"/catalogue/role/{role.id}/").status_code == 404
    assert client.get("/catalogue/intent/").context["table"].all == 0


@pytest.mark.parametrize("who", ["kestrel", "vistula"])
def test_no_page_of_a_catalogue_names_another_partner_to_a_partner(client_as: ClientAs, who: str) -> None:
    client, other = client_as(who), OTHER[who]
    addresses, opened = ["/catalogue/", "/catalogue/glossary/", *(f"/catalogue/{kind}/" for kind in CATALOGUES)], 0

    for address in addresses:
        answer = client.get(address)
        assert other not in answer.content.decode().lower(), address
        for row in getattr(answer.context.get("table"), "page", ()):  # a menu of exports has a name there
            page = client.get(row["url"])
            assert page.status_code == 200
            assert other not in page.content.decode().lower(), row["url"]
            opened += 1
        if "rows" not in address and address.count("/") == 3 and "glossary" not in address:
            assert other not in client.get(f"{address}?format=csv").content.decode().lower()

    assert opened > 15


@pytest.mark.parametrize("who", ["kestrel", "vistula"])
def test_a_version_that_names_another_partner_is_no_history_for_a_partner(client_as: ClientAs, who: str) -> None:
    held, other = model(), OTHER[who]
    key = next(iter(next(one for one in held.touchpoints if one.partner == who and one.procedures).procedures))
    told = {"title": f"As {other} works"}
    procedures = tuple(one.model_copy(update=told) if one.id == key else one for one in held.procedures)
    publish_otherwise(procedures=procedures)

    answer = client_as(who).get(f"/catalogue/procedure/{key}/")

    assert answer.status_code == 200
    assert answer.context["history"] == ()
    assert other not in answer.content.decode().lower()
    assert len(client_as("leader").get(f"/catalogue/procedure/{key}/").context["history"]) == 1


def test_the_glossary_explains_the_model_the_metrics_and_the_questions(client_as: ClientAs) -> None:
    from centreline.findings.catalogue import check_book
    from centreline.metrics.book import metric_book

    answer = client_as("agent").get("/catalogue/glossary/")
    groups = dict(answer.context["groups"])

    assert len(groups["Metrics"]) == len(metric_book())
    assert len(groups["Questions asked"]) == len(check_book())
    assert {"touchpoint", "data domain", "claim", "handoff"} <= {
        one.word for one in groups["Words of the operating model"]
    }
    assert all(one.means for group in groups.values() for one in group)
    assert "No term answers" in words(client_as("agent").get("/catalogue/glossary/?q=zeppelin"))


def test_the_history_of_an_entry_has_every_version_with_what_changed(client_as: ClientAs) -> None:
    client = client_as("leader")
    key = claim_by(client, "bill-question", remark="as seen on Monday")
    address = f"/history/claim/{key}/"

    shown = client.get(address)
    [line] = shown.context["lines"]
    taken_back = client.post(line.undo, follow=True)

    assert (line.who, line.version, line.act, line.says) == ("lee", 1, "answer_question", "answered a question")
    assert {"label": "Remark", "before": "", "after": "as seen on Monday"} in line.changes
    assert "Thrown away" in words(taken_back)
    assert [one.version for one in taken_back.context["lines"]] == [2, 1]
    again = client.post(taken_back.context["lines"][0].undo, follow=True)
    assert again.context["entry"].stands
    assert again.context["entry"].fields["remark"] == "as seen on Monday"


def test_only_whoever_made_a_change_or_leads_is_offered_to_take_it_back(client_as: ClientAs) -> None:
    address = f"/history/claim/{claim_by(client_as('quality'), 'bill-question')}/"

    offered = {
        who: bool(client_as(who).get(address).context["lines"][0].undo) for who in ("quality", "leader", "finance")
    }

    assert offered == {"quality": True, "leader": True, "finance": False}
    assert client_as("finance").post(f"{address}undo/1/").status_code == 404


def test_what_is_older_than_the_newest_change_is_not_taken_back(client_as: ClientAs) -> None:
    client = client_as("leader")
    address = f"/history/claim/{claim_by(client, 'bill-question')}/"
    client.post(f"{address}undo/1/")

    assert client.post(f"{address}undo/1/").status_code == 404
    assert [one.version for one in client.get(address).context["lines"]] == [2, 1]


@pytest.mark.parametrize("address", ["/history/claim/nothing/", "/history/happiness/nothing/"])
def test_an_entry_nobody_wrote_has_no_history(client_as: ClientAs, address: str) -> None:
    assert client_as("leader").get(address).status_code == 404


@pytest.mark.parametrize("who", ["kestrel", "vistula"])
def test_a_partner_reads_no_history_of_another_partners_words(client_as: ClientAs, who: str) -> None:
    other, leader = OTHER[who], client_as("leader")
    own = claim_by(client_as(who), OWN[who])
    of_the_centre = claim_by(leader, OWN[who])
    about_them = claim_by(leader, OWN[who], partner=other)
    of_another = claim_by(client_as(other), OWN[other])
    statuses = {key: client_as(who).get(f"/history/claim/{key}/").status_code for key in (own, of_the_centre)}
    hidden = {key: client_as(who).get(f"/history/claim/{key}/").status_code for key in (about_them, of_another)}

    assert set(statuses.values()) == {200}
    assert set(hidden.values()) == {404}
    assert client_as(who).post(f"/history/claim/{of_another}/undo/1/").status_code == 404


@pytest.mark.parametrize("who", ["kestrel", "vistula"])
def test_a_partner_reads_no_history_of_what_the_centre_decides_about_findings(client_as: ClientAs, who: str) -> None:
    from centreline.actions.waive_finding import waive_finding
    from centreline.governance.actor import Actor
    from centreline.web.records.people import actor_named
    from centreline.web.records.store import DjangoState

    lee = actor_named("lee")
    assert isinstance(lee, Actor)
    until = timezone.localdate().replace(year=timezone.localdate().year + 1, day=1)
    entry = waive_finding.by(DjangoState(), lee, now=timezone.now())(
        check="OWN001", element=f"touchpoint:{OWN[who]}", reason="for now", owner="Lee", until=until
    )

    assert client_as("leader").get(f"/history/waiver/{entry.key}/").status_code == 200
    assert client_as(who).get(f"/history/waiver/{entry.key}/").status_code == 404
    assert client_as("agent").get(f"/history/waiver/{entry.key}/").status_code == 404


def test_whoever_has_not_signed_in_is_asked_to(db: None) -> None:
    client = Client(headers={"host": "localhost"})

    for address in ("/catalogue/", "/catalogue/system/", "/catalogue/glossary/", "/history/claim/x/"):
        assert client.get(address).status_code == 302


def test_catalogues_ask_the_database_a_bounded_number_of_times(
    client_as: ClientAs, django_assert_max_num_queries: Any
) -> None:
    client = client_as("leader")
    client.get("/catalogue/")

    for address in ("/catalogue/", "/catalogue/role/", "/catalogue/partner/kestrel/"):
        with django_assert_max_num_queries(8):
            assert client.get(address).status_code == 200
