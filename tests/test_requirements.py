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
    "psycopg": "ibis-framework",
    "pyspark": "ibis-framework",
    "clickhouse-connect": "ibis-framework",
    "chdb-core": "chdb",
    "python-dateutil": "icalendar",
    "cryptography": "joserfc",
    "python3-saml": "django-allauth",
    "lxml": "django-allauth",
    "xmlsec": "django-allauth",
}
"""Imported as a part of something declared, which cannot be installed without it."""


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported_by(*folders: Path) -> set[str]:
    """Return the distributions whose modules the files import; one another, us and the standard library left out."""
    inside = [path for folder in folders for path in folder.rglob("*")]
    files = [path for path in inside if path.suffix == ".py"]
    modules = set()
    for path in files:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                modules |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                modules.add((node.module or "").split(".")[0])
    own = {path.stem for path in files} | {path.name for path in inside if path.is_dir()}
    owners = importlib.metadata.packages_distributions()
    foreign = modules - set(sys.stdlib_module_names) - {"centreline", "generate"} - own
    # What is not installed everywhere, such as ClickHouse, is looked for under the name of its module.
    found = {plain(owner) for module in foreign for owner in owners.get(module, [module])}
    return {COMES_WITH.get(name, name) for name in found}


def declared(*, dev: bool) -> set[str]:
    groups = ["dev", "engines", "nightly"] if dev else []
    lines = [*PROJECT["project"]["dependencies"], *(line for group in groups for line in lines_of(group))]
    if not dev:
        lines += [line for extra in PROJECT["project"]["optional-dependencies"].values() for line in extra]
    return {plain(re.split(r"[\s\[<>=!~;]", line)[0]) for line in lines}


def lines_of(group: str) -> list[str]:
    """Return the requirements of a dependency group, without the groups it includes."""
    return [line for line in PROJECT["dependency-groups"][group] if isinstance(line, str)]


def test_what_the_program_imports_is_declared_at_run_time() -> None:
    found = imported_by(ROOT / "src")

    assert {"pyarrow", "pydantic"} <= found
    assert found - declared(dev=False) == set()


def test_what_tests_benchmarks_and_pages_import_is_declared() -> None:
    found = imported_by(ROOT / "tests", ROOT / "benchmarks", ROOT / "docs")

    assert {"pytest", "hypothesis"} <= found
    assert found - declared(dev=True) == set()
