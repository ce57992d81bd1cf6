"""The evidence of a touchpoint: the records of its own contacts, and why where there are none."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from centreline.actions.workspace import FolderWorkspace
from centreline.journeys.recognise import contacts_of
from centreline.kernel.units import format_value
from centreline.metrics.ask import measure
from centreline.web.pages.touchpoints.figures import TABS

As = Callable[[str], Client]


@pytest.fixture
def served(centre: object) -> FolderWorkspace:
    """Return the centre that is served, as its owner holds it."""
    return FolderWorkspace(centre)  # type: ignore[arg-type]


def _address(served: FolderWorkspace, *, recognised: bool = True) -> str:
    every = served.blueprint.touchpoints
    one = next(one for one in every if (one.recognised_by is not None) is recognised)
    return f"/touchpoints/{one.id}/evidence/"


def test_figures_count_exactly_the_contacts_of_the_touchpoint(client_as: As, served: FolderWorkspace) -> None:
    one = next(one for one in served.blueprint.touchpoints if one.recognised_by is not None)
    evidence = served.evidence_or_stop()
    contacts = contacts_of(evidence, one.recognised_by)  # type: ignore[arg-type]
    [counted] = evidence.rows(contacts.aggregate(n=contacts.count()))

    shown = client_as("leader").get(f"/touchpoints/{one.id}/evidence/?tab=contacts").context
    offered = client_as("leader").get(f"/touchpoints/{one.id}/evidence/").context["figures"]

    assert {sum(count for _name, count, _share in group.rows) for group in shown["kinds"]} == {counted["n"]}
    assert next(figure for figure in offered if figure.title == "Contacts offered").n <= counted["n"]
    assert any(figure.value and figure.interval for figure in offered)


def test_each_metric_is_drawn_over_time_and_its_table_holds_what_is_drawn(
    client_as: As, served: FolderWorkspace
) -> None:
    answer = client_as("leader").get(_address(served))
    figures = [one for one in answer.context["figures"] if not one.because]
    contacts = next(one for one in figures if one.title == "Contacts offered")

    assert all(one.moved.says for one in figures)
    assert contacts.moved.says in answer.content.decode()
    assert answer.content.decode().count('class="sparkline"') == sum(bool(one.moved.drawing) for one in figures) > 0
    assert all(point.value or point.signal for one in figures for point in one.moved.points)
    # Whole periods alone are drawn, so that what they hold together is never more than the figure above them.
    assert 0 < sum(point.n for point in contacts.moved.points) <= contacts.n
    quality = client_as("leader").get(_address(served), {"tab": "quality"}).context["figures"]
    assert all(one.moved is None for one in quality)


def test_every_tab_says_something_and_silence_is_never_a_pass(client_as: As, served: FolderWorkspace) -> None:
    client, address = client_as("leader"), _address(served)

    for tab in TABS:
        answer = client.get(address, {"tab": tab})
        assert answer.status_code == 200
        assert all(figure.value or figure.because for figure in answer.context["figures"]), tab
    cost = client.get(address, {"tab": "cost"}).context["figures"]
    assert [bool(figure.because) for figure in cost] == [True]


def test_a_partner_s_figures_are_of_their_own_rows_and_an_agent_reads_none(
    client_as: As, served: FolderWorkspace
) -> None:
    kestrel = next(one for one in served.blueprint.touchpoints if one.partner == "kestrel" and one.recognised_by)
    vistula = next(one for one in served.blueprint.touchpoints if one.partner not in (None, "kestrel"))
    address = f"/touchpoints/{kestrel.id}/evidence/?tab=contacts"

    own = client_as("kestrel").get(address).context["kinds"]
    whole = client_as("leader").get(address).context["kinds"]

    assert sum(count for _n, count, _s in own[0].rows) <= sum(count for _n, count, _s in whole[0].rows)
    assert client_as("kestrel").get(f"/touchpoints/{vistula.id}/evidence/").status_code == 404
    assert "those who lead" in client_as("agent").get(_address(served)).content.decode()


def _with_article(served: FolderWorkspace) -> tuple[str, str, str]:
    """Return a touchpoint, a procedure of it and the article behind that."""
    articles = {one.id: one.article for one in served.blueprint.procedures if one.article}
    for touchpoint in served.blueprint.touchpoints:
        for key in touchpoint.procedures:
            if touchpoint.partner is None and key in articles:
                return touchpoint.id, key, articles[key]
    raise AssertionError("no touchpoint has a procedure with an article")


def test_the_articles_behind_the_procedures_say_how_old_they_are_and_how_often_they_did_not_help(
    client_as: As, served: FolderWorkspace
) -> None:
    touchpoint, _procedure, article = _with_article(served)
    evidence = served.evidence_or_stop()
    rows = evidence.rows(evidence.table("article").filter(lambda t: t.article_id == article))
    newest = max(rows, key=lambda row: row["changed_at"])
    uses = evidence.table("article_use").filter(lambda t: (t.article_id == article) & t.helpful.notnull())
    said = [row["helpful"] for row in evidence.rows(uses.select("helpful"))]

    answer = client_as("leader").get(f"/touchpoints/{touchpoint}/evidence/?tab=knowledge")
    shown = next(one for one in answer.context["articles"] if one.key == article)

    assert (shown.title, shown.reviewed_on) == (newest["title"], newest["verified_at"].date())
    assert shown.age_days == (timezone.localdate() - shown.reviewed_on).days
    assert (shown.said, shown.no_help) == (len(said), said.count(False)) or shown.because
    assert newest["title"] in answer.content.decode()


@pytest.mark.parametrize(("touchpoint", "differs"), [("bill-question", True), ("final-bill", False)])
def test_votes_on_an_article_say_how_many_of_them_the_help_rate_of_the_touchpoint_counts(
    client_as: As, served: FolderWorkspace, touchpoint: str, differs: bool
) -> None:
    told = next(one.recognised_by for one in served.blueprint.touchpoints if one.id == touchpoint)
    assert told is not None
    evidence = served.evidence_or_stop()
    uses, named = evidence.table("article_use"), contacts_of(evidence, told).contact_id

    page = client_as("leader").get(f"/touchpoints/{touchpoint}/evidence/?tab=knowledge")

    [shown] = page.context["articles"]
    rate = next(one for one in page.context["figures"] if one.title == "Article help rate")
    voted = uses.filter((uses.article_id == shown.key) & uses.helpful.notnull())
    assert shown.said == len(evidence.rows(voted.select("use_id")))
    assert shown.here == rate.n == len(evidence.rows(voted.filter(voted.contact_id.isin(named)).select("use_id")))
    assert (shown.here != shown.said) is differs, "of some uses the records hold no contact"
    assert (f"{shown.here} of them answered about" in page.content.decode()) is differs


def test_feedback_is_counted_at_its_procedure_and_its_words_stay_where_they_are_read(
    client_as: As, served: FolderWorkspace
) -> None:
    touchpoint, procedure, _article = _with_article(served)
    address = f"/touchpoints/{touchpoint}/evidence/?tab=knowledge"
    title = next(one.title for one in served.blueprint.procedures if one.id == procedure)

    def counted(role: str) -> object:
        return next(one.feedback for one in client_as(role).get(address).context["known"] if one.title == title)

    before = counted("leader")
    given = {"about": f"procedure:{procedure}", "text": "Its third step names a form that is gone."}
    client_as("agent").post("/my-day/feedback/", given)

    assert counted("leader") == before + 1  # type: ignore[operator]
    assert counted("auditor") is None
    assert "a form that is gone" not in client_as("leader").get(address).content.decode()


def test_articles_that_nobody_attributed_are_not_shown_to_a_partner(client_as: As, served: FolderWorkspace) -> None:
    articles = {one.id: one.article for one in served.blueprint.procedures}
    own = next(
        one
        for one in served.blueprint.touchpoints
        if one.partner == "kestrel" and any(articles.get(key) for key in one.procedures)
    )

    answer = client_as("kestrel").get(f"/touchpoints/{own.id}/evidence/?tab=knowledge")

    assert answer.status_code == 200
    assert not any(one.held for one in answer.context["articles"])


def test_costs_by_month_say_whose_they_are_and_add_up_to_what_was_booked(
    client_as: As, served: FolderWorkspace
) -> None:
    answer = client_as("leader").get(_address(served), {"tab": "cost"})
    costs = answer.context["costs"]
    asked = measure(served.evidence_or_stop(), "cost_per_contact", by=("month",))

    shown = {one.on: one for one in costs.months if not one.because}
    assert shown
    assert "for the whole centre only" in costs.about
    assert costs.about in answer.content.decode()
    booked = {one.by["month"]: one for one in asked}
    assert all(one.contacts == round(booked[on].denominator or 0) for on, one in shown.items())
    assert all(format_value(booked[on].value, booked[on].unit, currency="EUR") == one.each for on, one in shown.items())
    assert [one.on for one in costs.months] == sorted((one.on for one in costs.months), reverse=True)


def test_a_partner_reads_costs_that_name_them_and_never_those_of_the_centre(
    client_as: As, served: FolderWorkspace
) -> None:
    own = next(one for one in served.blueprint.touchpoints if one.partner == "kestrel")
    address = f"/touchpoints/{own.id}/evidence/?tab=cost"

    theirs = client_as("kestrel").get(address).context["costs"]
    whole = client_as("leader").get(address).context["costs"]

    assert "name you" in theirs.about
    contacts = {one.on: one.contacts for one in whole.months}
    assert theirs.months
    assert all(one.contacts < contacts[one.on] for one in theirs.months)
    assert not {one.total for one in theirs.months if one.total} & {one.total for one in whole.months}


def test_on_its_own_page_the_address_follows_the_tab_that_is_read(client_as: As, served: FolderWorkspace) -> None:
    address = f"{_address(served)}?tab=cost"

    alone = client_as("leader").get(address).content.decode()
    beside = client_as("leader").get(address, headers={"HX-Request": "true"}).content.decode()

    assert f'hx-get="{address}"' in beside
    assert f'href="{address}"' in alone
    assert "hx-get" not in alone, "a view that is saved there is of the tab that is shown"
