"""Conversations and logs are told apart by what is in them, and from what every other source exports."""

import json
from pathlib import Path

import genesys_made
import ocel_made
import pytest
import vcon_made
import xes_made

from centreline.evidence.vendors.book import SOURCES
from centreline.evidence.vendors.recognition import sample_of

FILES = {
    "genesys_conversations": json.dumps(genesys_made.page(*genesys_made.conversations())),
    "genesys_conversations on lines": "\n".join(json.dumps(each) for each in genesys_made.conversations()),
    "genesys_schedules": json.dumps({"agentSchedules": [genesys_made.schedule()]}),
    "genesys_adherence": json.dumps({"data": [genesys_made.adherence()]}),
    "vcon": json.dumps(vcon_made.call()),
    "vcon signed": json.dumps(vcon_made.signed(vcon_made.call())),
    "vcon on lines": "\n".join(json.dumps(each) for each in (vcon_made.chat(), vcon_made.missed())),
    "xes": xes_made.log(*xes_made.repairs()),
    "ocel": json.dumps(ocel_made.log(ocel_made.tickets())),
    "ocel longer than what is looked at": json.dumps(ocel_made.log(ocel_made.tickets() * 1500)),
}


@pytest.mark.parametrize("what", list(FILES))
def test_a_file_is_recognised_by_its_own_reader_and_by_no_other(what: str, tmp_path: Path) -> None:
    path = tmp_path / "export.txt"  # its name says nothing
    path.write_text(FILES[what], encoding="utf-8")
    owner = what.partition(" ")[0]

    sure = {source.name: source.recognise(sample_of(path)) for source in SOURCES}

    assert sure[owner] >= 0.9
    assert {name: how for name, how in sure.items() if name != owner and how > 0.5} == {}
