"""What is installed to run Centreline is permissively licensed, and holds nothing ADR 10 refuses."""

import importlib.metadata
import re
import tomllib
from importlib.metadata import Distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

REFUSED = {
    "pm4py": "AGPL-3.0",
    "ocpa": "depends on pm4py",
    "krippendorff": "GPL-3.0-or-later",
    "scikit-survival": "GPL-3.0",
    "yake": "GPL or LGPL",
    "pyarchimate": "GPL",
    "mutagen": "GPL-2.0-or-later",
    "vcon": "brings mutagen, and pytest at run time",
    "litellm": "reaches for the network when imported; two of its releases were malware",
    "highspy": "cannot share a process with ortools",
    "ducklake": "an empty package under a tempting name",
    "torch": "gigabytes, for what smaller runtimes do",
}
"""Names that may never be installed at run time, each with its reason."""

LGPL: dict[str, str] = {
    "psycopg": "the driver of PostgreSQL, imported as it comes, and only by those who ask for the extra",
    "psycopg-binary": "the same, compiled",
}
"""Packages under LGPL that are let in, each with its reason; none of them is needed to run Centreline."""

COPYLEFT = re.compile(
    r"\b(A?GPL|GNU (Affero )?General Public|SSPL|Server Side Public|BUSL|Business Source|EUPL|OSL|CC-BY-(NC|SA))",
    re.IGNORECASE,
)
LESSER = re.compile(r"LGPL|Lesser General Public|Library General Public", re.IGNORECASE)
PERMISSIVE = re.compile(
    r"\b(Apache|MIT|BSD|ISC|PSF|Python Software Foundation|0BSD|Zlib|CC0|MPL|Mozilla|Unlicense)\b", re.IGNORECASE
)


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def closure(name: str, *, extras: frozenset[str], met: dict[str, Distribution]) -> dict[str, Distribution]:
    """Return every distribution `name` needs to run here, itself included."""
    distribution = importlib.metadata.distribution(name)
    met[plain(name)] = distribution
    for line in distribution.requires or []:
        requirement = Requirement(line)
        marker = requirement.marker
        wanted = marker is None or any(marker.evaluate({"extra": extra}) for extra in ["", *extras])
        if wanted and plain(requirement.name) not in met:
            closure(requirement.name, extras=frozenset(requirement.extras), met=met)
    return met


def licence_of(distribution: Distribution) -> str:
    """Return everything the metadata say about the licence; long texts by their first line."""
    metadata = distribution.metadata
    classifiers = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    stated = [metadata.get("License-Expression") or "", (metadata.get("License") or "").partition("\n")[0]]
    return " / ".join(part for part in [*stated, *classifiers] if part)


RUNTIME = closure("centreline", extras=frozenset(), met={})

WITH_EXTRAS = closure("centreline", extras=frozenset({"postgres", "spark", "saml", "photos"}), met={})


def test_the_scan_reaches_what_others_bring() -> None:
    assert {"pydantic-core", "pandas", "numpy", "markupsafe", "arro3-core"} <= set(RUNTIME)


def test_nothing_under_a_lesser_licence_is_needed_to_run() -> None:
    assert set(RUNTIME) & set(LGPL) == set()


@pytest.mark.parametrize("name", sorted(WITH_EXTRAS))
def test_a_package_of_users_is_permissively_licensed(name: str) -> None:
    licence = licence_of(WITH_EXTRAS[name])

    assert PERMISSIVE.search(licence), f"{name} states no licence known to be permissive: {licence!r}"
    assert not COPYLEFT.search(LESSER.sub("", licence)), f"{name} is under {licence!r}"
    assert not LESSER.search(licence) or name in LGPL, f"{name} is under {licence!r} and not listed"


@pytest.mark.parametrize("licence", ["GPL-3.0-only", "GNU Affero General Public License v3", "AGPL-3.0", "SSPL-1.0"])
def test_a_copyleft_licence_would_be_noticed(licence: str) -> None:
    assert COPYLEFT.search(LESSER.sub("", licence))


def test_no_refused_package_is_installed_at_run_time() -> None:
    assert {name: REFUSED[name] for name in RUNTIME if name in REFUSED} == {}


def test_no_refused_package_is_named_as_a_requirement_or_a_constraint() -> None:
    groups = PROJECT["dependency-groups"].values()
    named = {plain(Requirement(line).name) for line in PROJECT["project"]["dependencies"]}
    named |= {plain(Requirement(line).name) for group in groups for line in group if isinstance(line, str)}
    pinned = re.findall(r"^([\w.-]+)==", (ROOT / "constraints.txt").read_text(encoding="utf-8"), re.MULTILINE)

    assert (named | {plain(name) for name in pinned}) & set(REFUSED) == set()


def test_the_three_pins_that_keep_ibis_working_stand() -> None:
    pins = {plain(Requirement(line).name): Requirement(line).specifier for line in PROJECT["project"]["dependencies"]}

    assert "12.0.0" in pins["ibis-framework"]
    assert "13.0.0" not in pins["ibis-framework"]
    assert "2.0.0" not in pins["duckdb"]
    assert "30.18.0" not in pins["sqlglot"]


def test_every_runtime_package_is_held_at_one_version() -> None:
    constraints = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    held = {plain(name) for name in re.findall(r"^([\w.-]+)==", constraints, re.MULTILINE)}

    assert set(RUNTIME) - held - {"centreline"} == set()


def test_the_licence_is_apache_and_comes_with_the_package() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")

    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert PROJECT["project"]["license-files"] == ["LICENSE"]
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "END OF TERMS AND CONDITIONS" in text
