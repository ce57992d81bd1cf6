"""Legal holds in the browser: a customer is found, held for a reason and let go, and the trail names nobody."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from centreline.evidence.erasure.holds import holds_of
from centreline.evidence.scope import Scope

pytestmark = pytest.mark.django_db
PAGE = "/settings/holds/"


def words(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def somebody(centre: Path) -> Iterator[str]:
    """Return what the records call a customer; the centre has no hold after the test."""
    from centreline.web.frame.centre import workspace

    evidence = workspace(Scope.whole_centre("a test")).evidence_or_stop()
    contacts = evidence.table("contact")
    named = contacts.filter(contacts.customer_id.notnull()).select("customer_id").order_by("customer_id").limit(1)
    yield str(evidence.rows(named)[0]["customer_id"])
    (centre / "evidence" / ".holds.json").unlink(missing_ok=True)


def people_in(answer: Any) -> list[str]:
    return re.findall(r'name="person" value="([^"]+)"', answer.content.decode())


def lines() -> list[Any]:
    from centreline.web.records.lines import lines_about

    return [*lines_about("hold"), *lines_about("customer")]


def test_somebody_is_found_held_and_let_go_and_the_trail_names_nobody(
    client_as: Callable[[str], Client], somebody: str, centre: Path
) -> None:
    dara = client_as("data_owner")
    assert "No legal hold stands" in words(dara.get(PAGE))

    found = dara.post(f"{PAGE}find/", {"customer": somebody})
    assert re.search(r"contact [1-9]\d* rows?", words(found)), words(found)
    placed = dara.post(
        f"{PAGE}place/", {"person": people_in(found), "because": "case 12/26, ada@example.org"}, follow=True
    )
    assert "case 12/26, [email]" in words(placed)
    assert "an e-mail address" in words(placed)

    hold = holds_of(centre / "evidence")[0]
    assert (somebody in hold.people, hold.by, hold.stands) == (True, "dara", True)
    assert "A legal hold stands: nothing of theirs leaves." in words(dara.post(f"{PAGE}find/", {"hold": hold.id}))
    assert "case 12/26" in words(dara.get("/settings/retention/"))

    lifted = dara.post(f"{PAGE}{hold.id}/lift/", {"because": "closed by the court"}, follow=True)

    assert "closed by the court" in words(lifted)
    assert not holds_of(centre / "evidence")[0].stands
    written = repr(lines())
    assert {(one.act, one.by) for one in lines()} == {
        ("hold_records", "dara"), ("lift_hold", "dara"), ("find_records", "dara"),
    }  # fmt: skip
    assert not [name for name in [*hold.people, "case 12/26", "closed by", "ada@"] if name in written]


def test_a_reason_that_names_the_person_is_given_back_and_nothing_is_held(
    client_as: Callable[[str], Client], somebody: str, centre: Path
) -> None:
    dara = client_as("data_owner")
    people = people_in(dara.post(f"{PAGE}find/", {"customer": somebody}))

    named = dara.post(f"{PAGE}place/", {"person": people, "because": f"of {somebody}."})
    silent = dara.post(f"{PAGE}place/", {"person": people, "because": " "})

    assert (named.status_code, silent.status_code) == (422, 422)
    assert "The reason names the person it is about" in words(named)
    assert f'value="of {somebody}."' in named.content.decode()
    assert "Nobody said why" in words(silent)
    assert holds_of(centre / "evidence") == ()


def test_what_finds_nobody_stays_in_the_form_and_nowhere_else(client_as: Callable[[str], Client]) -> None:
    answer = client_as("data_owner").post(f"{PAGE}find/", {"email": "nobody@example.org"})

    assert answer.status_code == 422
    assert "Nothing is held on anybody of that name" in words(answer)
    assert 'value="nobody@example.org"' in answer.content.decode()
    assert lines() == []


def test_others_read_the_holds_and_whoever_sees_a_part_of_the_rows_finds_nobody(
    client_as: Callable[[str], Client], somebody: str
) -> None:
    from centreline.web.records.models import Person

    lee = client_as("leader")
    assert "Find a customer" not in words(lee.get(PAGE))
    assert "A data owner or an administrator places and lifts them." in words(lee.get(PAGE))
    assert lee.post(f"{PAGE}find/", {"customer": somebody}).status_code == 403

    Person.objects.filter(username="dara").update(partner="kestrel")
    dara = client_as("data_owner")

    assert "Only people who see every row of the centre see its holds." in words(dara.get(PAGE))
    assert dara.post(f"{PAGE}find/", {"customer": somebody}).status_code == 403
