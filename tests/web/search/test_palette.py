"""The palette of the real site, by keys alone."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.browser
def test_a_metric_is_opened_from_anywhere_by_keys(page_as: Callable[..., Any]) -> None:
    page = page_as("leader")
    page.goto("/map/")

    page.keyboard.press("Control+k")
    page.keyboard.type("first contact resolution")
    page.locator("#palette-results a[href='/metrics/first_contact_resolution/']").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: not address.endswith("/map/"))

    assert "/metrics/" in page.url or "/findings/" in page.url
