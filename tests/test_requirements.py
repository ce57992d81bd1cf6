"""What the code imports is declared, decided (docs/adr) and held at one version."""

import ast
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


COMES_WITH = {
    "pydantic-core": "pydantic",
    "markupsafe": "jinja2",
    "jsonschema": "altair",
    "packaging": "pytest",
}
"""Imported as a part of something declared, which cannot be installed without it."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported_by(folder: Path) -> set[str]:
    """Return the distributions whose modules the files import, `centreline` and the standard library left out."""
    modules = set()
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add((node.module or "").split(".")[0])
    own = {path.stem for path in folder.rglob("*.py")} | {path.name for path in folder.rglob("*") if path.is_dir()}
    owners = importlib.metadata.packages_distributions()
    foreign = modules - set(sys.stdlib_module_names) - {"centreline", "generate"} - own
    found = {plain(owner) for module in foreign for owner in owners.get(module, [f"unknown module {module}"])}
    return {COMES_WITH.get(name, name) for name in found}


def declared(*, dev: bool) -> set[str]:
    lines = [*PROJECT["project"]["dependencies"], *(PROJECT["dependency-groups"]["dev"] if dev else [])]
    return {plain(re.split(r"[\s\[<>=!~;]", line)[0]) for line in lines}


def test_what_the_program_imports_is_declared_at_run_time() -> None:
    found = imported_by(ROOT / "src")

    assert {"pyarrow", "pydantic"} <= found
    assert found - declared(dev=False) == set()


def test_what_tests_benchmarks_and_pages_import_is_declared() -> None:
    found = imported_by(ROOT / "tests") | imported_by(ROOT / "benchmarks") | imported_by(ROOT / "docs")

    assert {"pytest", "hypothesis"} <= found
    assert found - declared(dev=True) == set()
