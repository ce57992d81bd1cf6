"""Apache Spark: a cluster, or the cores of this machine, over the lake's own files."""

import itertools
import re
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.operations as ops
import pyarrow as pa
import sqlglot as sg
from ibis.expr.types import Table

from centreline.evidence.contract import Contract
from centreline.evidence.engines.port import with_all_columns
from centreline.evidence.engines.spark_sql import SparkWriter
from centreline.evidence.schema import arrow_schema

__all__ = ["Spark", "open_session"]

LOGGING = Path(__file__).with_name("spark-log4j2.properties")
"""What Spark may say on its own: errors."""

SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    # A number that does not fit, or a text that is none, stops the question: it never becomes another number.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.execution.arrow.pyspark.enabled": "true",
}


def open_session(master: str, *, options: dict[str, str] | None = None) -> Any:
    """Return a Spark session, the one of this process where there is one.

    Args:
        master: `local[*]` for the cores of this machine, or `spark://host:7077`.
        options: More of Spark's own settings.
    """
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master(master).appName("centreline")
    quiet = {
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={LOGGING.as_uri()}",
    }
    for name, value in (quiet | SETTINGS | (options or {})).items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


class Spark:
    """A Spark session, as evidence asks it.

    Args:
        session: From `open_session`, or a session that a platform provides.
    """

    name = "Spark"

    def __init__(self, session: Any) -> None:
        self.session = session
        self.backend = ibis.pyspark.connect(session)
        for name in ("spark.sql.session.timeZone", "spark.sql.ansi.enabled"):
            session.conf.set(name, SETTINGS[name])
        self.backend.compiler = SparkWriter()
        self._numbers = itertools.count(1)

    def close(self) -> None:
        """End the session."""
        self.session.stop()

    def hold(self, name: str, rows: pa.Table) -> Table:
        """Put a table into the session."""
        # Spark stops reading at a piece without rows, and says nothing of those behind it.
        frame = self.session.createDataFrame(rows.combine_chunks()).cache()
        return self._named(frame, name, ibis.Schema.from_pyarrow(rows.schema))

    def read(self, files: Sequence[Path], *, contract: Contract) -> Table:
        """Return the lake's files of a table as an expression with all columns of its contract."""
        frame = self.session.read.option("mergeSchema", "true").parquet(*(_literal(file) for file in files))
        known = {field.name: field for field in arrow_schema(contract)}
        schema = pa.schema([known[name] for name in frame.columns if name in known and name != "month"])
        held = self._named(frame.select(*schema.names), contract.name, ibis.Schema.from_pyarrow(schema))
        return with_all_columns(held.mutate(month=held.local_at.strftime("%Y-%m")), contract=contract)

    def keep(self, expression: Table) -> Table:
        """Work an expression out when it is asked first, and keep its rows."""
        frame = self.session.sql(self.backend.compile(expression)).cache()
        return self._named(frame, "kept", expression.schema())

    def arrow(self, expression: Table) -> pa.Table:
        """Run an expression and return its rows."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)  # Spark leaves its sockets for Python to close.
            result = self.session.sql(self.backend.compile(expression)).toArrow()
        return result.cast(expression.schema().to_pyarrow(), safe=False)

    def sql(self, expression: Table) -> str:
        """Return the query that Spark is asked."""
        return sg.parse_one(self.backend.compile(expression), read="spark").sql("spark", pretty=True)

    def _named(self, frame: Any, name: str, schema: Any) -> Table:
        # Spark keeps views by name for a whole session: two workspaces may both have contacts.
        view = f"centreline_{name}_{id(self):x}_{next(self._numbers)}"
        frame.createOrReplaceTempView(view)
        # Asked for its types, Spark would not tell an instant from the time on a wall.
        place = ops.Namespace()
        return ops.DatabaseTable(view, schema=schema, source=self.backend, namespace=place).to_expr()


def _literal(file: Path) -> str:
    """Return the path as Spark takes it literally: it reads brackets, braces and stars as a pattern."""
    return re.sub(r"([\[\]{}*?\\])", r"\\\1", str(file))
