"""Whom to tell of a weakness: RFC 9116, and never anybody made up."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from centreline.kernel.errors import WorkspaceInvalid
from centreline.web.site.contacts import security_contacts
from centreline.web.site.environment import environment_of

pytestmark = pytest.mark.django_db
ADDRESS = "/.well-known/security.txt"


def test_whoever_looks_is_told_whom_to_write_to(settings: Any) -> None:
    written = {"CENTRELINE_SECURITY_CONTACT": "mailto:safe@example.org https://example.org/report"}
    settings.SECURITY_CONTACTS = security_contacts(environment_of(written))

    answer = Client(headers={"host": "localhost"}).get(ADDRESS, secure=True)

    said = answer.content.decode()
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert re.findall("^Contact: (.*)$", said, re.MULTILINE) == [
        "mailto:safe@example.org",
        "https://example.org/report",
    ]
    assert re.findall("^Canonical: (.*)$", said, re.MULTILINE) == [f"https://localhost{ADDRESS}"]
    [ends] = re.findall("^Expires: (.*)$", said, re.MULTILINE)
    assert timedelta(days=30) < datetime.fromisoformat(ends) - datetime.now(UTC) < timedelta(days=365)


def test_where_nobody_said_whom_to_tell_there_is_no_such_file() -> None:
    assert security_contacts(environment_of({})) == ()
    assert Client(headers={"host": "localhost"}).get(ADDRESS).status_code == 404


@pytest.mark.parametrize("contact", ["safe@example.org", "http://example.org/report", "mailto:"])
def test_a_contact_that_nobody_could_follow_stops_the_server(contact: str) -> None:
    with pytest.raises(WorkspaceInvalid, match="cannot be followed"):
        security_contacts(environment_of({"CENTRELINE_SECURITY_CONTACT": contact}))
