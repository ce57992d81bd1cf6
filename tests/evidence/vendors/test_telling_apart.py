"""Files of desks, planners and finance are told apart by what is in them, and from what others export."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from desks import (
    chatwoot_conversation,
    chatwoot_records,
    intercom_conversation,
    intercom_parts,
    write_lines,
    zendesk_records,
    zendesk_ticket,
)
from planning_files import QUEUE, activity, event, period, wage, write_feed, write_iex, write_table

from centreline.evidence.vendors.book import SOURCES
from centreline.evidence.vendors.recognition import sample_of

TELEPHONE = "id,customer,queue,at,wait,result,updated\n1,7,billing,2026-03-02 09:00,5,ANSWERED,\n"


def page(name: str, *bodies: Any) -> Callable[[Path], Path]:
    def write(path: Path) -> Path:
        path.write_text(json.dumps({name: list(bodies), "count": len(bodies)}), encoding="utf-8")
        return path

    return write


FILES: Sequence[tuple[str, Callable[[Path], Any]]] = [
    ("zendesk", lambda path: write_lines(path, zendesk_records())),
    ("zendesk", page("tickets", zendesk_ticket())),
    ("chatwoot", lambda path: write_lines(path, chatwoot_records())),
    ("chatwoot", page("payload", chatwoot_conversation())),
    ("intercom", lambda path: write_lines(path, [intercom_conversation(parts=intercom_parts())])),
    ("intercom", page("conversations", intercom_conversation())),
    ("iex", lambda path: write_iex(path, [activity()])),
    ("iex", lambda path: write_iex(path, [period()], fields=QUEUE)),
    ("icalendar", lambda path: write_feed(path, [event()])),
    ("wages", lambda path: write_table(path, [wage()])),
    ("nobody", lambda path: path.write_text(TELEPHONE, encoding="utf-8")),
    ("nobody", lambda path: path.write_text('{"id": 1, "name": "a brand"}\n', encoding="utf-8")),
]


@pytest.mark.parametrize(("owner", "write"), FILES, ids=[f"{name}-{place}" for place, (name, _) in enumerate(FILES)])
def test_a_file_is_recognised_by_its_own_reader_and_by_no_other(
    owner: str, write: Callable[[Path], Any], tmp_path: Path
) -> None:
    path = tmp_path / "export.txt"  # its name says nothing
    write(path)

    sure = {source.name: source.recognise(sample_of(path)) for source in SOURCES}

    assert owner == "nobody" or sure[owner] >= 0.9
    assert {name: how for name, how in sure.items() if name != owner and how > 0.5} == {}
