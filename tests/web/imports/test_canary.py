"""A card number goes through the wizard: it lies nowhere on the disk, neither while its file waits nor afterwards."""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from centreline.web.jobs.sweeping import sweep_and_wait, sweep_when_over
from centreline.web.jobs.working import run_job
from centreline.web.records.jobs import Job, job
from centreline.web.records.models import LookRow

CARD, IN_NAME, CUSTOMER = "4111 1111 1111 1111", "5555555555554444", "CUSTOMER-CANARY-77"
CANARIES = [CARD, CARD.replace(" ", ""), IN_NAME, CUSTOMER, "ada.canary", "Sunshine9x"]
MAPPING = """\
mapping: canary
version: 1
table: survey_response
zone: Europe/Madrid
constants: {source: canary, instrument: satisfaction, scale_min: 1, scale_max: 5}
columns:
  response_id: id
  customer_id: who
  comment: said
  score: points
  answered_at: {from: at, format: "%Y-%m-%d %H:%M:%S"}
"""
SENT = f"""\
id,who,said,points,at
a1,{CUSTOMER},"card {CARD}, password: Sunshine9x, mail ada.canary@example.org",4,2026-01-05 09:00:00
a2,{CUSTOMER},fine,many {CARD},2026-01-05 10:00:00
""".encode()


def written_below(*folders: Path, since: float) -> dict[str, str]:
    """All that was written below folders since a moment, tables unpacked, by the names of the files."""
    found = {}
    files = (path for folder in folders for path in folder.rglob("*") if path.is_file())
    for path in sorted(path for path in files if path.stat().st_mtime >= since):
        held = path.read_bytes().decode("utf-8", "replace")
        found[str(path)] = held + (str(pq.read_table(path).to_pylist()) if path.suffix == ".parquet" else "")
    return found


def in_the_database() -> dict[str, str]:
    models = (model for model in apps.get_models() if model is not LookRow)  # Looks before this hold megabytes.
    return {model.__name__: json.dumps(list(model.objects.values()), default=str) for model in models}


def naming(held: dict[str, str]) -> list[str]:
    return [place for place, text in held.items() if any(canary in place + text for canary in CANARIES)]


@pytest.fixture
def mapped(centre: Path) -> Iterator[None]:
    mapping = centre / "mappings" / "canary.yaml"
    mapping.write_text(MAPPING)
    yield
    mapping.unlink()


@pytest.mark.usefixtures("mapped")
def test_a_card_number_lies_nowhere_while_its_file_waits_nor_once_it_was_brought(
    client_as: Callable[[str], Client], centre: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    client, began = client_as("data_owner"), time.time() - 1

    def done(address: str) -> Job:
        number = address.rstrip("/").rpartition("/")[2]
        run_job.func(number)
        page, ended = client.get(address), job(number)
        assert naming({"page": page.content.decode()}) == []
        assert ended is not None
        return ended

    chosen = client.post("/imports/new/", {"file": SimpleUploadedFile(f"answers {IN_NAME}.csv", SENT)}).url
    checked = done(client.post(chosen, {"how": "mapping:canary"}).url)
    waiting = centre / "incoming" / chosen.rstrip("/").rpartition("/")[2] / "sealed"
    assert waiting.stat().st_size > len(SENT), "it waits, sealed"
    assert (waiting.stat().st_mode & 0o777, waiting.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert naming(written_below(centre, tmp_path, since=began)) == []

    brought = done(client.post(f"{chosen}bring/", {"how": "mapping:canary"}).url)

    assert (checked.state, brought.state) == ("done", "done"), brought.result
    assert (brought.result["counts"]["created"], brought.result["counts"]["rejected"]) == (1, 1)
    assert naming(written_below(centre, tmp_path, since=began)) == []
    assert naming(in_the_database()) == []
    assert naming({"log": "".join(capfd.readouterr())}) == []
    done(client.post(f"/imports/{brought.result['imported']}/undo/").url)


def test_what_nobody_brings_is_deleted_by_the_worker_though_nobody_opens_a_page(
    client_as: Callable[[str], Client], centre: Path
) -> None:
    import os

    from django_tasks_db.models import DBTaskResult

    def waiting(token: str) -> list[Any]:
        rows = DBTaskResult.objects.filter(task_path__endswith="sweep_when_over")
        return [row.run_after for row in rows if row.args_kwargs["args"] == [token]]

    chosen = client_as("data_owner").post("/imports/new/", {"file": SimpleUploadedFile("a.csv", SENT)}).url
    token = chosen.rstrip("/").rpartition("/")[2]
    held, half, now = centre / "incoming" / token, centre / "incoming" / "half", datetime.now(UTC)
    half.write_text(CARD)
    [due] = waiting(token)
    assert timedelta(hours=23) < due - now < timedelta(hours=25)

    sweep_when_over.func(token)
    assert held.exists()
    assert len(waiting(token)) == 2  # Somebody went on with it: it waits once more.
    for one in (held, half):
        os.utime(one, ((now - timedelta(days=1)).timestamp(),) * 2)
    assert sweep_and_wait(now=now) >= 2

    assert not held.exists()
    assert not half.exists()
