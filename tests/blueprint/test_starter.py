from pathlib import Path

import jsonschema
import pytest
import yaml

from centreline.blueprint.files import load_blueprint, load_claims
from centreline.blueprint.references import uses
from centreline.blueprint.schema import claims_json_schema, json_schema
from centreline.blueprint.starter import starter_files


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    for name, text in starter_files().items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_a_newcomer_starts_from_files_that_load(workspace: Path) -> None:
    blueprint = load_blueprint(workspace / "blueprint")
    claims = load_claims(workspace / "claims", blueprint=blueprint)

    assert [touchpoint.id for touchpoint in blueprint.touchpoints] == ["bill-question", "bill-correction"]
    assert [claim.answer for claim in claims.claims] == ["partly", "yes"]
    assert len(uses(blueprint)) > 20


def test_the_example_says_that_it_is_made_up(workspace: Path) -> None:
    assert load_blueprint(workspace / "blueprint").made_up


def test_the_example_shows_all_twelve_facts_of_a_touchpoint() -> None:
    text = starter_files()["blueprint/journeys.yaml"]

    assert all(f"# {fact}. " in text for fact in range(1, 13))


def test_blanks_mean_that_nobody_knows_yet(workspace: Path) -> None:
    touchpoint = load_blueprint(workspace / "blueprint").touchpoints[0]

    assert touchpoint.measures[0].variant is None
    assert touchpoint.handoffs[0].accepted_by_receiver is None


@pytest.mark.parametrize(
    ("folder", "schema"), [("blueprint", json_schema()), ("claims", claims_json_schema())], ids=["blueprint", "claims"]
)
def test_every_starter_file_fits_the_schema_its_first_line_names(workspace: Path, folder: str, schema: object) -> None:
    for path in sorted((workspace / folder).iterdir()):
        named = path.read_text(encoding="utf-8").splitlines()[0].rpartition("=")[2]
        assert (path.parent / named).resolve().is_file()
        jsonschema.validate(yaml.load(path.read_text(encoding="utf-8"), _EditorsLoader), schema)  # type: ignore[arg-type]


class _EditorsLoader(yaml.SafeLoader):
    """Reads as YAML 1.2 editors do: days are text, and `yes` and `on` are words."""

    yaml_implicit_resolvers = {  # noqa: RUF012
        first: [
            (tag, pattern)
            for tag, pattern in resolvers
            if not tag.endswith("timestamp") and not (tag.endswith(":bool") and first in "yYnNoO")
        ]
        for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
