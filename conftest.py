"""Documentation that runs: Python blocks and commands of every page, and the examples of every docstring.

Each page, and each module, is one test: its examples share names, so they have to stay in one process. A console
block that begins with `$ centreline` is run in a folder of its page's own, empty at first, and what it prints must be
what the page says; `...` stands for anything. A block under `<!-- file: PATH -->` is written to that file first.
"""

import contextlib
import doctest
import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from sybil import Document, Sybil
from sybil.example import Example, SybilFailure
from sybil.parsers.markdown import CodeBlockParser, PythonCodeBlockParser, SkipParser
from sybil.parsers.rest import DocTestParser

ROOT = Path(__file__).parent
FLAGS = doctest.ELLIPSIS


def run_console(example: Example) -> str | None:
    """Run the commands of a console block and return how what they print differs from the page, or None."""
    source = str(example.parsed)
    if not source.startswith("$ centreline"):
        return None
    for command, expected in commands_of(source):
        difference = _difference(command, expected, folder=Path(example.namespace["folder"]))
        if difference:
            return difference
    return None


def commands_of(source: str) -> Iterable[tuple[str, str]]:
    """Yield each command of a console block with the output the page shows after it."""
    for part in ("\n" + source.rstrip("\n")).split("\n$ ")[1:]:
        command, _, expected = part.partition("\n")
        while command.endswith("\\"):
            more, _, expected = expected.partition("\n")
            command = command[:-1] + more
        yield command, expected


def _difference(command: str, expected: str, *, folder: Path) -> str | None:
    if shlex.split(command)[0] != "centreline":
        return f"cannot run {command!r}: a console block that is run holds commands of centreline only"
    printed, code = printed_by(command, folder=folder)
    if doctest.OutputChecker().check_output(expected.rstrip() + "\n", printed + "\n", FLAGS):
        return None
    return f"$ {command}\nexpected:\n{expected}\nprinted (exit code {code}):\n{printed}"


def printed_by(command: str, *, folder: Path) -> tuple[str, int]:
    """Return what a command of centreline prints in a folder, lines without trailing blanks, and its exit code."""
    done = subprocess.run(
        [Path(sys.executable).with_name("centreline"), *shlex.split(command)[1:]],
        cwd=folder,
        env=os.environ | {"COLUMNS": "100", "NO_COLOR": "1", "TERM": "dumb", "TZ": "UTC"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        check=False,
    )
    return "\n".join(line.rstrip() for line in done.stdout.rstrip("\n").splitlines()), done.returncode


def write_file(example: Example) -> str | None:
    """Write a block to the file that the comment before it names; do nothing where there is no such comment."""
    before = example.document.text[: example.region.start].rstrip().rsplit("\n", 1)[-1]
    named = re.fullmatch(r"<!-- file: (\S+) -->", before)
    if named:
        path = Path(example.namespace["folder"]) / named[1]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(str(example.parsed), encoding="utf-8")
    return None


class Page(pytest.Item):
    """One page or one module with all its examples, in order."""

    def __init__(self, *, document: Document, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.document = document

    def runtest(self) -> None:
        """Evaluate the examples one after the other; the first that fails ends it."""
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            self.document.namespace["folder"] = folder
            for example in self.document.examples():
                example.evaluate()

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], **_: Any) -> Any:
        """Return what differs, without the way that led there."""
        return str(excinfo.value) if isinstance(excinfo.value, SybilFailure) else super().repr_failure(excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the examples are."""
        return self.path, 0, f"examples of {self.path.relative_to(ROOT)}"


class PageFile(pytest.File):
    """A file with examples in it."""

    sybil: Sybil

    def collect(self) -> Iterable[Page]:
        """Return one item when the file has examples, and none when it has not."""
        document = self.sybil.parse(self.path)
        if document.regions:
            yield Page.from_parent(self, name="examples", document=document)


PAGES = Sybil(
    parsers=[
        SkipParser(),
        PythonCodeBlockParser(doctest_optionflags=FLAGS),
        CodeBlockParser(language="console", evaluator=run_console),
        CodeBlockParser(language="yaml", evaluator=write_file),
        CodeBlockParser(language="csv", evaluator=write_file),
        CodeBlockParser(language="json", evaluator=write_file),
    ]
)
MODULES = Sybil(parsers=[DocTestParser(FLAGS)])


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PageFile | None:
    """Collect the README, the pages below docs/ and the modules below src/."""
    place = file_path.relative_to(ROOT).parts[0]
    if file_path.suffix == ".py" and place == "src":
        sybil = MODULES
    elif file_path.suffix == ".md" and place in ("README.md", "docs"):
        sybil = PAGES
    else:
        return None
    file: PageFile = PageFile.from_parent(parent, path=file_path)
    file.sybil = sybil
    return file
