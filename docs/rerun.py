"""Run the commands of pages again and write down what they print today.

    .venv/bin/python docs/rerun.py README.md docs/tutorials/first-review.md

Outputs that are cut with `...` are left as they are; the tests say when they no longer fit. Not run by the tests.
"""

import importlib.util
import re
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"(?:<!-- file: (?P<file>\S+) -->\n)?```(?P<language>\w*)\n(?P<source>.*?)```", re.DOTALL)


def main() -> None:
    """Rewrite each page named on the command line."""
    harness = _harness()
    for page in map(Path, sys.argv[1:]):
        with tempfile.TemporaryDirectory() as folder:
            text = page.read_text(encoding="utf-8")
            page.write_text(BLOCK.sub(lambda block: _again(block, Path(folder), harness), text), encoding="utf-8")


def _harness() -> Any:
    spec = importlib.util.spec_from_file_location("harness_of_pages", ROOT / "conftest.py")
    if spec is None or spec.loader is None:
        raise RuntimeError("conftest.py cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _again(block: re.Match[str], folder: Path, harness: Any) -> str:
    if block["file"]:
        path = folder / block["file"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block["source"], encoding="utf-8")
    if block["language"] != "console" or not block["source"].startswith("$ centreline"):
        return block[0]
    lines = []
    for command, expected in harness.commands_of(block["source"]):
        printed, _ = harness.printed_by(command, folder=folder)
        lines += [f"$ {command}", expected if re.search(r"^\.\.\.$", expected, re.MULTILINE) else printed]
    return "```console\n" + "\n".join(line for line in lines if line) + "\n```"


if __name__ == "__main__":
    main()
