"""Tuning in the browser: what a check is asked with, where that comes from, another value, and back to the book."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("file")]
PAGE = "/settings/checks/KNO005/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def sent(client: Client, **given: str) -> Any:
    """Send the form of the page as it stands, with what is given instead."""
    page = client.get(PAGE).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    told = {"seen": seen[1], "grace_days": "0", "asked": "on", "says": "It does not fit us."}
    return client.post(PAGE, told | given, follow=True)


def test_another_value_is_said_with_who_set_it_and_what_the_book_has(
    client_as: Callable[[str], Client], file: Path
) -> None:
    dara = client_as("data_owner")
    assert "As the book has it" in words(dara.get(PAGE))

    answer = sent(dara, grace_days="14")

    assert "KNO005: {grace_days: 14}" in file.read_text(encoding="utf-8")
    assert re.search(r"The book has 0\. Set by Dara Whitfield, ", words(answer))
    assert "It does not fit us." in words(answer)
    tuned = dara.get("/settings/checks/?state=tuned")
    assert "KNO005" in words(tuned)
    assert "(book: 0)" in words(tuned)
    assert "1 are asked with other values" in words(dara.get("/settings/"))


def test_what_is_tuned_holds_for_the_next_look(client_as: Callable[[str], Client]) -> None:
    from centreline.evidence.scope import Scope
    from centreline.web.frame.centre import workspace

    before = workspace(Scope.whole_centre("a test")).settings

    sent(client_as("administrator"), grace_days="14")

    assert "KNO005" not in before.overrides
    assert workspace(Scope.whole_centre("a test")).settings.overrides["KNO005"] == {"grace_days": 14}


def test_switched_off_says_the_reason_and_comes_back(client_as: Callable[[str], Client], file: Path) -> None:
    dara, before = client_as("data_owner"), file.read_text(encoding="utf-8")

    off = sent(dara, asked="off", says="We have no procedures yet.", owner="head of operations")
    page = off.content.decode()

    assert "It is switched off, and shown as not examined." in words(off)
    assert "Answers for it: head of operations" in words(off)
    listed = words(dara.get("/settings/checks/?state=off"))
    assert "We have no procedures yet. Answers for it: head of operations" in listed
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    again = dara.post(f"{PAGE}as-the-book/", {"seen": seen[1], "says": "As the book has it again."}, follow=True)
    assert "We have no procedures yet. Ask it" not in words(again)
    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("given", "status", "because"),
    [
        ({"grace_days": "a fortnight"}, 422, "write a whole number, from 0 to 36,500, such as 0"),
        ({"grace_days": "14", "says": ""}, 422, "Write the reason in a sentence"),
        ({"grace_days": "14", "seen": "older"}, 409, "Somebody changed this since the page was opened"),
    ],
)
def test_what_cannot_be_says_what_to_do_and_keeps_what_was_typed(
    client_as: Callable[[str], Client], file: Path, given: dict[str, str], status: int, because: str
) -> None:
    before = file.read_text(encoding="utf-8")

    answer = sent(client_as("data_owner"), **given)

    assert answer.status_code == status
    assert because.casefold() in words(answer).casefold()
    assert f'value="{given["grace_days"]}"' in answer.content.decode()
    assert file.read_text(encoding="utf-8") == before


def test_a_value_written_by_hand_is_named_so(client_as: Callable[[str], Client], file: Path) -> None:
    with file.open("a", encoding="utf-8") as written:
        written.write("checks: {KNO005: {grace_days: 9}}\n")

    assert "The book has 0. Written in the file." in words(client_as("data_owner").get(PAGE))
    assert "Written in the file" in words(client_as("data_owner").get("/settings/checks/?state=tuned"))


def test_where_nothing_is_tuned_the_list_says_so(client_as: Callable[[str], Client]) -> None:
    answer = client_as("data_owner").get("/settings/checks/?state=tuned")

    assert "Every check is asked as the book has it" in words(answer)


def test_whoever_may_only_read_sees_values_and_no_form(client_as: Callable[[str], Client], file: Path) -> None:
    lee, before = client_as("leader"), file.read_text(encoding="utf-8")

    page = lee.get(PAGE)

    assert "A data owner or an administrator changes it." in words(page)
    assert 'name="grace_days"' not in page.content.decode()
    assert lee.post(PAGE, {"grace_days": "14", "says": "x", "seen": "x"}).status_code == 403
    assert client_as("kestrel").get(PAGE).status_code == 403
    assert file.read_text(encoding="utf-8") == before


def test_a_check_nobody_knows_is_not_there(client_as: Callable[[str], Client]) -> None:
    assert client_as("data_owner").get("/settings/checks/XXX999/").status_code == 404


def test_what_holds_already_is_said_and_not_written(client_as: Callable[[str], Client], file: Path) -> None:
    before = file.read_text(encoding="utf-8")

    answer = sent(client_as("data_owner"), grace_days="0")

    assert "Nothing differs from what holds, and nothing was written." in words(answer)
    assert file.read_text(encoding="utf-8") == before


def test_a_reason_is_words_on_every_page_that_shows_it(client_as: Callable[[str], Client]) -> None:
    dara, hostile = client_as("data_owner"), "<img src=x onerror=alert(1)>"

    pages = [sent(dara, asked="off", says=hostile), dara.get("/settings/checks/?state=off")]

    assert [hostile in page.content.decode() for page in pages] == [False, False]
    assert ["&lt;img src=x" in page.content.decode() for page in pages] == [True, True]
