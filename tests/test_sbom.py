"""The list of what is installed names all of it, with versions."""

import importlib.metadata
import json
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.nightly
def test_the_list_of_what_is_installed_names_every_package_with_its_version() -> None:
    subprocess.run(["make", "sbom"], cwd=ROOT, check=True, capture_output=True)

    listed = json.loads((ROOT / "build" / "sbom.json").read_text(encoding="utf-8"))

    told = {(_plain(one["name"]), one["version"]) for one in listed["components"]}
    installed = {(_plain(one.metadata["Name"]), one.version) for one in importlib.metadata.distributions()}
    assert listed["bomFormat"] == "CycloneDX"
    assert {one for one in installed if one[0] != "centreline"} - told == set()


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
