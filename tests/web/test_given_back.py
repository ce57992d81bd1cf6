"""What somebody typed is given back by whatever page says that it was not taken, and nothing ends on an empty page."""

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client, RequestFactory

pytestmark = pytest.mark.django_db

NOTE = "/metrics/service_level/annotate/"
PAGE = "/metrics/service_level/"
WRITTEN = "A launch & a sale\nthat took ten minutes to describe"
FORM = {"on": "2026-03-02", "text": WRITTEN}
OURS = {"host": "localhost", "origin": "http://localhost", "referer": f"http://localhost{PAGE}"}


class Fields(HTMLParser):
    """Reads what the form that is given back would send."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._writing = ""
        self.feed(page.partition(' id="again">')[2].partition("</form>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a field."""
        said = dict(attrs)
        if tag == "textarea":
            self._writing = said.get("name") or ""
            self.sent[self._writing] = ""
        elif tag == "input" and said.get("type") == "hidden":
            self.sent[said.get("name") or ""] = said.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        """End a field."""
        if tag == "textarea":
            self._writing = ""

    def handle_data(self, data: str) -> None:
        """Note what stands in a field."""
        if self._writing:
            self.sent[self._writing] += data


def given_back_by(answer: Any) -> dict[str, str]:
    """Return what the page of an answer would send again."""
    return Fields(answer.content.decode()).sent


def test_whose_session_ended_while_they_wrote_keep_what_they_wrote(centre: Path) -> None:
    nobody = Client(headers=OURS)

    answer = nobody.post(NOTE, FORM)

    assert answer.status_code == 401
    assert {name: given_back_by(answer)[name] for name in FORM} == FORM
    assert f'href="/accounts/login/?next={PAGE}"' in answer.content.decode()


def test_a_button_without_words_leads_to_the_page_it_stood_on_once_somebody_signed_in(centre: Path) -> None:
    answer = Client(headers=OURS).post("/metrics/service_level/follow/")

    assert answer["Location"] == f"/accounts/login/?next={PAGE}"


def test_a_form_from_before_signing_in_anew_is_sent_again_with_one_press(
    client_as: Callable[[str], Client],
) -> None:
    lee = client_as("leader")
    lee.handler.enforce_csrf_checks = True
    lee.get(PAGE)

    stale = lee.post(NOTE, {**FORM, "csrfmiddlewaretoken": "x" * 64}, headers=OURS)
    taken = lee.post(NOTE, given_back_by(stale), headers=OURS)

    assert stale.status_code == 403
    assert given_back_by(stale)["text"] == WRITTEN
    assert taken.status_code == 302
    assert taken["Location"].startswith(PAGE)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null"])
def test_what_another_site_sent_is_not_offered_to_be_sent_again(
    client_as: Callable[[str], Client], origin: str
) -> None:
    lee = client_as("leader")
    lee.handler.enforce_csrf_checks = True

    answer = lee.post(NOTE, FORM, headers={**OURS, "origin": origin})

    assert answer.status_code == 403
    assert "ten minutes" not in answer.content.decode()
    assert "Nothing was changed" in answer.content.decode()


def test_a_board_goes_on_with_the_session_there_is_now(client_as: Callable[[str], Client]) -> None:
    lee = client_as("leader")
    lee.handler.enforce_csrf_checks = True
    lee.get(PAGE)
    asks = {**OURS, "accept": "application/json"}

    stale = lee.post(NOTE, FORM, headers=asks).json()

    assert stale["fix"] == "send it again"
    assert lee.post(NOTE, {**FORM, "csrfmiddlewaretoken": stale["token"]}, headers=OURS).status_code == 302
    assert Client(headers=asks).post(NOTE, FORM).json()["what"] == "you are signed out"


def test_what_cannot_be_taken_is_given_back_to_be_mended_with_the_way_back(
    client_as: Callable[[str], Client],
) -> None:
    answer = client_as("leader").post(NOTE, {**FORM, "on": "some day"}, headers=OURS)

    assert answer.status_code == 422
    assert given_back_by(answer)["text"] == WRITTEN
    assert f'href="{PAGE}"' in answer.content.decode()
    assert "Send it again" in answer.content.decode()


def test_an_address_that_only_takes_forms_says_so_and_leads_to_its_page(client_as: Callable[[str], Client]) -> None:
    answer = client_as("leader").get(NOTE)

    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "only takes what a form sends" in answer.content.decode()
    assert f'href="{PAGE}"' in answer.content.decode()


def test_a_form_that_is_too_large_is_told_the_limit(client_as: Callable[[str], Client]) -> None:
    answer = client_as("leader").post(NOTE, "text=" + "x" * 3_000_000, "application/x-www-form-urlencoded")

    assert answer.status_code == 413
    assert "2 MB for a form" in answer.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "says"),
    [
        (OperationalError("database is locked"), 503, "Somebody else was writing for so long"),
        (RuntimeError("a bug"), 500, "Something broke on our side."),
    ],
)
def test_what_was_typed_survives_a_failure_of_the_program(error: Exception, status: int, says: str) -> None:
    from centreline.web.frame.failing import failed
    from centreline.web.frame.stopping import Stopping

    asked = RequestFactory(headers=OURS).post(NOTE, FORM)
    asked.actor = None

    try:
        raise error
    except type(error):
        answer = Stopping(failed).process_exception(asked, error) or failed(asked)

    assert answer.status_code == status
    assert says in answer.content.decode()
    assert given_back_by(answer)["text"] == WRITTEN


def test_a_password_is_never_given_back(centre: Path) -> None:
    from centreline.web.frame.sent import given_back

    asked = RequestFactory().post("/people/", {"name": "Finn the accountant", "password": "not for any page"})

    assert given_back(asked, status=500)["sent"] == []
