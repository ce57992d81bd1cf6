"""The same workspace on several engines: through the commands, over the lake's own files and over a copy of them."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest

from centreline.cli import main
from centreline.evidence.copying import Copied, account_of, copied_evidence, copy_to
from centreline.evidence.elsewhere import evidence_on
from centreline.evidence.engines.postgres import PostgreSQL
from centreline.evidence.engines.spark import Spark
from centreline.evidence.lake import Lake
from centreline.evidence.ledger.ledger import ledger_of
from centreline.evidence.scope import Scope
from centreline.kernel.errors import EvidenceMissing
from centreline.metrics.ask import measure_many

NOW = datetime(2026, 5, 1, 12, tzinfo=UTC)
ALL = Scope.whole_centre("a test")
DOZEN = [
    ("contacts_offered", None), ("contacts_answered", None), ("average_handle_time", None),
    ("average_speed_of_answer", None), ("service_level", None), ("abandonment_rate", None), ("transfer_rate", None),
    ("average_wrap_time", None), ("repeat_contact_rate", None), ("first_contact_resolution", None),
    ("repeat_contact_rate", "preceded_7d"), ("complaint_rate", None),
]  # fmt: skip


@pytest.fixture(scope="session")
def workspace(demo: Path) -> Path:
    return demo


@pytest.fixture(scope="session")
def lake(workspace: Path) -> Lake:
    return Lake(workspace / "evidence")


@pytest.fixture(scope="session")
def copied_once(postgres_address: str, lake: Lake) -> Copied:
    """What was copied; the copy lies in a database that `copied` doubles."""
    with psycopg.connect(postgres_address, autocommit=True) as server:
        server.execute("CREATE DATABASE copied_once")
    engine = PostgreSQL(_database(postgres_address, "copied_once"))
    told = copy_to(lake, engine, now=NOW)
    engine.close()
    return told


@pytest.fixture
def copied_address(copied_once: Copied, postgres_address: str) -> str:
    """A database of the test's own, with a copy of the evidence in it."""
    with psycopg.connect(postgres_address, autocommit=True) as server:
        server.execute("DROP DATABASE IF EXISTS copied WITH (FORCE)")
        server.execute("CREATE DATABASE copied TEMPLATE copied_once")
    return _database(postgres_address, "copied")


@pytest.fixture
def copied(copied_address: str):
    engine = PostgreSQL(copied_address)
    yield engine
    engine.close()


def _database(address: str, name: str) -> str:
    return urlsplit(address)._replace(path=f"/{name}").geturl()


@pytest.fixture
def empty_database(postgres_address: str):
    """A PostgreSQL without a copy."""
    engine = PostgreSQL(postgres_address)
    engine.client.execute("DROP SCHEMA IF EXISTS centreline CASCADE")
    yield engine
    engine.close()


@pytest.fixture
def answered(monkeypatch, capsys, workspace) -> Callable[..., dict[str, Any]]:
    """Run a command as a person does, and return what it printed as JSON."""

    def run(*arguments: str) -> dict[str, Any]:
        command = ["centreline", *arguments, "--workspace", str(workspace), "--format", "json"]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        assert left.value.code == 0, said.err
        return {**json.loads(said.out), "said": said.err}

    return run


def test_postgresql_answers_the_command_as_duckdb_does(answered, empty_database, postgres_address) -> None:
    question = ("measure", "service_level", "--by", "queue")

    copied = answered("copy-to", postgres_address)
    there = answered(*question, "--engine", postgres_address)

    assert set(copied) == {"warehouse", "evidence_version", "tables", "said"}
    assert set(copied["tables"]["contact"]) == {"months", "rows"}
    assert copied["tables"]["contact"]["rows"] > 2_000
    said = there.pop("said")
    here = answered(*question)

    assert said.startswith("Asked of PostgreSQL, which holds evidence")
    assert here.pop("said") == ""
    assert there == here


def test_spark_answers_over_the_files_of_the_lake(lake, spark_session, unlike) -> None:
    here, there = lake.evidence(scope=ALL), evidence_on(lake, Spark(spark_session), scope=ALL)

    assert there.says == "Asked of Spark, over the files of this workspace."
    assert unlike(_numbers(here, DOZEN), _numbers(there.evidence, DOZEN)) == ""
    assert there.evidence.tables == here.tables
    for name in here.tables:
        rows = here.table(name)
        counts = [rows.count().name("rows"), *(rows[column].count().name(column) for column in rows.columns)]
        same = there.evidence.table(name)
        others = [same.count().name("rows"), *(same[column].count().name(column) for column in same.columns)]
        assert there.evidence.rows(same.aggregate(others)) == here.rows(rows.aggregate(counts)), name


@pytest.mark.nightly
def test_the_ledger_over_the_files_of_the_lake_is_the_same_on_spark(lake, spark_session, unlike) -> None:
    asked = [("repeat_contact_rate", "by_issue"), ("first_contact_resolution", "by_issue")]
    here, there = lake.evidence(scope=ALL), evidence_on(lake, Spark(spark_session), scope=ALL).evidence

    assert unlike(_numbers(here, asked), _numbers(there, asked)) == ""
    assert ledger_of(here).name == ledger_of(there).name


def test_a_copy_holds_every_row_and_every_value(lake, copied) -> None:
    here, (there, _) = lake.evidence(scope=ALL), copied_evidence(lake, copied, scope=ALL)

    assert there.tables == here.tables
    for name in here.tables:
        order = list(here.table(name).columns)
        assert there.arrow(there.table(name).order_by(order)) == here.arrow(here.table(name).order_by(order)), name


def test_a_copy_that_is_up_to_date_is_left_alone(lake, copied) -> None:
    again = copy_to(lake, copied, now=NOW)

    assert (again.months, again.rows) == ({}, {})


def test_only_months_that_changed_are_copied_again(lake, copied, copied_once) -> None:
    account = account_of(copied)
    held = {name: dict(months) for name, months in account.months.items()}
    held["contact"]["2026-02"] = "another state"
    copied.keep_account(json.dumps({**_document(account), "months": held, "version": "before"}))

    again = copy_to(lake, copied, now=NOW)

    assert copied_once.months["contact"] == ("2026-01", "2026-02", "2026-03")
    assert again.months == {"contact": ("2026-02",)}
    assert account_of(copied) == account


def test_a_copy_that_is_behind_says_so(lake, copied) -> None:
    account = account_of(copied)
    copied.keep_account(json.dumps({**_document(account), "version": "0123456789ab"}))

    asked = evidence_on(lake, copied, scope=ALL)

    assert asked.says == (
        "Asked of PostgreSQL, whose copy is behind: it holds evidence 0123456789ab of 2026-05-01T12:00:00+00:00, "
        f"and this workspace has {lake.version}. Refresh it with `centreline copy-to`."
    )
    assert asked.evidence.version == "0123456789ab"


def test_a_database_without_a_copy_is_not_taken_for_an_empty_centre(lake, empty_database) -> None:
    with pytest.raises(EvidenceMissing, match="there is no copy of the evidence in PostgreSQL"):
        evidence_on(lake, empty_database, scope=ALL)


def test_a_copy_that_was_interrupted_in_postgresql_leaves_nothing_of_itself(lake, empty_database) -> None:
    def interrupted(done: int, total: int, name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_to(lake, empty_database, now=NOW, progress=interrupted)

    assert account_of(empty_database) is None


def test_an_unfinished_copy_is_refused(lake, copied) -> None:
    copied.keep_account(json.dumps({**_document(account_of(copied)), "finished": False}))

    with pytest.raises(EvidenceMissing, match="the copy of the evidence is not finished"):
        evidence_on(lake, copied, scope=ALL)


def test_a_partner_sees_in_the_copy_what_the_partner_sees_here(lake, copied) -> None:
    partner = min({row["partner"] for row in _partners(lake.evidence(scope=ALL))} - {None})
    scope = Scope.of_partner(partner, reader="its manager")

    seen = _partners(evidence_on(lake, copied, scope=scope).evidence)

    assert seen == _partners(lake.evidence(scope=scope)) == [{"partner": partner}]


def test_questions_of_one_session_see_one_state_of_the_copy(lake, copied, copied_address) -> None:
    reader = PostgreSQL(copied_address)
    evidence, _ = copied_evidence(lake, reader, scope=ALL)
    before = evidence.rows(evidence.table("contact").count().as_table())

    with psycopg.connect(copied_address, autocommit=True) as other:
        other.execute("DELETE FROM centreline.contact")
    after = evidence.rows(evidence.table("contact").count().as_table())
    reader.close()

    assert after == before


@pytest.mark.nightly
def test_clickhouse_answers_the_command_as_duckdb_does(answered, clickhouse_address) -> None:
    question = ("measure", "first_contact_resolution", "--by", "queue")

    copied = answered("copy-to", clickhouse_address)
    again = answered("copy-to", clickhouse_address)
    there = answered(*question, "--engine", clickhouse_address)

    assert "secret-word" not in copied["warehouse"]
    assert copied["tables"]["contact"]["rows"] > 2_000
    assert again["tables"] == {}
    assert "secret-word" not in there.pop("said")
    assert there == {name: value for name, value in answered(*question).items() if name != "said"}


def _numbers(evidence, asked) -> list[Any]:
    """Return the numbers of metrics by channel, with the ledger they were counted by."""
    answers = measure_many(evidence, asked, by=("channel",))
    return [
        (one, each.by, each.numerator, each.denominator, each.estimate, each.left_out, each.ledger)
        for one, told in answers.items()
        for each in told
    ]


def _document(account) -> dict:
    from dataclasses import asdict

    return asdict(account)


def _partners(evidence) -> list[dict]:
    contacts = evidence.table("contact")
    return evidence.rows(contacts.select("partner").distinct())
