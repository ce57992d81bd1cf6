"""Keys: the list of them opens beside every page, and names exactly what the scripts answer to."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

import centreline.web
from centreline.web.pages.help.topics import KEYS

pytestmark = pytest.mark.django_db
SCRIPTS = Path(centreline.web.__file__).parent / "static/js"


def test_the_list_names_every_key_of_one_letter_that_the_script_answers_to_and_no_other() -> None:
    script = (SCRIPTS / "keys.js").read_text(encoding="utf-8")
    answered = set(re.findall(r'^  "(.)": ', script, re.MULTILINE))
    named = {key for _title, keys in KEYS[:3] for key, _does in keys if len(key) == 1}

    assert answered == named == {"?", "/", "j", "k"}


@pytest.mark.parametrize("page", ["/", "/findings/", "/map/", "/review/", "/account/"])
def test_the_list_opens_beside_every_page_and_can_turn_the_keys_off(
    client_as: Callable[[str], Client], page: str
) -> None:
    leader = client_as("leader")
    text = leader.get(page).content.decode()

    assert re.search(r'<script type="module" src="[^"]*js/keys[^"]*"', text)
    (link,) = re.findall(r'<a hidden href="([^"]+)" data-keys data-drawer="drawer"', text)
    part = leader.get(link, headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "<kbd>?</kbd>" in part
    assert "data-single-keys" in part
