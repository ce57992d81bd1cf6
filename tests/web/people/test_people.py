"""The page of people: who may see it, and what becomes of somebody's sessions when they are changed or shut out."""

import csv
import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from centreline.web.records.people import DjangoPeople, actor_named, known_people
from centreline.web.records.store import DjangoState

pytestmark = pytest.mark.django_db

OTHERS = ["executive", "leader", "workforce", "quality", "supervisor", "agent", "kestrel", "people_lead", "finance",
          "data_owner", "auditor"]  # fmt: skip
NEW = {"name": "zoe", "title": "Zoë", "role": "supervisor", "partner": "", "sites": "lisbon, porto", "agent": ""}


def shown_password(answer: Any) -> str:
    [secret] = re.findall(r"<code>((?:[a-z0-9]{5}-){3}[a-z0-9]{5})</code>", answer.content.decode())
    return str(secret)


def signed_in(name: str, password: str) -> Client:
    client = Client(headers={"host": "localhost"})
    answer = client.post("/accounts/login/", {"login": name, "password": password})
    assert answer.status_code == 302
    return client


def lines(act: str) -> list[Any]:
    return [line for line in DjangoState().lines() if line.act == act]


def test_everybody_is_listed(client_as: Callable[[str], Client]) -> None:
    text = client_as("administrator").get("/people/").content.decode()

    assert all(f'href="/people/one/{one.name}/"' in text for one in known_people())
    assert f"{len(known_people())} people" in text


@pytest.mark.parametrize("role", OTHERS)
@pytest.mark.parametrize("path", ["/people/", "/people/add/", "/people/one/lee/", "/people/rows"])
def test_nobody_else_opens_it(client_as: Callable[[str], Client], role: str, path: str) -> None:
    answer = client_as(role).get(path)

    assert answer.status_code == 403
    assert "administrator" in answer.content.decode()


@pytest.mark.parametrize("verb", ["", "shut-out/", "let-in/", "password/"])
def test_nobody_else_changes_anybody(client_as: Callable[[str], Client], verb: str) -> None:
    before = known_people()

    assert client_as("leader").post(f"/people/one/finn/{verb}", NEW).status_code == 403
    assert known_people() == before


def test_somebody_added_signs_in_with_the_password_that_was_shown(client_as: Callable[[str], Client]) -> None:
    answer = client_as("administrator").post("/people/add/", NEW)

    secret = shown_password(answer)
    assert "no-store" in answer["Cache-Control"]
    assert signed_in("zoe", secret).get("/").status_code == 200
    actor = actor_named("zoe")
    assert actor is not None
    assert actor.scope.sites == frozenset({"lisbon", "porto"})
    [line] = lines("add_person")
    assert (line.by, line.key, line.after["role"]) == ("admin", "zoe", "supervisor")
    assert secret not in repr(list(DjangoState().lines()))


@pytest.mark.parametrize(
    ("given", "because"),
    [
        ({"name": "lee"}, "somebody is called"),
        ({"name": "LEE"}, "somebody is called"),
        ({"name": ""}, "cannot be added so"),
        ({"name": "a b"}, "cannot be added so"),
        ({"name": "x" * 151}, "cannot be added so"),
        ({"role": "owner"}, "there is no role"),
        ({"role": "partner_manager"}, "no partner is named"),
        ({"title": "x" * 201}, "longer than 200"),
    ],
)
def test_what_cannot_be_is_said_and_nobody_is_added(
    client_as: Callable[[str], Client], given: dict[str, str], because: str
) -> None:
    before = known_people()

    answer = client_as("administrator").post("/people/add/", NEW | given)

    assert answer.status_code == 422
    assert because in answer.content.decode()
    assert known_people() == before


def test_what_a_form_has_no_field_for_changes_nothing(client_as: Callable[[str], Client]) -> None:
    from centreline.web.records.models import Person

    more = {"is_superuser": "on", "is_staff": "on", "active": "", "password": "chosen-by-somebody", "username": "root"}
    client_as("administrator").post("/people/add/", NEW | more)

    row = Person.objects.get(username="zoe")
    assert (row.is_superuser, row.is_staff, row.is_active) == (False, False, True)
    assert not row.check_password("chosen-by-somebody")
    assert not Person.objects.filter(username="root").exists()


def test_another_role_holds_from_the_next_request_on(client_as: Callable[[str], Client]) -> None:
    finn = client_as("finance")
    assert finn.get("/trail/").status_code in (403, 404)
    assert finn.get("/people/").status_code == 403

    answer = client_as("administrator").post("/people/one/finn/", NEW | {"role": "administrator", "sites": ""})

    assert answer.status_code == 302
    assert finn.get("/people/").status_code == 200


def test_every_session_of_somebody_shut_out_ends_with_it(client_as: Callable[[str], Client], password: str) -> None:
    sessions = [signed_in("finn", password), signed_in("finn", password)]

    client_as("administrator").post("/people/one/finn/shut-out/")

    assert [one.get("/").status_code for one in sessions] == [302, 302]
    assert Client(headers={"host": "localhost"}).post(
        "/accounts/login/", {"login": "finn", "password": password}
    ).status_code == 200  # the form again  # fmt: skip


def test_no_old_session_comes_back_when_somebody_is_let_in_again(
    client_as: Callable[[str], Client], password: str
) -> None:
    old, admin = signed_in("finn", password), client_as("administrator")

    admin.post("/people/one/finn/shut-out/")
    secret = shown_password(admin.post("/people/one/finn/let-in/"))

    assert old.get("/").status_code == 302
    assert signed_in("finn", secret).get("/").status_code == 200
    says = [line.says for line in DjangoState().lines() if line.key == "finn"]
    assert says == ["signed in", "shut out", "let in again", "signed in"]


def test_another_password_ends_the_sessions_of_the_old_one(client_as: Callable[[str], Client], password: str) -> None:
    old = signed_in("finn", password)

    secret = shown_password(client_as("administrator").post("/people/one/finn/password/"))

    assert old.get("/").status_code == 302
    assert signed_in("finn", secret).get("/").status_code == 200


def test_an_administrator_shuts_not_themselves_out(client_as: Callable[[str], Client]) -> None:
    admin = client_as("administrator")

    assert admin.post("/people/one/admin/shut-out/").status_code == 422
    assert admin.get("/people/").status_code == 200
    assert "Shut out</span>" not in admin.get("/people/one/admin/").content.decode()


def test_nothing_is_done_by_following_a_link(client_as: Callable[[str], Client]) -> None:
    admin = client_as("administrator")

    assert [admin.get(f"/people/one/finn/{verb}/").status_code for verb in ("shut-out", "let-in", "password")] == [
        405
    ] * 3
    assert actor_named("finn") is not None


def test_nobody_of_that_name_is_not_there(client_as: Callable[[str], Client]) -> None:
    assert client_as("administrator").get("/people/one/nobody/").status_code == 404


def test_the_list_is_filtered_and_had_as_a_file(client_as: Callable[[str], Client]) -> None:
    admin = client_as("administrator")
    admin.post("/people/one/finn/shut-out/")

    answer = admin.get("/people/rows", {"state": "out", "format": "csv"})

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["name"], row["state"]) for row in rows] == [("finn", "Shut out")]
    assert [line.by for line in lines("export")] == ["admin"]
    page = admin.get("/people/", {"role": "partner_manager"}).content.decode()
    assert re.findall(r'href="/people/one/(\w+)/"', page) == ["kim", "viktor"]


def test_a_weak_password_is_refused_by_the_records() -> None:
    from centreline.kernel.errors import ArgumentInvalid

    with pytest.raises(ArgumentInvalid, match="cannot be added so"):
        DjangoPeople().set_password("finn", password="short")


def test_the_centre_is_looked_at_for_whoever_is_added_with_rows_nobody_had_before(
    client_as: Callable[[str], Client], django_capture_on_commit_callbacks: Any
) -> None:
    from centreline.web.records.models import JobRow

    def asked() -> list[str]:
        return [one.title for one in JobRow.objects.filter(kind="look", state="waiting")]

    before = asked()

    with django_capture_on_commit_callbacks(execute=True):
        client_as("administrator").post("/people/add/", NEW)

    assert any("Zoë" in title for title in set(asked()) - set(before))
