"""A day of an agent and of whoever answers, in a browser: a change confirmed, something said, and its answer read."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser


def broken(page: Any) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def test_a_change_is_confirmed_and_what_is_said_is_answered(page_as: Callable[..., Any]) -> None:
    agent = page_as("agent")
    agent.goto("/")
    assert agent.url.endswith("/my-day/")
    assert broken(agent) == []
    waiting = agent.locator("#told .card-body > .told-list > li").count()
    agent.get_by_role("button", name="I know this: Handle a question about a bill").or_(
        agent.locator("#told form button").first
    ).first.click()
    agent.get_by_text("It is written down that you know this.").wait_for()
    assert agent.locator("#told .card-body > .told-list > li").count() == waiting - 1

    agent.get_by_label("What is it about?").select_option(index=0)
    agent.get_by_label("What is wrong or missing?").fill("The second step names a window that is gone.")
    agent.get_by_role("button", name="Say it").click()
    agent.get_by_text("Nobody has answered yet").wait_for()

    agent.locator("details.dispute summary").first.click()
    agent.get_by_label("Why").first.fill("The answer was the one of the procedure.")
    agent.get_by_role("button", name="Dispute it").first.click()
    agent.get_by_text("A second reviewer has not answered yet").wait_for()

    reviewer = page_as("quality", width=390)
    reviewer.goto("/disputes/")
    reviewer.locator("summary", has_text="Answer").first.click()
    assert broken(reviewer) == []
    assert reviewer.evaluate("document.documentElement.scrollWidth <= innerWidth")
    reviewer.get_by_label("Why").first.fill("It was; the points are given.")
    reviewer.get_by_label("I did not judge this first").first.check()
    reviewer.get_by_role("button", name="Answer", exact=True).first.click()
    reviewer.get_by_text("The answer stands").wait_for()

    leader = page_as("leader", width=390)
    leader.goto("/heard/")
    assert broken(leader) == []
    assert leader.evaluate("document.documentElement.scrollWidth <= innerWidth")
    said = leader.locator("#feedback li", has_text="names a window that is gone")
    said.get_by_label("What becomes of it").select_option("will_change")
    said.get_by_label("Your answer").fill("The step is rewritten this week.")
    said.get_by_role("button", name="Answer", exact=True).click()
    leader.get_by_text("The answer stands").wait_for()

    agent.reload()
    agent.get_by_text("The step is rewritten this week.").wait_for()
    agent.get_by_text("It was; the points are given.").wait_for()
    agent.get_by_role("link", name="All that is held on me").click()
    assert broken(agent) == []
    with agent.expect_download() as taken:
        agent.get_by_role("link", name="contact.json").click()
    assert taken.value.suggested_filename == "contact.json"
