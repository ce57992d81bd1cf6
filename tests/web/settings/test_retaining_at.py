"""When records leave by themselves, in the browser: what is due is counted first, and the hour holds at once."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("file")]
PAGE = "/settings/retention/hour/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def sent(client: Client, **given: str) -> Any:
    page = client.get(PAGE, {"look": "yes", "at": given.get("at", "")}).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    return client.post(PAGE, {"seen": seen[1], "says": "The works council agreed."} | given, follow=True)


def waiting() -> int:
    from django_tasks_db.models import DBTaskResult

    return int(DBTaskResult.objects.filter(task_path__endswith="retain_when_due").count())


def test_an_hour_holds_at_once_and_never_is_chosen_again(client_as: Callable[[str], Client], file: Path) -> None:
    dara, before = client_as("data_owner"), file.read_text(encoding="utf-8")
    assert "Nothing leaves by itself, however old it is." in words(dara.get(PAGE))
    looked = words(dara.get(PAGE, {"look": "yes", "at": "03:30"}))
    assert "The first time is" in looked
    assert (file.read_text(encoding="utf-8"), waiting()) == (before, 0)

    answer = sent(dara, at="03:30")

    assert re.search(r"""^retention_at: ['"]?03:30""", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert "Every day at 03:30 by the clock of Europe/Dublin" in words(answer)
    assert "Dara Whitfield: The works council agreed. never → 03:30" in words(answer)
    assert waiting() == 1
    assert "What is older leaves every day at 03:30." in words(dara.get("/settings/"))

    sent(dara, at="")

    assert file.read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("given", "says"),
    [({"at": "25:00"}, "is no minute of a day"), ({"at": "03:30", "says": ""}, "Nobody said why")],
    ids=["no hour", "no reason"],
)
def test_what_is_no_hour_or_has_no_reason_is_not_written(
    client_as: Callable[[str], Client], file: Path, given: dict[str, str], says: str
) -> None:
    dara, before = client_as("data_owner"), file.read_text(encoding="utf-8")
    seen = re.search(r'name="seen" value="([^"]+)"', dara.get(PAGE, {"look": "yes", "at": "03:30"}).content.decode())
    assert seen is not None

    answer = dara.post(PAGE, {"seen": seen[1], "says": "As it is."} | given)

    assert (answer.status_code, says in words(answer)) == (422, True)
    assert file.read_text(encoding="utf-8") == before


def test_others_read_when_and_choose_nothing(client_as: Callable[[str], Client]) -> None:
    otto = client_as("auditor")

    assert "See what that means" not in words(otto.get(PAGE))
    assert otto.post(PAGE, {"at": "03:30", "says": "I want it."}).status_code == 403
