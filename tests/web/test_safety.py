"""What protects whoever opens a page: the settings of a real server, and the headers of every answer."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_server_behind_https_passes_the_check_for_deployment(tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("CENTRELINE", "DJANGO"))}
    own |= {"DJANGO_SETTINGS_MODULE": "centreline.web.site.settings", "CENTRELINE_WORKSPACE": str(tmp_path)}
    check = [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]

    done = subprocess.run(check, env=own, capture_output=True, text=True, timeout=120, check=False)

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_a_server_for_everybody_keeps_its_cookies_to_https(tmp_path: Path) -> None:
    own = {name: value for name, value in os.environ.items() if not name.startswith(("CENTRELINE", "DJANGO"))}
    own |= {"CENTRELINE_WORKSPACE": str(tmp_path)}
    program = (
        "from centreline.web.site import settings as s\n"
        "print(s.SESSION_COOKIE_NAME, s.SESSION_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.CSRF_COOKIE_SECURE)"
    )

    done = subprocess.run([sys.executable, "-c", program], env=own, capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["__Host-session", "True", "True", "True"]


@pytest.mark.parametrize("path", ["/", "/accounts/login/", "/nowhere/"])
def test_every_answer_forbids_what_it_does_not_need(client_as: Callable[[str], Client], path: str) -> None:
    answer = client_as("leader").get(path)

    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert len(answer["X-Request-Id"]) == 32


def test_a_page_somebody_signed_in_for_is_kept_in_no_cache(client_as: Callable[[str], Client]) -> None:
    answer = client_as("leader").get("/")

    assert "no-store" in answer["Cache-Control"]


def test_a_form_without_its_token_is_refused(centre: Path) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})

    assert strict.post("/preferences/", {"theme": "dark"}).status_code == 403


def test_going_back_after_a_preference_never_leaves_this_site(client_as: Callable[[str], Client]) -> None:
    answer = client_as("leader").post("/preferences/", {"theme": "dark", "next": "https://elsewhere.example/"})

    assert answer["Location"] == "/"
    assert answer.cookies["theme"].value == "dark"


def test_somebody_shut_out_is_out_at_the_next_request(client_as: Callable[[str], Client]) -> None:
    from centreline.web.records.models import Person

    client = client_as("finance")
    assert client.get("/").status_code == 200

    Person.objects.filter(username="finn").update(is_active=False)

    assert client.get("/").status_code == 302
