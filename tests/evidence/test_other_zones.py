"""The machine's time zones are others than those a file was brought with, or gone: what is stored stays as it is."""

import sys
import zoneinfo
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from telephone import call

from centreline.cli.app import main
from centreline.evidence.ingest import IngestReport

Bring = Callable[..., IngestReport]
Held = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def zones_of(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path | None], None]]:
    """Let the machine know the zones in a folder and no others, until the test ends."""

    def only(folder: Path | None) -> None:
        # None hides the package, as if nobody had installed it.
        monkeypatch.setitem(sys.modules, "tzdata", None)
        zoneinfo.reset_tzpath([] if folder is None else [str(folder)])
        zoneinfo.ZoneInfo.clear_cache()

    yield only
    monkeypatch.undo()
    zoneinfo.reset_tzpath()
    zoneinfo.ZoneInfo.clear_cache()


def test_rows_that_were_brought_with_other_rules_stay_where_they_were(
    bring: Bring, held: Held, zones_of: Callable[[Path | None], None], tmp_path: Path
) -> None:
    bring([call("a", at="2026-03-02 09:00"), call("b", at="2026-07-02 09:00")])
    before = held("contact_id", "offered_at", "local_at", "month")
    # What a country that stayed on one time all year would publish.
    for name, rules in (("UTC", "UTC"), ("Europe/Berlin", "Asia/Tokyo")):
        zone = tmp_path / "zones" / name
        zone.parent.mkdir(parents=True, exist_ok=True)
        zone.write_bytes(files("tzdata").joinpath("zoneinfo", *rules.split("/")).read_bytes())

    zones_of(tmp_path / "zones")

    assert zoneinfo.ZoneInfo("Europe/Berlin").utcoffset(before[0]["local_at"]).total_seconds() == 9 * 3600
    assert held("contact_id", "offered_at", "local_at", "month") == before
    assert [str(row["local_at"]) for row in before] == ["2026-03-02 09:00:00", "2026-07-02 09:00:00"]


def test_a_machine_without_zones_is_told_so_before_anything_is_read(
    zones_of: Callable[[Path | None], None], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["centreline", "demo", "somewhere"])
    zones_of(None)

    with pytest.raises(SystemExit) as stopped:
        main()

    assert stopped.value.code == 2
    said = capsys.readouterr().err
    assert "this machine knows no time zones" in said
    assert "pip install tzdata" in said
