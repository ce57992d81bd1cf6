"""A log says the same in JSON, XML and SQLite, and what is damaged or hides something is refused."""

import sqlite3
from pathlib import Path

import pytest
from ocel_made import tickets, write_log, write_sqlite, write_xml

from centreline.evidence.vendors.ocel.reader import OCEL
from centreline.evidence.vendors.recognition import recognise_file, the_one
from centreline.evidence.vendors.source import Assembled, Record
from centreline.kernel.errors import FileUnreadable

FORMS = {"log.json": write_log, "log.xml": write_xml, "log.sqlite": write_sqlite}


def read(path: Path) -> dict[str, Assembled]:
    records = [each for each in OCEL.records(path, zone="UTC") if isinstance(each, Record)]
    subjects = sorted({record.subject for record in records})
    return {
        name: OCEL.assemble(name, [each for each in records if each.subject == name], zone="UTC") for name in subjects
    }


@pytest.mark.parametrize("name", ["log.xml", "log.sqlite"])
def test_every_form_of_a_log_says_the_same(tmp_path: Path, name: str) -> None:
    write_log(tmp_path / "log.json", tickets())
    FORMS[name](tmp_path / name, tickets())

    expected = read(tmp_path / "log.json")

    assert read(tmp_path / name) == expected
    assert sum(len(each.rows.get("event", ())) for each in expected.values()) == 5


@pytest.mark.parametrize("name", FORMS)
def test_every_form_is_recognised_without_asking(tmp_path: Path, name: str) -> None:
    FORMS[name](tmp_path / name, tickets())

    found = the_one(recognise_file(tmp_path / name))

    assert found is not None
    assert found.source is OCEL


@pytest.mark.parametrize("name", FORMS)
def test_a_log_that_is_cut_off_is_refused_in_every_form(tmp_path: Path, name: str) -> None:
    FORMS[name](tmp_path / name, tickets())
    whole = (tmp_path / name).read_bytes()
    (tmp_path / name).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(FileUnreadable):
        list(OCEL.records(tmp_path / name, zone="UTC"))


def test_a_log_in_xml_may_name_no_entities(tmp_path: Path) -> None:
    bomb = tmp_path / "log.xml"
    bomb.write_text('<!DOCTYPE log [<!ENTITY a "aaaa">]><log><object-types/><event-types/>&a;</log>')

    with pytest.raises(FileUnreadable, match="type of document or entities"):
        list(OCEL.records(bomb, zone="UTC"))


def test_a_database_that_is_no_log_says_which_tables_it_lacks(tmp_path: Path) -> None:
    write_sqlite(tmp_path / "log.sqlite", tickets())
    with sqlite3.connect(tmp_path / "log.sqlite") as database:
        database.execute("DROP TABLE event_object")

    with pytest.raises(FileUnreadable, match="without the tables event_object"):
        list(OCEL.records(tmp_path / "log.sqlite", zone="UTC"))
