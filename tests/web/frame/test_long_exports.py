"""A table too long to wait for is made as a job: exactly its rows, for whoever asked alone, and not for long."""

import csv
import io
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from centreline.web.jobs.exports import forget_when_over
from centreline.web.jobs.working import run_job
from centreline.web.records.jobs import ask_to_cancel, job, new_job
from centreline.web.records.models import Person
from centreline.web.records.store import DjangoState

As = Callable[[str], Client]
WANTED = "/jobs/?title=wanted&sort=-title&format=csv"


@pytest.fixture
def long_table(db: None, settings: Any) -> list[str]:
    """Return the titles of the jobs the table is filtered for: more than are handed out at once."""
    settings.EXPORT_AT_ONCE_ROWS = 5
    titles = [f"=1+{number} wanted" for number in range(7)]
    for title in (*titles, "another"):
        new_job("look", title=title, by="lee", given={"partners": None})
    return titles


def asked(client: Client, address: str) -> str:
    """Ask for a table, have the worker make it, and return the id of the job."""
    led_to = client.get(address).url
    number = led_to.rstrip("/").rpartition("/")[2]
    run_job.func(number)
    return str(number)


def test_the_file_holds_exactly_the_filtered_rows_and_no_formula(client_as: As, long_table: list[str]) -> None:
    lee = client_as("leader")
    page = lee.get("/jobs/?title=wanted").content.decode()

    number = asked(lee, WANTED)
    watched = lee.get(f"/exports/{number}/").content.decode()
    sent = lee.get(f"/exports/{number}/file/")
    content = b"".join(sent.streaming_content).decode("utf-8-sig")

    assert "so many are made as a job" in page
    assert f'href="/exports/{number}/file/"' in watched
    assert "Only you can fetch it" in watched
    assert sent["Content-Disposition"] == 'attachment; filename="jobs.csv"'
    # Counted once by the reader of CSV, and once by hand: a line for each job, and the headings.
    rows = list(csv.DictReader(io.StringIO(content)))
    assert [row["title"] for row in rows] == [f"'{title}" for title in sorted(long_table, reverse=True)]
    assert content.count("\r\n") == len(long_table) + 1
    done = job(number)
    assert done is not None
    assert (done.done, done.total, done.unit) == (0, 7, "rows")
    assert [line.says for line in DjangoState().lines() if line.act == "export"][-1] == "took 7 rows out as CSV"


def test_nobody_else_fetches_it_and_not_whoever_sees_other_rows_now(client_as: As, long_table: list[str]) -> None:
    lee = client_as("leader")
    number = asked(lee, WANTED)

    for role in ("administrator", "auditor", "kestrel"):
        assert client_as(role).get(f"/exports/{number}/").status_code == 404
        assert client_as(role).get(f"/exports/{number}/file/").status_code == 404
    Person.objects.filter(username="lee").update(partner="kestrel")
    assert lee.get(f"/exports/{number}/file/").status_code == 403


def test_it_is_made_with_the_rights_of_the_moment(client_as: As, long_table: list[str]) -> None:
    lee = client_as("leader")
    led_to = lee.get(WANTED).url
    number = led_to.rstrip("/").rpartition("/")[2]
    Person.objects.filter(username="lee").update(role="agent", agent="agent-0001")

    run_job.func(number)

    done = job(number)
    assert done is not None
    assert done.state == "failed"
    assert lee.get(f"/exports/{number}/file/").status_code == 403


def test_it_goes_after_a_day_and_one_that_is_stopped_leaves_nothing(
    client_as: As, centre: Path, long_table: list[str]
) -> None:
    lee = client_as("leader")
    number, other = asked(lee, WANTED), lee.get(WANTED).url.rstrip("/").rpartition("/")[2]
    ask_to_cancel(other)
    run_job.func(other)
    [made] = (centre / "outgoing").glob(f"{number.replace('-', '')}/*")
    assert not list((centre / "outgoing").glob(f"{other.replace('-', '')}*"))

    os.utime(made, ((datetime.now(UTC) - timedelta(hours=25)).timestamp(),) * 2)
    assert lee.get(f"/exports/{number}/file/").status_code == 404
    forget_when_over.func(number)
    assert not made.exists()
