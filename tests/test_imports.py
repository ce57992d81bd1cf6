"""The drawing in ARCHITECTURE.md holds: import-linter checks the contracts in pyproject.toml."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]


def test_every_import_contract_is_kept() -> None:
    linter = Path(sys.executable).with_name("lint-imports")

    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{len(CONTRACTS)} kept, 0 broken" in done.stdout


def test_every_package_has_its_place_in_the_layers() -> None:
    [layers] = [one for one in CONTRACTS if one["type"] == "layers" and one["containers"] == ["centreline"]]
    placed = {name.strip("() ") for layer in layers["layers"] for name in layer.split("|")}
    packages = {path.parent.name for path in (ROOT / "src/centreline").glob("*/__init__.py")}

    assert layers["exhaustive"] is True
    assert packages - placed == set()


def test_a_contract_is_named_by_a_sentence_for_a_contributor() -> None:
    assert [contract["name"] for contract in CONTRACTS if len(contract["name"].split()) < 4] == []


def test_an_exception_to_a_contract_has_its_reason_beside_it() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    exceptions = [line for line in lines if " -> " in line and line.strip().startswith('"centreline')]

    assert [line for line in exceptions if "#" not in line] == []
