import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from centreline.blueprint.claim import Claims
from centreline.blueprint.document import Blueprint
from centreline.blueprint.files import dump_blueprint, dump_claims, load_blueprint, load_claims
from centreline.blueprint.writing import blueprint_texts, claims_texts
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.written.load import read_written

Small = Callable[..., Blueprint]

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]


@settings(max_examples=150, deadline=None, suppress_health_check=_SLOW, derandomize=True)
@given(blueprint=st.from_type(Blueprint))
def test_any_blueprint_comes_back_as_it_was_written(blueprint: Blueprint) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dump_blueprint(blueprint, Path(folder))
        reading = read_written(Blueprint, sorted(Path(folder).iterdir()), name=folder)

    assert reading.written.problems == []
    assert reading.value == blueprint
    assert reading.value.content_hash == blueprint.content_hash


@settings(max_examples=100, deadline=None, suppress_health_check=_SLOW, derandomize=True)
@given(document=st.from_type(Claims))
def test_any_claims_come_back_as_they_were_written(document: Claims) -> None:
    with tempfile.TemporaryDirectory() as folder:
        dump_claims(document, Path(folder))

        assert load_claims(Path(folder)) == document


def test_a_blueprint_is_written_in_files_by_subject(tmp_path: Path, small: Small) -> None:
    dump_blueprint(small(), tmp_path / "blueprint")

    names = sorted(path.name for path in (tmp_path / "blueprint").iterdir())
    assert names == [
        "blueprint.yaml", "journeys.yaml", "partners.yaml", "people.yaml", "procedures.yaml", "technology.yaml",
    ]  # fmt: skip
    assert load_blueprint(tmp_path / "blueprint") == small()


def test_the_text_can_be_read_by_any_yaml_reader(small: Small) -> None:
    document: dict[str, object] = {}
    for text in blueprint_texts(small()).values():
        document |= yaml.safe_load(text)

    assert Blueprint.model_validate(document) == small()


def test_words_that_other_readers_take_for_truth_values_stay_plain() -> None:
    said = {"touchpoint": "call", "question": "current", "answer": "yes", "who": "Ana", "on": "2026-01-02"}
    document = Claims.model_validate({"claims": [{**said, "how": "workshop"}]})

    assert "answer: yes\n" in claims_texts(document)["claims.yaml"]
    assert "on: " in claims_texts(document)["claims.yaml"]


def test_a_folder_with_files_in_it_is_never_overwritten(tmp_path: Path, small: Small) -> None:
    (tmp_path / "mine.yaml").write_text("# my notes\n")

    with pytest.raises(ArgumentInvalid, match="already holds YAML files"):
        dump_blueprint(small(), tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]
