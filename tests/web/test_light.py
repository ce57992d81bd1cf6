"""What a process that answers pages leaves alone until somebody asks for it."""

import subprocess
import sys
from pathlib import Path

ASKED = """
import sys
from centreline.web.site.light import arrow_without_pandas
import pyarrow as pa
arrow_without_pandas()
instants = pa.array([0], pa.timestamp("us", "UTC")).to_pylist()
print(instants[0].isoformat(), "pandas" in sys.modules)
import pandas
print(pandas.DataFrame({"contacts": [3]})["contacts"].sum())
"""

LOADED = """
import sys
from pathlib import Path
from centreline.web.site.serving import Server, open_django
open_django(Server(Path(sys.argv[1]), "127.0.0.1", 8400, 1))
import centreline.web.site.urls
print(sorted({"vl_convert", "pypdf", "xmlsec", "lxml", "pandas", "splink"} & set(sys.modules)))
"""


def test_arrow_hands_out_instants_without_pandas_and_pandas_is_still_there_for_others() -> None:
    said = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True).stdout

    assert said.splitlines() == ["1970-01-01T00:00:00+00:00 False", "3"]


def test_what_draws_prints_and_reads_signatures_is_loaded_by_whoever_needs_it(prepared: Path) -> None:
    command = [sys.executable, "-c", LOADED, str(prepared)]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert said.strip() == "[]"
