"""`centreline export`: what happened, for other programs."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwk, jws

Run = Callable[..., Any]


@pytest.fixture
def held(brought: Any) -> Path:
    """The folder of a workspace that holds three calls."""
    place: Path = brought.place
    return place


@pytest.mark.parametrize(
    ("form", "name"),
    [("xes", "january.log"), ("ocel", "january.log"), ("ocel-xml", "january.xml"), ("ocel-sqlite", "january.SQLITE")],
)
def test_a_log_is_written_in_the_form_its_name_says_and_told_of(
    run: Run, held: Path, tmp_path: Path, form: str, name: str
) -> None:
    file = tmp_path / name

    said = run("export", form.partition("-")[0], file, "-w", held, "--period", "2026-01-05", "--format", "json")

    assert said.code == 0
    assert said.document == {"file": str(file), "form": form, "cases": 3, "events": 3}
    begins = {"xes": b"<?xml", "ocel": b'{"objects"', "ocel-xml": b"<?xml", "ocel-sqlite": b"SQLite format 3"}
    assert file.read_bytes().startswith(begins[form])
    assert file.stat().st_size > 500


def test_a_log_is_read_again_by_the_same_program(run: Run, held: Path, tmp_path: Path) -> None:
    assert run("export", "xes", tmp_path / "log.xes", "-w", held).code == 0

    said = run("ingest", "xes", tmp_path / "log.xes", "-w", held, "--format", "json")

    assert said.code == 0
    assert said.document["rows"]["created"] > 0


def test_a_file_that_is_there_is_never_written_over(run: Run, held: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.xes").write_text("mine", encoding="utf-8")

    said = run("export", "xes", tmp_path / "mine.xes", "-w", held)

    assert said.code == 2
    assert "is there already" in said.err
    assert (tmp_path / "mine.xes").read_text(encoding="utf-8") == "mine"


def test_an_empty_choice_leaves_no_file(run: Run, held: Path, tmp_path: Path) -> None:
    said = run("export", "ocel", tmp_path / "none.json", "-w", held, "--queue", "nowhere")

    assert said.code == 2
    assert "no case lies in that period and queue" in said.err
    assert [path.name for path in tmp_path.iterdir() if "none" in path.name] == []


def test_conversations_are_written_by_name_and_by_condition(run: Run, held: Path, tmp_path: Path) -> None:
    named = run("export", "vcon", "1", "2", "--to", tmp_path / "a", "-w", held, "--format", "json")
    chosen = run("export", "vcon", "--query", "agent == 'ben'", "--to", tmp_path / "b", "-w", held, "--format", "json")

    assert (named.code, chosen.code) == (0, 0)
    assert len(named.document["files"]) == named.document["without_turns"] == 2
    [file] = chosen.document["files"]
    made = json.loads((tmp_path / "b" / file).read_text(encoding="utf-8"))
    assert made["redacted"]["type"] == "centreline"
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == sorted(named.document["files"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ((), "no contact was named"),
        (("17",), "there is no contact '17'"),
        (("--query", "agent == 'nobody'"), "no contact fits"),
        (("--query", "import os"), "cannot read"),
    ],
    ids=["none", "unknown", "nobody", "no condition"],
)
def test_a_choice_that_means_nothing_is_told(
    run: Run, held: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    said = run("export", "vcon", *arguments, "--to", tmp_path / "c", "-w", held)

    assert said.code == 2
    assert says in " ".join(said.err.split())
    assert not (tmp_path / "c").exists()


def test_a_signed_conversation_is_brought_with_the_key_of_its_signer_alone(
    run: Run, begun: Any, tmp_path: Path
) -> None:
    key = jwk.ECKey.generate_key("P-256")
    (tmp_path / "signer.pem").write_bytes(key.as_pem(private=False))
    said = {
        "type": "text",
        "start": "2026-03-02T10:00:00Z",
        "parties": [0],
        "mediatype": "text/plain",
        "body": "Hello.",
    }
    made = {"uuid": "0194c3a0-7f64-8b2a-9c1d-5a0f1f2e3d4c", "created_at": said["start"], "dialog": [said]}
    made["parties"] = [{"role": "customer", "tel": "+15550100"}]
    registry = jws.JWSRegistry(algorithms=["ES256"])
    sealed = jws.serialize_json([{"protected": {"alg": "ES256"}}], json.dumps(made).encode(), key, registry=registry)
    (tmp_path / "signed.vcon").write_text(json.dumps(sealed), encoding="utf-8")
    command = ("ingest", "vcon", tmp_path / "signed.vcon", "-w", begun.place, "--format", "json")

    without, verified = run(*command), run(*command, "--key", tmp_path / "signer.pem")
    elsewhere = run("ingest", "zendesk", tmp_path / "signed.vcon", "-w", begun.place, "--key", tmp_path / "signer.pem")

    assert without.code == 2
    assert "no key was given to verify it with" in without.out
    assert verified.code == 0
    assert verified.document["rows"]["created"] == 1
    assert elsewhere.code == 2
    assert "nothing to verify with a key" in " ".join(elsewhere.err.split())
