"""The rules of the house that a linter does not know (CONTRIBUTING.md says why)."""

import ast
import importlib
import inspect
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path for path in (ROOT / "src/centreline").rglob("*.py") if "migrations" not in path.parts)
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
PYTHON = [*SOURCES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "docs").rglob("*.py"))]
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
LONG = ROOT / "tests/long_files.txt"
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time", "random.random"}
ANSWERS = {"NotExamined"}
"""Exceptions that are an answer and no error: a check raises it to say that it could not look."""
CLOCK_READERS = {"cli"}
"""Packages that may look at the clock and hand `now` on; nothing below them does."""


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


def functions_in(tree: ast.AST) -> Iterator[ast.FunctionDef]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return node.id if isinstance(node, ast.Name) else ""


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT / "src").with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_nothing_has_a_name_that_says_nothing() -> None:
    places = {part for path in SOURCES for part in path.relative_to(ROOT / "src").with_suffix("").parts}

    assert places & VAGUE == set()


def test_nothing_is_imported_with_a_star() -> None:
    starred = [
        name_of(path)
        for path in PYTHON
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]

    assert starred == []


def test_no_function_is_called_get() -> None:
    getters = [
        f"{name_of(path)}: {function.name}"
        for path in SOURCES
        for function in functions_in(tree_of(path))
        if re.match(r"_?get_|_?process$|_?handle$|_?apply$", function.name)
    ]

    assert getters == []


def test_the_domain_never_looks_at_the_clock() -> None:
    lookers = [
        f"{name_of(path)}:{node.lineno} {dotted(node.func)}"
        for path in SOURCES
        if path.relative_to(ROOT / "src/centreline").parts[0] not in CLOCK_READERS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and any(dotted(node.func).endswith(clock) for clock in CLOCKS)
    ]

    assert lookers == []


def test_no_moment_is_made_without_a_zone() -> None:
    naive = [
        f"{name_of(path)}:{node.lineno}"
        for path in PYTHON
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and makes_a_naive_moment(node)
    ]

    assert naive == []


def makes_a_naive_moment(call: ast.Call) -> bool:
    function = dotted(call.func)
    if function.endswith(("datetime.utcnow", "datetime.utcfromtimestamp", "datetime.today")):
        return True
    return function.endswith("datetime.now") and not (call.args or call.keywords)


def test_no_file_is_longer_than_six_hundred_lines() -> None:
    assert [name_of(path) for path in PYTHON if len(path.read_text(encoding="utf-8").splitlines()) > 600] == []


def test_the_list_of_long_files_only_shrinks() -> None:
    allowed = dict(line.rsplit(" ", 1) for line in LONG.read_text(encoding="utf-8").splitlines() if line)
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in SOURCES}
    too_long = {name: count for name, count in lengths.items() if count > 250}

    assert {name: count for name, count in too_long.items() if count > int(allowed.get(name, 0))} == {}
    assert [name for name in allowed if name not in too_long] == [], "now short: take them off the list"


def test_no_identifier_speaks_of_percent() -> None:
    spoken = [
        f"{name_of(path)}: {name}"
        for path in SOURCES
        for name in defined_names(tree_of(path))
        if re.search(r"percent(?!ile)|(^|_)pct(_|$)", name.lower())
    ]

    assert spoken == []


def defined_names(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id
        elif isinstance(node, ast.Call) and dotted(node.func) == "Column" and isinstance(node.args[0], ast.Constant):
            yield str(node.args[0].value)


def test_errors_are_defined_in_one_place() -> None:
    elsewhere = [
        f"{name_of(path)}: {node.name}"
        for path in SOURCES
        if path.name != "errors.py"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.ClassDef)
        and not node.name.startswith("_")
        and node.name not in ANSWERS
        and any(dotted(parent).endswith(("Exception", "Error", "Stopped", "Warning")) for parent in node.bases)
    ]

    assert elsewhere == []


def test_no_exception_is_raised_without_a_kind_or_swallowed() -> None:
    vague = [
        f"{name_of(path)}:{node.lineno}"
        for path in SOURCES
        for node in ast.walk(tree_of(path))
        if (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and dotted(node.exc.func) == "Exception")
        or (isinstance(node, ast.ExceptHandler) and (node.type is None or is_swallowed(node)))
    ]

    assert vague == []


def is_swallowed(handler: ast.ExceptHandler) -> bool:
    catches_all = handler.type is not None and dotted(handler.type) in ("Exception", "BaseException")
    return catches_all and all(isinstance(node, ast.Pass | ast.Continue) for node in handler.body)


RECORDS = "src/centreline/web/records/"
TIDIES_THE_FILE = RECORDS + "erasing.py"
"""Where the database is told to leave nothing of what was erased in its file: no row is asked for."""


def test_rows_are_asked_for_in_one_place_and_never_in_words_of_sql() -> None:
    beside, in_words = set(), set()
    for path in (path for path in SOURCES if "web" in path.parts):
        calls = [dotted(node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Attribute)]
        beside |= {name_of(path) for one in calls if one.endswith(".objects") and RECORDS not in name_of(path)}
        in_words |= {name_of(path) for one in calls if re.search(r"objects\.(raw|extra)$|\.cursor$|RawSQL$", one)}
    assert beside == set()
    assert in_words == {TIDIES_THE_FILE}


def test_every_public_name_is_listed_and_documented() -> None:
    assert [f"{name_of(path)}: {fault}" for path in SOURCES for fault in faults_of_public_names(path)] == []


def faults_of_public_names(path: Path) -> Iterator[str]:
    body = tree_of(path).body
    if all(isinstance(node, ast.Expr) for node in body) or path.name == "__main__.py":
        if not ast.get_docstring(tree_of(path)):
            yield "does not say what it is for"
        return
    module = importlib.import_module(module_of(path))
    if "__all__" not in vars(module):
        yield "has no __all__"
    listed = list(getattr(module, "__all__", []))
    public = {node.name for node in body if is_public(node)}
    yield from (f"{name} is public, but not in __all__" for name in sorted(public - set(listed)))
    yield from (f"{name} is listed twice" for name in sorted({one for one in listed if listed.count(one) > 1}))
    yield from (f"{name} has no docstring" for name in listed if not is_documented(getattr(module, name)))


def is_public(node: ast.stmt) -> bool:
    if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
        return False
    decorators = [one.func if isinstance(one, ast.Call) else one for one in node.decorator_list]
    return not any(dotted(decorator).endswith((".command", ".callback")) for decorator in decorators)


def is_documented(thing: object) -> bool:
    return not (inspect.isclass(thing) or inspect.isfunction(thing)) or bool(inspect.getdoc(thing))


def test_every_test_asserts_something() -> None:
    assert [f"{name_of(path)}: {name}" for path in TESTS for name in silent_tests_of(tree_of(path))] == []


def silent_tests_of(tree: ast.Module) -> list[str]:
    functions = list(functions_in(tree))
    asserting = {function.name for function in functions if asserts(function, set())}
    tests = [function for function in functions if function.name.startswith("test_")]
    return [function.name for function in tests if not asserts(function, asserting)]


def asserts(function: ast.FunctionDef, asserting: set[str]) -> bool:
    for node in ast.walk(function):
        if isinstance(node, ast.Assert):
            return True
        if isinstance(node, ast.Call) and (
            dotted(node.func) in asserting or dotted(node.func) in ("pytest.raises", "pytest.warns", "pytest.fail")
        ):
            return True
    return False


def test_tests_pass_fakes_and_no_mocks() -> None:
    mocks = [
        f"{name_of(path)}: {name}"
        for path in TESTS
        for name in modules_imported_by(tree_of(path))
        if name.startswith(("unittest.mock", "mock", "pytest_mock"))
    ]

    assert mocks == []


def modules_imported_by(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""


def test_tests_speak_in_sentences() -> None:
    unspoken = [
        f"{name_of(path)}: {function.name}"
        for path in TESTS
        for function in functions_in(tree_of(path))
        if function.name.startswith("test_")
        and re.search(r"_should(_|$)|^test_that_|^test_\d+$|^test_[a-z]+$", function.name)
    ]

    assert unspoken == []
