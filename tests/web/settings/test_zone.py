"""The zone in the browser: what it means, another one, and nothing that is no zone."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("file")]
PAGE = "/settings/zone/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def sent(client: Client, **given: str) -> Any:
    seen = re.search(r'name="seen" value="([^"]+)"', client.get(PAGE).content.decode())
    assert seen is not None
    told = {"seen": seen[1], "zone": "Europe/Dublin", "says": "We moved."}
    return client.post(PAGE, told | given, follow=True)


def test_another_zone_stands_in_the_file_and_on_every_page_at_once(
    client_as: Callable[[str], Client], file: Path
) -> None:
    dara = client_as("data_owner")
    assert "Records that are here keep the times they were given." in words(dara.get(PAGE))

    answer = sent(dara, zone="Asia/Tokyo")

    assert "zone: Asia/Tokyo\n" in file.read_text(encoding="utf-8")
    assert "Asia/Tokyo, UTC+9" in words(answer)
    assert "Dara Whitfield: We moved. Europe/Dublin → Asia/Tokyo" in words(answer)
    assert "# This file makes the folder a Centreline workspace." in file.read_text(encoding="utf-8")


def test_it_is_taken_back(client_as: Callable[[str], Client], file: Path) -> None:
    dara, before = client_as("data_owner"), file.read_text(encoding="utf-8")
    assert "Take back" in words(sent(dara, zone="Asia/Tokyo"))

    answer = sent(dara, zone="Europe/Dublin", says="Taken back.")

    assert file.read_text(encoding="utf-8") == before
    assert "Asia/Tokyo → Europe/Dublin" in words(answer)


@pytest.mark.parametrize(
    ("given", "status", "because"),
    [
        ({"zone": "Europe/Madird"}, 422, "Did you mean Europe/Madrid?"),
        ({"zone": "Tokyo time"}, 422, "is not a zone of the IANA list"),
        ({"zone": "Asia/Tokyo", "says": " "}, 422, "Write the reason in a sentence"),
        ({"zone": "Asia/Tokyo", "seen": "older"}, 409, "Somebody changed this since the page was opened"),
    ],
)
def test_what_cannot_be_says_what_to_do(
    client_as: Callable[[str], Client], file: Path, given: dict[str, str], status: int, because: str
) -> None:
    before = file.read_text(encoding="utf-8")

    answer = sent(client_as("administrator"), **given)

    assert answer.status_code == status
    assert because in words(answer)
    assert file.read_text(encoding="utf-8") == before


def test_whoever_may_only_read_changes_nothing(client_as: Callable[[str], Client], file: Path) -> None:
    lee, before = client_as("leader"), file.read_text(encoding="utf-8")

    assert "A data owner or an administrator changes it." in words(lee.get(PAGE))
    assert lee.post(PAGE, {"zone": "Asia/Tokyo", "says": "x", "seen": "x"}).status_code == 403
    assert file.read_text(encoding="utf-8") == before
