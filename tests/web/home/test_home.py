"""Home: what each role asks first, from its own rows, and honest where nothing is known."""

import html
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.utils import timezone

from centreline.governance.actor import Actor, Role, scope_for
from centreline.reports.review import Review
from centreline.web.frame.centre import workspace
from centreline.web.pages.home.answers import answers_for
from centreline.web.pages.home.asking import Known
from centreline.web.pages.home.findings_answered import stuck_findings
from centreline.web.pages.home.searched import ASKED
from centreline.web.pages.home.visits import Visit, remember_visit, visit_of
from centreline.web.reading.findings import seen_by
from centreline.web.reading.stuck import open_findings

pytestmark = pytest.mark.django_db

SignIn = Callable[[str], Client]

FIRST = {
    "executive": "Are outcomes really moving?",
    "leader": "Where is failure demand?",
    "workforce": "Am I short, when, by how many?",
    "quality": "What to review next?",
    "supervisor": "Who needs me?",
    "kestrel": "Are we in contract?",
    "people_lead": "Where do candidates drop out?",
    "finance": "What did it cost?",
    "data_owner": "Is data fresh, complete, trusted?",
    "auditor": "What do we not know?",
}


def shown_to(client: Client) -> str:
    answer = client.get("/")
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def person_of(name: str) -> Actor:
    from centreline.web.records.people import actor_named

    person = actor_named(name)
    assert person is not None
    return person


def review_of(name: str) -> Review:
    from centreline.web.jobs.work.look import look_for

    look = look_for(person_of(name))
    assert look is not None
    return look.review


@pytest.mark.parametrize("role", FIRST)
def test_each_role_has_its_three_questions_answered_and_each_goes_on(client_as: SignIn, role: str) -> None:
    page = shown_to(client_as(role))

    assert FIRST[role] in page
    assert len(re.findall(r'class="home-says[^>]*><a href="/[^"]+">[^<]+</a>', page)) == 3


@pytest.mark.parametrize("role", FIRST)
def test_the_search_knows_the_questions_of_home_as_home_asks_them(client_as: SignIn, role: str) -> None:
    answer = client_as(role).get("/")
    asked = [(one.asks, one.behind.slug if one.behind else "") for one in answer.context["answers"]]

    known = ASKED["partner_manager" if role == "kestrel" else role]
    assert [(str(one.asks), one.behind) for one in known] == asked


def test_who_leaves_is_told_with_how_many_left_and_that_few_say_nothing_of_teams(client_as: SignIn) -> None:
    page = shown_to(client_as("people_lead"))

    assert re.search(r"[0-9]+ ?% of the head count in a year", page)
    assert re.search(
        r"[1-9] left of [0-9]+, by head counts of 1 Jan 2026 to 1 Mar 2026; too few to say that one team", page
    )


def test_whoever_holds_no_review_is_not_told_to_start_one(client_as: SignIn) -> None:
    assert "Start a review to decide" in shown_to(client_as("executive"))
    assert "Start a review to decide" not in shown_to(client_as("auditor"))


def test_the_answer_to_a_partner_manager_is_the_number_of_the_review(client_as: SignIn) -> None:
    judged = [one.attained for one in review_of("kim").agreements if one.attained in ("yes", "no")]

    assert f"{judged.count('yes')} of {len(judged)} agreements attained" in shown_to(client_as("kestrel"))


@pytest.mark.parametrize(
    ("role", "slug", "head"),
    [
        ("workforce", "who-is-out", "Otherwise"),
        ("quality", "review-next", "Because"),
        ("supervisor", "coaching", "All points before"),
        ("people_lead", "funnel", "Lost of those decided"),
        ("finance", "cost", "More than planned"),
        ("finance", "how-sure", "What was found"),
        ("data_owner", "data", "Rows that keep every rule"),
        ("data_owner", "changed", "Who"),
        ("data_owner", "missing", "What to bring"),
    ],
)
def test_an_answer_leads_to_how_it_was_counted_and_to_what_was(
    client_as: SignIn, role: str, slug: str, head: str
) -> None:
    client = client_as(role)
    assert f'href="/answers/{slug}/"' in shown_to(client)

    page = html.unescape(client.get(f"/answers/{slug}/").content.decode())
    assert "How it is counted" in page
    assert f'<th scope="col">{head}</th>' in page
    assert client_as("leader").get(f"/answers/{slug}/").status_code == 404  # it is no question of theirs


def test_what_is_not_held_is_not_examined_and_says_what_to_bring(client_as: SignIn) -> None:
    quality, people = client_as("quality"), client_as("people_lead")

    page = html.unescape(quality.get("/answers/auto-qa/").content.decode())
    assert "Not examined" in page
    assert "Bring evaluations of a model beside those of people" in page
    assert "/imports/templates/evaluation.csv" in page
    assert "/imports/" not in people.get("/answers/proficiency/").content.decode().split("<main", 1)[1]


def test_says_so_where_nobody_has_decided(client_as: SignIn) -> None:
    assert "Nobody has decided anything yet" in shown_to(client_as("executive"))


def test_what_was_decided_about_a_finding_is_told_before_a_review_was_held(client_as: SignIn) -> None:
    leader = client_as("leader")
    waiting = leader.get("/decide/")
    row = waiting.context["waiting"][0]
    said = {"lane": "simplify", "because": "Two teams keep one list", "owner": "Head of billing"}

    leader.post(f"{row.address}decide/", said)

    shown = shown_to(client_as("executive"))
    assert "1 finding decided" in shown
    assert "Two teams keep one list" in shown
    assert f"{waiting.context['waiting_more']} lighter ones wait too." in waiting.content.decode()


def test_a_partner_is_answered_from_its_own_rows(client_as: SignIn) -> None:
    kestrel, vistula = shown_to(client_as("kestrel")), shown_to(client_as("vistula"))

    assert kestrel != vistula
    assert "vistula" not in kestrel.lower().replace("viktor", "")


def test_an_agent_opens_on_their_own_day_and_no_figure_of_the_centre(client_as: SignIn) -> None:
    opened = client_as("agent").get("/", follow=True)

    assert opened.redirect_chain == [("/my-day/", 302)]
    assert "/findings/" not in opened.content.decode().split("<main", 1)[1].split("</main>", 1)[0]


def test_says_what_to_do_where_nobody_has_looked(client_as: SignIn) -> None:
    from centreline.web.records.models import LookRow

    LookRow.objects.all().delete()

    assert "Nobody has looked yet" in shown_to(client_as("leader"))


def test_asks_those_who_have_not_signed_in_to_do_so() -> None:
    assert Client(headers={"host": "localhost"}).get("/").status_code == 302


def test_what_others_wrote_is_told_to_whoever_may_read_it_and_what_one_wrote_oneself_is_not(client_as: SignIn) -> None:
    leader, finance, kestrel = client_as("leader"), client_as("finance"), client_as("kestrel")
    row = leader.get("/decide/").context["waiting"][0]
    assert "Nobody else wrote anything" in shown_to(finance)  # what was taken over from the files nobody wrote here
    leader.post(f"{row.address}decide/", {"lane": "simplify", "owner": "Lee", "because": "Two ways do one thing"})

    assert "Two ways do one thing" in shown_to(finance)
    assert "Two ways do one thing" not in shown_to(leader)  # who wrote it knows
    assert "Two ways do one thing" not in shown_to(kestrel)  # why the centre decided is not told to a partner
    assert "What others wrote in the last seven days" in shown_to(finance)  # still their first visit


def test_a_visit_ends_after_half_an_hour_and_is_of_one_person(client_as: SignIn) -> None:
    lee, now = person_of("lee"), datetime(2026, 4, 2, 9, tzinfo=UTC)
    asked = HttpRequest()
    asked.actor = lee
    first = visit_of(asked, now=now)

    def again(minutes: int, who: Actor = lee) -> Visit:
        asked.actor = lee
        kept = remember_visit(asked, HttpResponse(), Visit(first.before, now, is_first=False)).cookies["last_here"]
        asked.COOKIES, asked.actor = {"last_here": kept.value}, who
        return visit_of(asked, now=now + timedelta(minutes=minutes))

    assert (first.is_first, first.before) == (True, now - timedelta(days=7))
    assert again(10).before == first.before  # still the same visit
    assert again(31).before == now
    assert again(31, who=person_of("admin")).is_first
    assert again(-1).is_first  # of another clock


def test_a_finding_is_stuck_after_thirty_days_without_a_decision(client_as: SignIn) -> None:
    leader = client_as("leader")
    assert "None for more than 30 days" in shown_to(leader)
    seen = seen_by(person_of("lee"))
    assert seen is not None

    found = open_findings(seen, now=timezone.now() + timedelta(days=40))
    assert all(one.is_stuck for one in found)
    said = stuck_findings(Known(review_of("lee"), (), (), open=found))
    assert said.says == f"{len(found)} open without a decision"
    assert said.first is not None
    assert (str(said.first), said.first.url) == (found[0].about, found[0].url)


def test_money_at_stake_is_what_was_judged_and_is_told_to_no_partner(client_as: SignIn) -> None:
    leader = client_as("leader")
    assert "Nobody has judged it yet" in shown_to(client_as("executive"))
    for row, least in zip(leader.get("/decide/").context["waiting"], ("1000", "500"), strict=False):
        assert (
            leader.post(
                f"{row.address}size/", {"least": least, "most": "2000", "because": "The plan", "expects": "0"}
            ).status_code
            == 302
        )

    told = shown_to(client_as("executive"))
    assert "1,500.00 EUR to 4,000.00 EUR a month" in told  # 1,000 + 500 at least, twice 2,000 at most
    assert "as people judged 2 of" in told
    assert "4,000" not in shown_to(client_as("kestrel"))


@pytest.mark.parametrize("role", ["workforce", "quality", "supervisor", "people_lead"])
def test_nobody_is_named_to_the_people_of_a_partner(client_as: SignIn, role: str) -> None:
    client_as("leader")
    scope = scope_for(Role(role), name="pat", partner="kestrel")
    pat = Actor("pat", Role(role), scope, partner="kestrel")

    known = Known(review_of("kim"), (), (), place=workspace(pat.scope), now=timezone.now())
    told = answers_for(role, known)

    assert len(told) == 3
    assert "agent-" not in str(told)
    assert "C-0" not in str(told)  # a contact is one agent's


def test_finance_is_told_what_a_month_cost_beside_its_plan_and_that_nothing_returned_yet(client_as: SignIn) -> None:
    finance = client_as("finance")

    home = shown_to(finance)
    assert re.search(r"operating cost of \d{4}-\d{2}", home)
    assert "No change was published yet" in home
    returned = html.unescape(finance.get("/answers/returned/").content.decode())
    assert "What a change returned in money is not examined" in returned
    assert "the table" not in returned.split("<main", 1)[1]  # no file would answer it


def test_who_looks_after_the_data_is_told_each_table_and_what_was_brought_by_whom(client_as: SignIn) -> None:
    dara = client_as("data_owner")

    tables = {one.table for one in review_of("dara").trust.tables}
    page = html.unescape(dara.get("/answers/data/").content.decode())
    assert all(f"<bdi>{one}</bdi>" in page for one in tables)
    assert re.search(r"To \d+ \w+ \d{4}, \d+ days ago", shown_to(dara))
    broken = re.search(r"(\d+) of [\d,]+ rows breaks? a rule", shown_to(dara))
    assert broken is not None
    assert int(broken[1]) > 0  # few of many: as a share it would read as none
    changed = html.unescape(dara.get("/answers/changed/").content.decode())
    assert "by a command" in changed
    assert re.search(r"brought [\d,]+ rows", changed)
