"""How long records are kept, in the browser: counted before it is chosen, and nothing leaves by choosing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("file")]
PAGE = "/settings/retention/"
OLDER = {"transcripts": "1 day", "contact_facts": "", "worker_records": "", "operations": ""}


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


def sent(client: Client, **given: str) -> Any:
    page = client.get(PAGE, OLDER | {"look": "yes"}).content.decode()
    seen = re.search(r'name="seen" value="([^"]+)"', page)
    assert seen is not None
    return client.post(PAGE, OLDER | {"seen": seen[1], "says": "The works council agreed."} | given, follow=True)


def test_what_would_age_out_is_counted_and_nothing_is_written(client_as: Callable[[str], Client], file: Path) -> None:
    dara, before = client_as("data_owner"), file.read_text(encoding="utf-8")
    assert "What would age out" not in words(dara.get(PAGE)).replace("See what would age out", "")

    answer = dara.get(PAGE, OLDER | {"look": "yes"})

    assert re.search(r"turn +[\d,]+ +[1-9][\d,]*", words(answer)), words(answer)[:3000]
    assert "Nothing leaves by looking, or by saving" in words(answer)
    assert file.read_text(encoding="utf-8") == before
    rows = dara.get(PAGE, OLDER | {"look": "yes", "take": "ageing", "format": "json"}).json()
    assert rows


def test_another_time_stands_in_the_file_and_no_row_leaves(client_as: Callable[[str], Client], file: Path) -> None:
    from centreline.evidence.scope import Scope
    from centreline.web.frame.centre import workspace

    place = workspace(Scope.whole_centre("a test"))
    assert place.evidence is not None
    version = place.evidence.version

    answer = sent(client_as("data_owner"))

    assert "transcripts: 1 day" in file.read_text(encoding="utf-8")
    assert "Nothing has left" in words(answer)
    assert "Dara Whitfield: The works council agreed. the usual times → transcripts 1 day" in words(answer)
    after = workspace(Scope.whole_centre("a test"))
    assert after.evidence is not None
    assert after.evidence.version == version
    assert {kind.value: str(kept) for kind, kept in after.retention.items()}["transcripts"] == "1 days"


def test_empty_is_the_usual_time_again(client_as: Callable[[str], Client], file: Path) -> None:
    dara, before = client_as("data_owner"), file.read_text(encoding="utf-8")
    sent(dara)

    sent(dara, transcripts="", says="As it was.")

    assert file.read_text(encoding="utf-8") == before


def test_a_legal_hold_is_named(client_as: Callable[[str], Client], centre: Path) -> None:
    from datetime import UTC, datetime

    from centreline.evidence.erasure.holds import place_hold

    place_hold(
        centre / "evidence",
        frozenset({"p_nobody"}),
        because="case 12/26",
        by="Ann",
        now=datetime(2026, 3, 2, tzinfo=UTC),
    )
    try:
        answer = client_as("data_owner").get(PAGE)
    finally:
        (centre / "evidence" / ".holds.json").unlink()

    assert "1 legal hold stands" in words(answer)
    assert "case 12/26" in words(answer)
    assert "No legal hold stands." in words(client_as("data_owner").get(PAGE))


@pytest.mark.parametrize(
    ("given", "status", "because"),
    [
        ({"transcripts": "a while"}, 422, 'Write "180 days", "25 months", "2 years" or "for ever"'),
        ({"says": ""}, 422, "Write the reason in a sentence"),
        ({"seen": "older"}, 409, "Somebody changed this since the page was opened"),
    ],
)
def test_what_cannot_be_says_what_to_do(
    client_as: Callable[[str], Client], file: Path, given: dict[str, str], status: int, because: str
) -> None:
    before = file.read_text(encoding="utf-8")

    answer = sent(client_as("administrator"), **given)

    assert answer.status_code == status
    assert because in words(answer).replace("&quot;", '"')
    assert file.read_text(encoding="utf-8") == before


def test_whoever_may_only_read_neither_counts_nor_changes(client_as: Callable[[str], Client], file: Path) -> None:
    lee, before = client_as("leader"), file.read_text(encoding="utf-8")

    assert "180 days" in words(lee.get(PAGE))
    assert "ageing" not in lee.get(PAGE, OLDER | {"look": "yes"}).content.decode()
    assert lee.post(PAGE, OLDER | {"says": "x", "seen": "x"}).status_code == 403
    assert file.read_text(encoding="utf-8") == before
