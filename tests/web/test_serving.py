"""A server that runs: pages and worker beside each other, from a sign-in to a page."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.browser
def test_somebody_signs_in_and_sees_whose_centre_it_is_and_that_it_is_made_up(page_as: Callable[..., Any]) -> None:
    page = page_as("leader")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.goto("/")

    assert "Northwind Bay Energy (made up)" in page.locator("header, .topbar").first.inner_text()
    assert "This centre is made up" in page.locator("body").inner_text()
    assert said == []
