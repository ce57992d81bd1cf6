"""Somebody narrows a metric down, writes on its chart, begins its limits anew, and takes both back; with keys alone.

Apart from the tests that use the database: a browser leaves a loop running, in which Django will not ask one.
"""

import re
from collections.abc import Callable
from typing import Any

import pytest

pytestmark = pytest.mark.browser

TURN = "theme => document.documentElement.setAttribute('data-theme', theme)"


def test_a_metric_is_narrowed_down_written_on_and_put_back(page_as: Callable[..., Any]) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import expect

    page = page_as("leader", bypass_csp=True, reduced_motion="reduce")
    broken: list[str] = []
    page.on("console", lambda message: broken.append(message.text) if message.type == "error" else None)
    page.goto("/metrics/service_level/?grain=day")
    everything = page.locator(".fact", has_text="Rows behind it").inner_text()

    page.get_by_role("search", name="What is asked").get_by_label("Queue", exact=True).select_option("billing")
    page.get_by_role("button", name="Show").press("Enter")
    expect(page).to_have_url(re.compile("queue=billing"))
    assert page.locator(".fact", has_text="Rows behind it").inner_text() != everything

    page.locator("summary", has_text="Write what happened").press("Enter")
    page.get_by_label("Day", exact=True).fill("2026-02-10")
    page.get_by_label("What happened", exact=True).fill("The lift was out")
    page.get_by_role("button", name="Write it on the chart").press("Enter")
    note = page.locator(".marks li", has_text="The lift was out")
    expect(note).to_be_visible()

    page.locator("summary", has_text="Begin the limits anew").press("Enter")
    page.get_by_label("First day of the new limits").fill("2026-02-15")
    page.get_by_label("What is done differently since").fill("A new menu")
    page.get_by_role("button", name="Begin anew").press("Enter")
    begun = page.locator(".marks li", has_text="Limits begin anew: A new menu")
    expect(begun).to_be_visible()
    page.locator("summary", has_text="Table of the").press("Enter")
    expect(page.get_by_role("gridcell", name="The lift was out")).to_be_visible()

    for theme in ("light", "dark"):
        page.evaluate(TURN, theme)
        assert [one["id"] for one in Axe().run(page).response["violations"]] == []
    begun.get_by_role("button", name="Take back").press("Enter")
    expect(begun).to_have_count(0)
    page.locator(".marks li", has_text="The lift was out").get_by_role("button", name="Take back").press("Enter")
    expect(note).to_have_count(0)
    assert "queue=billing" in page.url
    assert broken == []


def test_on_a_telephone_the_narrow_chart_is_shown_and_nothing_is_cut_off(page_as: Callable[..., Any]) -> None:
    page = page_as("leader", width=390)
    page.goto("/metrics/service_level/")

    assert [page.locator(f".chart-{size}").is_visible() for size in ("wide", "narrow")] == [False, True]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
