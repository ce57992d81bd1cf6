"""Reading one or many YAML files into one model: every problem at once, each with file, line, path and remedy."""

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from centreline.kernel.errors import Problem, Stopped
from centreline.kernel.identity import nearest
from centreline.kernel.written.shape import fields_of, kind_of, model_at
from centreline.kernel.written.source import Source, read_source
from centreline.kernel.written.wording import in_words, unknown_key

__all__ = ["Reading", "Written", "collector_paused", "read_written"]

Loc = tuple[str | int, ...]
Model = TypeVar("Model", bound=BaseModel)


@dataclass(slots=True)
class Written:
    """The content of one or many files as one document, which remembers where each part of it stands.

    Lists are joined in the order of the files; anything else may be written once.

    Attributes:
        name: What to call it where no single file is to blame.
        model: What it is to become.
        data: The joined content, as plain values.
        problems: What is wrong with it, as far as known.
        unknown: Keys nobody knows, wherever they stand.
        whole: Whether every file could be read.
    """

    name: str
    model: type[BaseModel]
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    whole: bool = True
    _origins: dict[str, list[tuple[int, Source]]] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether the files could be read and nothing is written in them."""
        return self.whole and not self.data and not self.unknown

    def where(self, path: Loc, *, key: bool = False) -> str:
        """Return file:line, the path within that file, and the nearest element above it that has an id."""
        source, local = self._origin(path)
        file = self.name if source is None else f"{source.name}:{source.line_of(local, key=key)}"
        return ", ".join(part for part in (file, _steps(local) + self._inside(path)) if part)

    def place(self, path: Loc) -> str:
        """Return file:line alone, or the path where the document was not read from files."""
        source, local = self._origin(path)
        return _steps(path) if source is None else f"{source.name}:{source.line_of(local, key=len(path) == 1)}"

    def kind_at(self, path: Loc) -> str:
        """Return what kind of block stands at `path`, in words: "a touchpoint"."""
        words = kind_of(model_at(self.model, path) or self.model)
        return f"{'an' if words[0] in 'aeio' else 'a'} {words}"

    def note(self, path: Loc, what: str, fix: str, *, key: bool = False) -> None:
        """Note one problem."""
        self.problems.append(Problem(what, self.where(path, key=key), fix))

    def in_order(self) -> tuple[Problem, ...]:
        """Return the problems in the order in which somebody walks through the files."""
        return tuple(sorted(dict.fromkeys(self.problems), key=_place_of))

    def _origin(self, path: Loc) -> tuple[Source | None, Loc]:
        if not path:
            return None, path
        parts = self._origins.get(str(path[0]), [])
        if not parts or len(path) == 1 or not isinstance(path[1], int):
            return (parts[0][1] if parts else None), path
        start, source = max((part for part in parts if part[0] <= path[1]), key=lambda part: part[0])
        return source, (path[0], path[1] - start, *path[2:])

    def is_blank(self, path: Loc) -> bool:
        """Whether a key stands at `path` with nothing after it."""
        block = [value for _, value in self._along(path[:-1])]
        above = block[-1] if len(block) == len(path) - 1 and block else self.data
        return isinstance(above, dict) and path[-1] in above and above[str(path[-1])] is None

    def _along(self, path: Loc) -> Iterator[tuple[Loc, Any]]:
        """Yield every value on the way to `path`, as far as the way goes."""
        value: Any = self.data
        for depth, step in enumerate(path, start=1):
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return
            yield path[:depth], value

    def _inside(self, path: Loc) -> str:
        named = ""
        for above, value in self._along(path):
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                named = f" (in {self.kind_at(above).split(' ', 1)[1]} {value['id']!r})"
        return named

    def add(self, source: Source) -> None:
        """Join the content of one more file to the document."""
        self.problems += source.problems
        self.whole = self.whole and source.whole
        if source.data is None:
            return
        if not isinstance(source.data, dict):
            what = f"the file is {'a list' if isinstance(source.data, list) else 'a text'}, not a block of keys"
            fix = f"start it with a key: {', '.join(fields_of(self.model))}"
            self.problems.append(Problem(what, f"{source.name}:1", fix))
            self.whole = False
            return
        for name, value in source.data.items():
            self._add_field(source, name, value)

    def _add_field(self, source: Source, name: str, value: Any) -> None:
        shape = fields_of(self.model).get(name)
        where = f"{source.name}:{source.line_of((name,), key=True)}, {name}"
        if shape is None:
            what, fix = unknown_key(name, fields_of(self.model), inside=self.kind_at(()))
            self.problems.append(Problem(what, where, fix))
            self.unknown.append(name)
        elif value is None:
            return
        elif shape.many and isinstance(value, list):
            joined = self.data.setdefault(name, [])
            if isinstance(joined, list):
                self._origins.setdefault(name, []).append((len(joined), source))
                joined += value
        elif name in self.data:
            self.problems.append(
                Problem(f"`{name}` is written in two files (first in {self.place((name,))})", where, "keep one")
            )
        else:
            self.data[name] = value
            self._origins[name] = [(0, source)]


@contextmanager
def collector_paused() -> Iterator[None]:
    """Read without looking for garbage meanwhile; usable as a decorator."""
    # Reading creates a million small objects and frees none: with the collector on it takes three times as long.
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Reading(Generic[Model]):
    """What came of reading: the value where everything was well, and what was written in any case."""

    value: Model | None
    written: Written

    def value_or(self, stopped: type[Stopped], *, what: str) -> Model:
        """Return the value.

        Args:
            stopped: How work stops where there is none.
            what: What the document is, with its article: "the blueprint".

        Raises:
            Stopped: something is wrong; `problems` has every place that has to be mended, in the order of the files.
        """
        problems = self.written.in_order()
        if self.value is not None and not problems:
            return self.value
        if len(problems) == 1:
            raise stopped(problems[0].what, where=problems[0].where, fix=problems[0].fix)
        raise stopped(
            f"{len(problems)} problems in {what}",
            where=self.written.name,
            fix="mend each of them as it says below; nothing was changed",
            problems=problems,
        )


@collector_paused()
def read_written(model: type[Model], paths: Sequence[Path], *, name: str) -> Reading[Model]:
    """Read files into one model; `value` is None where `written.problems` says why.

    Args:
        model: What the files are to become.
        paths: The files, in the order in which their lists are joined.
        name: What to call the whole of them where no single file is to blame: the folder.
    """
    written = Written(name, model)
    for path in paths:
        written.add(read_source(path))
    try:
        value = model.model_validate(written.data)
    except ValidationError as error:
        _note_errors(written, error)
        return Reading(None, written)
    return Reading(None if written.problems else value, written)


def _place_of(problem: Problem) -> tuple[str, int]:
    name, _, line = problem.where.partition(", ")[0].rpartition(":")
    return (name, int(line)) if line.isdecimal() else ("", 0)


def _note_errors(written: Written, error: ValidationError) -> None:
    for each in error.errors(include_url=False):
        path: Loc = each["loc"]
        is_missing, is_unknown = each["type"] == "missing", each["type"] == "extra_forbidden"
        if is_missing and len(path) == 1 and (not written.whole or _was_misspelt(str(path[0]), written.unknown)):
            continue
        if is_unknown:
            written.unknown.append(str(path[-1]))
        if is_missing and written.is_blank(path):
            written.note(
                path, f"`{path[-1]}` is blank", "write it after the colon; a text that begins with # needs quotes"
            )
            continue
        what, fix = in_words(each, model=written.model, inside=written.kind_at(path[:-1]))
        written.note(path[:-1] if is_missing else path, what, fix, key=is_unknown)


def _steps(path: Loc) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def _was_misspelt(name: str, unknown: Iterable[str]) -> bool:
    return any(nearest(given, [name]) for given in unknown)
