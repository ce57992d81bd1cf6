"""Several files are chosen or dropped at once: each waits by itself, all of them or none."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from centreline.web.records.uploads import forget_upload, uploads_of

pytestmark = pytest.mark.django_db

As = Callable[[str], Client]

ROWS = b"call,started,queue\n1,2026-03-01 09:00:00,billing\n2,2026-03-01 09:05:00,billing\n"


def test_several_files_wait_each_by_itself_or_none_does(client_as: As, centre: Path) -> None:
    dara: Any = client_as("data_owner")
    before = {one.id for one in uploads_of("dara", workspace=centre)}
    two = [SimpleUploadedFile(name, ROWS) for name in ("monday.csv", "tuesday.csv")]

    sent = dara.post("/imports/new/", {"file": two})
    assert sent.url == "/imports/new/#waiting"
    waiting = [one for one in uploads_of("dara", workspace=centre) if one.id not in before]
    assert sorted(one.file for one in waiting) == ["monday.csv", "tuesday.csv"]
    page = dara.get("/imports/new/").content.decode()
    assert all(f'href="/imports/new/{one.id}/"' in page for one in waiting)
    assert dara.get(f"/imports/new/{waiting[0].id}/").status_code == 200
    assert "monday.csv" not in client_as("administrator").get("/imports/new/").content.decode()

    bad = [SimpleUploadedFile("good.csv", ROWS), SimpleUploadedFile("bad.csv", b"%PDF-1.7 not rows")]
    assert dara.post("/imports/new/", {"file": bad}).status_code == 422
    many = [SimpleUploadedFile(f"{n}.csv", ROWS) for n in range(21)]
    assert dara.post("/imports/new/", {"file": many}).status_code == 422
    assert {one.id for one in uploads_of("dara", workspace=centre)} == before | {one.id for one in waiting}
    for one in waiting:
        forget_upload(one.id, workspace=centre)
