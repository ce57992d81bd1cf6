"""A centre that is not as it should be: each page says what is wrong and how to mend it, and nothing is lost."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ADDRESSES = ["/", "/review/", "/map/", "/findings/", "/metrics/", "/metrics/service_level/", "/imports/", "/catalogue/"]


@pytest.fixture
def spoilt(centre: Path, tmp_path: Path, settings: Any) -> Path:
    """A centre of its own whose files a test may spoil; the database is the one of all."""
    folder = tmp_path / "centre"
    shutil.copytree(centre, folder, ignore=shutil.ignore_patterns("state.sqlite3*"))
    settings.SITE_WORKSPACE = folder
    return folder


def answers(client: Client) -> dict[str, tuple[int, str]]:
    """Return status and text of each page."""
    said = {address: client.get(address) for address in ADDRESSES}
    return {address: (one.status_code, one.content.decode()) for address, one in said.items()}


def test_without_evidence_every_page_opens_and_says_what_to_bring(
    spoilt: Path, client_as: Callable[[str], Client]
) -> None:
    shutil.rmtree(spoilt / "evidence")

    said = answers(client_as("leader"))

    assert {status for status, _ in said.values()} == {200}
    assert "No records yet" in said["/"][1]


def test_a_centre_that_a_newer_version_wrote_is_refused_on_every_page_with_what_to_do(
    spoilt: Path, client_as: Callable[[str], Client]
) -> None:
    written = spoilt / "centreline.yaml"
    written.write_text(written.read_text().replace("format: 1", "format: 99"))

    said = answers(client_as("leader"))

    assert {status for status, _ in said.values()} == {422}
    assert all("nstall the newer version that wrote it" in text for _, text in said.values())


def test_a_table_that_was_torn_is_named_with_a_way_to_mend_it(spoilt: Path, client_as: Callable[[str], Client]) -> None:
    last = max((spoilt / "evidence/contact/_delta_log").glob("*.json"))
    last.write_bytes(last.read_bytes()[:40])

    said = answers(client_as("leader"))

    refused = {address: text for address, (status, text) in said.items() if status == 422}
    assert {status for status, _ in said.values()} == {200, 422}, "what needs no records still opens"
    assert {"/imports/", "/metrics/service_level/"} <= set(refused)
    assert all("contact" in text and "back from a backup" in text for text in refused.values())
