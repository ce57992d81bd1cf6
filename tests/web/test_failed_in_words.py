"""That the program failed is said in the language that is asked for, without asking the database."""

import pytest
from django.test import RequestFactory
from pseudo import LANGUAGE


@pytest.mark.usefixtures("spoken_here")
@pytest.mark.parametrize("asked", [{"HTTP_ACCEPT_LANGUAGE": LANGUAGE}, {"HTTP_COOKIE": f"django_language={LANGUAGE}"}])
def test_a_failure_is_told_in_the_language_that_is_asked_for(asked: dict[str, str]) -> None:
    from centreline.web.frame.failing import failed

    page = failed(RequestFactory().get("/", **asked)).content.decode()

    assert f'<html lang="{LANGUAGE}" dir="rtl"' in page
    assert "Something" not in page


def test_a_failure_is_told_in_english_where_nothing_is_asked_for() -> None:
    from centreline.web.frame.failing import failed

    page = failed(RequestFactory().get("/")).content.decode()

    assert '<html lang="en-gb" dir="ltr"' in page
    assert "Something broke on our side." in page
