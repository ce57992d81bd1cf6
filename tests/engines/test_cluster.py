"""A Spark cluster, of a master and a worker of its own, is asked by the command that the page shows."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.nightly
PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "other-engines.md"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_until(log: Path, says: str) -> None:
    for _ in range(600):
        if says in log.read_text(encoding="utf-8", errors="replace"):
            return
        time.sleep(0.1)
    raise AssertionError(f"it never said {says!r}:\n{log.read_text(encoding='utf-8', errors='replace')[-2_000:]}")


@pytest.fixture(scope="module")
def cluster(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start a master and a worker with one core, each a process, and yield their address."""
    if shutil.which("java") is None:
        pytest.skip("no Java here: Spark needs Java 17")
    import pyspark

    home, folder, port = Path(pyspark.__file__).parent, tmp_path_factory.mktemp("cluster"), free_port()
    environment = os.environ | {"SPARK_HOME": str(home), "SPARK_LOCAL_IP": "127.0.0.1", "SPARK_NO_DAEMONIZE": "1"}
    address, deploy = f"spark://127.0.0.1:{port}", "org.apache.spark.deploy"
    starts = {
        "master": [f"{deploy}.master.Master", "--host", "127.0.0.1", "--port", str(port), "--webui-port", "0"],
        "worker": [f"{deploy}.worker.Worker", "--cores", "1", "--memory", "1g", "--work-dir", str(folder), address],
    }
    with ExitStack() as stack:
        for name, arguments in starts.items():
            log = folder / f"{name}.log"
            told = stack.enter_context(log.open("wb"))
            command = [home / "bin" / "spark-class", *arguments]
            process = stack.enter_context(subprocess.Popen(command, stdout=told, stderr=told, env=environment))
            stack.callback(process.terminate)
            wait_until(log, "I have been elected leader" if name == "master" else "Successfully registered with master")
        yield address


def answered(*arguments: object) -> tuple[dict[str, Any], str]:
    """Run a command as a person does, in a process of its own; return what it printed, and what it said."""
    command = [Path(sys.executable).with_name("centreline"), *map(str, arguments), "--format", "json"]
    environment = os.environ | {"SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=300)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


@pytest.mark.parametrize("engine", ["a cluster", "spark-local[2]"])
def test_the_same_workspace_is_asked_of_spark_by_the_command_of_the_page(
    engine: str, demo: Path, request: pytest.FixtureRequest
) -> None:
    address = request.getfixturevalue("cluster") if engine == "a cluster" else engine
    question = ("measure", "first_contact_resolution", "--by", "queue", "-w", demo)

    here, _ = answered(*question)
    there, said = answered(*question, "--engine", address)

    assert "--engine spark://cluster:7077" in PAGE.read_text(encoding="utf-8")
    assert "Asked of Spark, over the files of this workspace." in said
    assert there == here
    assert len(here["answers"]) > 3
