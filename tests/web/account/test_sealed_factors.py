"""What second factors are made of is sealed in the database: whoever has a copy of it alone makes no code."""

import zlib
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.signing import b64_decode
from django.db import connection
from django.test import Client

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.records.models import Person
from centreline.web.records.second_factors import open_factor, seal_factor

pytestmark = pytest.mark.django_db
ACTIVATE = "/accounts/2fa/totp/activate/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SEED = "5eed" * 20
SEALING = import_module("centreline.web.records.migrations.0002_seal_second_factors")


@pytest.fixture(autouse=True)
def _nobody_tried_before() -> None:
    cache.clear()


@pytest.fixture
def plain(db: None) -> Person:
    """Return somebody whose factors were stored before anything was sealed."""
    finn = Person.objects.get(username="finn")
    Authenticator.objects.create(user=finn, type="totp", data={"secret": SECRET})
    Authenticator.objects.create(user=finn, type="recovery_codes", data={"seed": SEED, "used_mask": 3})
    return finn


def code_of(secret: str) -> str:
    return auth.format_hotp_value(auth.hotp_value(secret, next(auth.yield_hotp_counters_from_time())))


def page_after_code(password: str, code: str) -> int:
    """Sign Finn in through the forms, and return how the first page answers."""
    client = Client(headers={"host": "localhost"})
    client.post("/accounts/login/", {"login": "finn", "password": password})
    client.post("/accounts/2fa/authenticate/", {"code": code})
    return client.get("/").status_code


def database_says() -> str:
    """Return every row of every table that signing in writes to."""
    tables = ("mfa_authenticator", "django_session", "usersessions_usersession", "records_linerow", "cache")
    with connection.cursor() as cursor:
        return "".join(str(cursor.execute(f"SELECT * FROM {table}").fetchall()) for table in tables)


def unpacked(session_data: str) -> bytes:
    """Return what a session keeps as anybody reads it who has the database and no key."""
    packed = session_data.rpartition(":")[0].rpartition(":")[0]
    held = b64_decode(packed.lstrip(".").encode())
    return zlib.decompress(held) if packed.startswith(".") else held


def test_the_database_holds_nothing_a_code_is_made_of_before_or_after_it_is_set_up(password: str) -> None:
    client = Client(headers={"host": "localhost"})
    client.post("/accounts/login/", {"login": "finn", "password": password})
    client.post("/accounts/reauthenticate/", {"password": password, "next": ACTIVATE})
    client.get(ACTIVATE)
    secret = client.session[auth.SECRET_SESSION_KEY]

    [held] = [row for row in Session.objects.all() if row.get_decoded().get(auth.SECRET_SESSION_KEY)]
    before = str(unpacked(held.session_data)) + database_says()
    client.post(ACTIVATE, {"code": code_of(secret)})

    factors = {row.type: row.data for row in Authenticator.objects.filter(user__username="finn")}
    assert secret not in before + database_says()
    assert open_factor(factors["totp"]["secret"]) == secret
    assert open_factor(factors["recovery_codes"]["seed"]) not in database_says()


def test_a_factor_from_before_is_sealed_with_the_upgrade_and_lets_in_as_it_did(plain: Person, password: str) -> None:
    spare = RecoveryCodes(Authenticator.objects.get(user=plain, type="recovery_codes")).get_unused_codes()

    SEALING.seal(apps, None)

    assert SECRET not in database_says()
    assert SEED not in database_says()
    assert page_after_code(password, "000000") == 302
    assert page_after_code(password, code_of(SECRET)) == 200
    assert page_after_code(password, spare[0]) == 200
    assert len(spare) == 8


def test_until_then_a_plain_factor_lets_in_too(plain: Person, password: str) -> None:
    assert page_after_code(password, code_of(SECRET)) == 200


def test_two_sealed_alike_are_not_alike_and_sealing_again_changes_nothing(centre: Path) -> None:
    assert seal_factor(SECRET) != seal_factor(SECRET)
    assert seal_factor(sealed := seal_factor(SECRET)) == sealed


def test_under_another_secret_of_the_workspace_no_factor_opens_and_the_way_back_is_told(
    centre: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sealed = seal_factor(SECRET)
    monkeypatch.setenv("CENTRELINE_SECRET", "5e" * 32)

    with pytest.raises(WorkspaceInvalid, match="sealed with another secret than the workspace has"):
        open_factor(sealed)


@pytest.mark.parametrize("end", ["AAAA", "", "no letters of the alphabet: ☃"])
def test_a_sealed_factor_that_was_changed_is_refused(centre: Path, end: str) -> None:
    with pytest.raises(WorkspaceInvalid):
        open_factor(seal_factor(SECRET)[:-6] + end)


def test_a_session_from_before_goes_on_and_one_that_was_changed_holds_nothing(settings: Any, db: None) -> None:
    store = SessionStore()
    sealed = store.encode({"theme": "dark"})
    settings.SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
    plain = store.encode({"theme": "dark"})
    settings.SESSION_SERIALIZER = "centreline.web.records.sealed_sessions.SealedSession"

    read = SessionStore()
    assert (read.decode(plain), read.decode(sealed), read.decode(sealed[:-3])) == (
        {"theme": "dark"},
        {"theme": "dark"},
        {},
    )
