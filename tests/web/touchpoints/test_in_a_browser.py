"""Somebody writes an answer down on a telephone, sees it beside the other party's, and takes it back.

Apart from the tests that use the database: a browser leaves a loop running, in which Django will not ask one.
"""

from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser


def test_an_answer_is_written_seen_beside_the_other_and_taken_back(page_as: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    page = page_as("leader", width=390)
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.goto("/touchpoints/report-a-power-cut/")
    question = page.locator("#q-tools_work")
    before = question.locator(".answer").count()

    question.get_by_role("link", name="Answer it too").click()
    assert page.get_by_label("Question", exact=True).input_value() == "tools_work"
    page.get_by_label("Answer", exact=True).select_option("no")
    page.get_by_label("What else they said").fill("The radio fails in storms")
    page.get_by_role("button", name="Write it down").click()

    expect(question.get_by_text("The radio fails in storms")).to_be_visible()
    assert question.locator(".answer").count() == before + 1
    assert question.get_by_text("Answers contradict").is_visible()
    mine = question.locator(".answer", has_text="The radio fails in storms")
    mine.get_by_role("button", name="Take back").click()
    expect(question.locator(".answer")).to_have_count(before)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert broken == []


def test_a_part_that_does_not_come_says_so_and_comes_when_it_is_asked_for_again(page_as: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    page = page_as("leader")
    page.route("**/evidence/", lambda route: route.fulfill(status=503, body="busy"), times=1)
    page.goto("/touchpoints/report-a-power-cut/")

    expect(page.locator("#unreached")).to_contain_text("could not be fetched")
    page.get_by_role("button", name="Try again").click()

    expect(page.locator("#unreached")).to_be_hidden()
    expect(page.locator("#figures-panel").get_by_role("link", name="Metrics", exact=True).first).to_be_visible()
    assert page.locator("#unreached").is_hidden()


def test_a_form_is_not_sent_into_nowhere(page_as: Callable[..., Any]) -> None:
    from playwright.sync_api import expect

    page = page_as("leader")
    page.goto("/touchpoints/report-a-power-cut/")
    field = page.locator("form[action$='/comment/'] textarea").last
    field.fill("Ten minutes of work")

    page.context.set_offline(True)
    field.evaluate("field => field.form.requestSubmit()")

    expect(page.locator("#unreached")).to_contain_text("nothing was sent")
    assert field.input_value() == "Ten minutes of work"
