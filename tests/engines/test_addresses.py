"""Addresses of engines: who is reached, what is missing, and that no secret is ever shown."""

import os
import subprocess
import sys

import pytest

from centreline.evidence.engines.addresses import engine_at, shown
from centreline.kernel.errors import ArgumentInvalid, PlaceUnusable

SECRET = "hunter2"


@pytest.mark.parametrize(
    ("address", "printed"),
    [
        (f"postgresql://reader:{SECRET}@warehouse:5432/centre", "postgresql://warehouse:5432/centre"),
        (f"postgresql://reader:{SECRET}?x@warehouse/centre", "postgresql://warehouse/centre"),
        (f"postgresql://reader:{SECRET}@warehouse/centre?password={SECRET}", "postgresql://warehouse/centre"),
        (f"postgresql://reader:a@{SECRET}@warehouse/centre", "postgresql://warehouse/centre"),
        (f"clickhouse://reader:{SECRET}#1@warehouse:8123/centre", "clickhouse://warehouse:8123/centre"),
        ("spark-local[2]", "spark-local[2]"),
        ("spark://cluster:7077", "spark://cluster:7077"),
    ],
)
def test_an_address_is_shown_without_its_secrets(address: str, printed: str) -> None:
    assert shown(address) == printed


def test_an_engine_nobody_knows_is_refused_with_those_there_are() -> None:
    with pytest.raises(ArgumentInvalid, match="no engine is reached at 'oracle://warehouse/centre'") as stopped:
        engine_at(f"oracle://reader:{SECRET}@warehouse/centre")

    assert "spark-local" in stopped.value.fix
    assert SECRET not in str(stopped.value)


@pytest.mark.parametrize("kind", ["postgresql", pytest.param("clickhouse", marks=pytest.mark.nightly)])
def test_a_database_that_does_not_answer_is_named_without_the_secret(kind: str) -> None:
    with pytest.raises(PlaceUnusable, match="cannot be reached") as stopped:
        engine_at(f"{kind}://reader:{SECRET}@127.0.0.1:1/centre")

    assert stopped.value.where == f"{kind}://127.0.0.1:1/centre"
    assert SECRET not in str(stopped.value)


@pytest.mark.parametrize(
    ("address", "package", "extra"),
    [
        ("postgresql://warehouse/centre", "psycopg", "postgres"),
        ("clickhouse://warehouse/centre", "clickhouse_connect", "clickhouse"),
        ("spark-local", "pyspark", "spark"),
    ],
)
def test_a_missing_extra_is_said_with_the_command_that_brings_it(address: str, package: str, extra: str) -> None:
    # In a process of its own: what is imported once cannot be missed again.
    program = (
        "import sys; sys.modules[sys.argv[2]] = None\n"
        "from centreline.evidence.engines.addresses import engine_at\n"
        "from centreline.kernel.errors import ArgumentInvalid\n"
        "try: engine_at(sys.argv[1])\n"
        "except ArgumentInvalid as reason: print(reason.what, '|', reason.fix)\n"
    )

    said = subprocess.run([sys.executable, "-c", program, address, package], capture_output=True, text=True, check=True)

    assert f"the package {package!r} is not installed" in said.stdout
    assert f"pip install 'centreline[{extra}]'" in said.stdout


def test_spark_without_java_says_what_to_install() -> None:
    program = (
        "from centreline.evidence.engines.addresses import engine_at\n"
        "from centreline.kernel.errors import PlaceUnusable\n"
        "try: engine_at('spark-local')\n"
        "except PlaceUnusable as reason: print(reason.what, '|', reason.fix)\n"
    )
    without = {name: value for name, value in os.environ.items() if name != "JAVA_HOME"} | {"PATH": "/nowhere"}

    said = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env=without, timeout=120
    )

    assert "Spark cannot be reached" in said.stdout
    assert "install Java 17" in said.stdout
