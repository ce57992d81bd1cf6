"""A column that is kept with more care than its field asks."""

from datetime import UTC, datetime
from pathlib import Path

from centreline.evidence.ingest import ingest_file
from centreline.evidence.lake import Lake
from centreline.evidence.mapmaking.written import mapping_of
from centreline.evidence.privacy.door import Door
from centreline.evidence.scope import Scope

CALLS = """call,queued,agent,team,result
C-1,2026-01-05 09:00,Nora Field,mail nora@example.org,handled
C-2,2026-01-05 09:10,Nora Field,blue,handled
"""


def test_a_guarded_column_is_hashed_or_redacted_before_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(CALLS, encoding="utf-8")
    guarded = {"agent": {"from": "agent", "guard": "hash"}, "team": {"from": "team", "guard": "redact"}}
    mapping = mapping_of(
        {
            "mapping": "calls",
            "version": 1,
            "table": "contact",
            "constants": {"source": "us"},
            "columns": {"contact_id": "call", "offered_at": "queued", "outcome": "result", **guarded},
        }
    )
    lake = Lake(tmp_path / "evidence")

    ingest_file(lake, path, mapping=mapping, door=Door(b"k" * 32), zone="UTC", now=datetime(2026, 2, 1, tzinfo=UTC))

    evidence = lake.evidence(scope=Scope.whole_centre("a test"))
    contact = evidence.table("contact")
    first, second = evidence.rows(contact.select("contact_id", "agent", "team").order_by("contact_id"))
    assert first["agent"] == second["agent"]
    assert first["agent"].startswith("p_")
    assert (first["team"], second["team"]) == ("mail [email]", "blue")
