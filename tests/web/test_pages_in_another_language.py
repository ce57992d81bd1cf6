"""No page says in English what there is a translation of: here in a language that nobody speaks."""

import gettext
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from pseudo import LANGUAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("spoken_here")]

ClientAs = Callable[[str], Client]

PAGES = (
    ("leader", "/"),
    ("leader", "/findings/?state=not_examined"),
    ("leader", "/decide/"),
    ("leader", "/map/"),
    ("leader", "/metrics/"),
    ("leader", "/metrics/first_contact_resolution/"),
    ("leader", "/catalogue/system/switchboard/"),
    ("leader", "/touchpoints/"),
    ("leader", "/touchpoints/submit-a-reading/"),
    ("leader", "/account/"),
    ("leader", "/floor/"),
    ("leader", "/proposals/"),
    ("data_owner", "/imports/"),
    ("data_owner", "/jobs/"),
    ("administrator", "/people/"),
    ("auditor", "/trail/"),
    ("agent", "/my-day/"),
)

UNSEEN = {"script", "style", "template", "title"}
ALONE = {"br", "hr", "img", "input", "link", "meta", "path", "circle", "rect", "line", "use", "source", "wbr", "col"}
SPOKEN = {"aria-label", "title", "placeholder", "alt"}
"""Attributes that are read out, or shown."""


class Read(HTMLParser):
    """Gathers what a reader sees or hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[str] = []
        self.texts: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts |= {" ".join((value or "").split()) for name, value in attrs if name in SPOKEN}
        if tag not in ALONE:
            self.within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while self.within and self.within.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not UNSEEN & set(self.within):
            self.texts.add(" ".join(data.split()))


@pytest.fixture(scope="session")
def ours(languages: Path) -> frozenset[str]:
    """Return every string of several words that there is a translation of."""
    with (languages / LANGUAGE / "LC_MESSAGES/django.mo").open("rb") as file:
        known = gettext.GNUTranslations(file)._catalog  # type: ignore[attr-defined]
    words = (key[0] if isinstance(key, tuple) else key for key in known)
    return frozenset(" ".join(one.rpartition("\x04")[2].split()) for one in words if " " in one.strip())


@pytest.mark.parametrize(("role", "address"), PAGES)
def test_what_is_ours_is_said_in_the_readers_language(
    client_as: ClientAs, ours: frozenset[str], role: str, address: str
) -> None:
    reader = client_as(role)
    reader.cookies[settings.LANGUAGE_COOKIE_NAME] = LANGUAGE
    answer = reader.get(address)
    page = Read()
    page.feed(answer.content.decode())

    assert answer.status_code == 200
    assert len(page.texts) > 20
    assert sorted(page.texts & ours) == []
