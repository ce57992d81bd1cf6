"""What the terminal shows: tables and sentences on standard output, progress and errors on standard error."""

import json
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from rich import box
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.table import Table
from rich.text import Text

__all__ = [
    "console",
    "print_json",
    "print_note",
    "print_table",
    "progress_of_questions",
    "progress_of_rows",
    "telling",
    "working",
]

console = Console(highlight=False, soft_wrap=False)
_errors = Console(stderr=True, highlight=False)

COPIED = {"metric", "check", "import", "kind"}
"""Columns of names that people copy into the next command, so they stand on one line whatever the width."""


def print_json(document: Any) -> None:
    """Write a document as JSON, keys in the order given, to standard output."""
    sys.stdout.write(json.dumps(document, indent=2, ensure_ascii=False, default=str) + "\n")


def print_note(sentence: str) -> None:
    """Print a sentence about an answer to standard error, where it is in nobody's way."""
    _errors.print(sentence, style="yellow", markup=False)


def print_table(
    rows: Sequence[Mapping[str, Any]],
    *,
    title: str = "",
    right: Sequence[str] = (),
    caption: str = "",
    marked: Sequence[str] = (),
) -> None:
    """Print rows under the names of the first one's keys; columns in `right` are set to the right, as numbers are.

    Brackets stand for themselves, as the evidence writes them, but in the columns that are `marked`.
    """
    if not rows:
        return
    table = Table(
        title=escape(title) or None,
        caption=escape(caption) or None,
        box=box.SIMPLE_HEAD,
        title_justify="left",
        caption_justify="left",
    )
    for name in rows[0]:
        is_id = name in COPIED
        table.add_column(name, justify="right" if name in right else "left", overflow="fold", no_wrap=is_id)
    for row in rows:
        cells = {name: "" if value is None else str(value) for name, value in row.items()}
        table.add_row(*(text if name in marked else Text(text) for name, text in cells.items()))
    console.print(table)


@contextmanager
def progress_of_rows(label: str) -> Iterator[Callable[[int, int | None], None]]:
    """Show rows, rows a second and the time left; yields what an import tells about its progress."""
    with _bar("{task.fields[rate]}", TimeRemainingColumn(compact=True)) as bar:
        task = bar.add_task(escape(label), total=None, rate="")
        began = time.monotonic()

        def tell(done: int, total: int | None) -> None:
            rate = done / max(time.monotonic() - began, 1e-6)
            bar.update(task, completed=done, total=total, rate=f"{done:,} rows · {rate:,.0f} a second")

        yield tell


@contextmanager
def progress_of_questions(label: str) -> Iterator[Callable[[int, int, str], None]]:
    """Show which question is asked now, and how many there are."""
    with _bar("{task.completed:.0f} of {task.total}", "{task.fields[question]}") as bar:
        task = bar.add_task(label, total=1, question="")

        def tell(done: int, total: int, question: str) -> None:
            bar.update(task, completed=done, total=total, question=question)

        yield tell


def _bar(*columns: Any) -> Progress:
    return Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), *columns,
        console=_errors, transient=True, disable=not _errors.is_terminal,
    )  # fmt: skip


@contextmanager
def telling() -> Iterator[Callable[[str], None]]:
    """Show in one line what is being done; where nobody watches, each line is written once."""
    if not _errors.is_terminal:
        yield lambda line: _errors.print(line, markup=False)
        return
    with _errors.status("") as status:
        yield lambda line: status.update(escape(line))


@contextmanager
def working(label: str) -> Iterator[None]:
    """Show that something is being done, to those who watch."""
    if not _errors.is_terminal:
        yield
        return
    with _errors.status(label):
        yield
