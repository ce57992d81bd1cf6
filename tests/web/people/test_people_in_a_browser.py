"""People in a real browser, on a telephone."""

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.browser
def test_an_administrator_adds_somebody_and_shuts_them_out(page_as: Callable[..., Any]) -> None:
    page = page_as("administrator", width=390)
    page.goto("/people/")

    page.get_by_role("link", name="Add somebody").click()
    page.get_by_label("Name to sign in with").fill("nora")
    page.get_by_label("Role").select_option("quality")
    page.get_by_role("button", name="Add", exact=True).click()
    page.get_by_role("heading", name="nora signs in with").wait_for()
    page.goto("/people/one/nora/")
    page.get_by_role("button", name="Shut out").click()

    page.get_by_text("nora is shut out; every session of theirs has ended.").first.wait_for()
    assert page.get_by_role("button", name="Let in again").is_visible()
