"""A file nobody has mapped yet: its columns are suggested, corrected, checked, brought, and the mapping is kept."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from centreline.actions.workspace import FolderWorkspace
from centreline.web.jobs.working import run_job
from centreline.web.records.jobs import Job, job
from centreline.web.records.store import DjangoState

As = Callable[[str], Client]

TICKETS = """Ticket No.,Queued Time,Picked Up,Result,Media,Talk Seconds,Caller Email,Weather
T-1,03/04/2026 09:00,03/04/2026 09:01,done,phone,240,anna@example.org,rain
T-2,03/04/2026 10:00,,gave up,phone,,bob@example.org,sun
T-3,05/04/2026 10:00,05/04/2026 10:02,done,phone,twelve,carla@example.org,sun
"""


def _uploaded(client: Client, content: str = TICKETS) -> str:
    sent = client.post("/imports/new/", {"file": SimpleUploadedFile("our tickets.csv", content.encode())})
    return str(sent.url)


def _controls(page: Any) -> dict[str, str]:
    """Return what a browser would send of the form as it is shown."""
    controls = dict(page.context["controls"])
    for group in page.context["groups"].values():
        for field in group:
            controls |= {f"word.{field.name}.{theirs}": ours for theirs, _times, ours in field.words}
    return controls


def _done(address: str) -> Job:
    number = address.rstrip("/").rpartition("/")[2]
    run_job.func(number)
    found = job(number)
    assert found is not None
    return found


def test_an_unknown_file_is_mapped_checked_brought_and_its_mapping_kept(client_as: As, centre: Path) -> None:
    client = client_as("data_owner")
    chosen = _uploaded(client)
    detected = client.get(chosen)
    first = client.get(f"{chosen}map/?table=contact")
    controls = _controls(first)

    assert detected.context["tables"][0]["name"] == "contact"
    assert "Neither a source nor a mapping" in detected.content.decode()
    assert controls["from.contact_id"] == "Ticket No."
    assert (controls["from.customer_id"], controls["is.customer_id"]) == ("Caller Email", "email")
    assert "anna@example.org" not in first.content.decode()
    assert [one.name for one in first.context["dropped"]] == ["Talk Seconds", "Weather"]

    asked_back = client.post(f"{chosen}map/?table=contact", controls)

    assert asked_back.status_code == 422
    assert "could be a day and a month in either order" in asked_back.content.decode()

    controls |= {"date_order": "dmy", "word.outcome.done": "handled", "word.outcome.gave up": "abandoned"}
    controls |= {"word.channel.phone": "voice", "from.talk_ms": "Talk Seconds", "unit.talk_ms": "s"}
    checked = _done(client.post(f"{chosen}map/?table=contact", controls).url)

    assert checked.state == "done", checked.result
    assert (checked.result["counts"]["created"], checked.result["counts"]["rejected"]) == (2, 1)
    assert "twelve" in str(checked.result["errors"])
    apart = b"".join(client.get(f"{chosen}rejected.csv").streaming_content).decode("utf-8-sig")
    assert "rejected because" in apart
    assert "T-3" in apart
    assert "carla@example.org" not in apart

    given = {"how": "draft", "keep": "on"}
    brought = _done(client.post(f"{chosen}bring/", given).url)
    kept = yaml.safe_load((centre / "mappings" / "our-tickets.yaml").read_text())

    assert brought.state == "done", brought.result
    assert kept["columns"]["outcome"] == {"from": "Result", "values": {"done": "handled", "gave up": "abandoned"}}
    assert "save_mapping" in [line.act for line in DjangoState().lines() if line.key == "our-tickets"]
    again = _uploaded(client, TICKETS.replace("gave up", "done"))
    assert "mapping:our-tickets" in [way.how for way in client.get(again).context["ways"] if way.fits]

    changed = _done(client.post(again, {"how": "mapping:our-tickets"}).url)

    [row] = changed.result["changes"]
    assert row["key"] == ["our-tickets", "T-2"]
    assert ["outcome", "abandoned", "handled"] in row["fields"]

    undone = _done(client.post(f"/imports/{brought.result['imported']}/undo/").url)
    assert undone.state == "done"
    assert not next(
        one for one in FolderWorkspace(centre).lake.imports() if one.id == brought.result["imported"]
    ).stands
    (centre / "mappings" / "our-tickets.yaml").unlink()


def test_a_file_that_waits_says_since_when_and_its_mapping_is_named_in_plain_letters(client_as: As) -> None:
    client = client_as("data_owner")
    file = SimpleUploadedFile("Anrufe März.csv", b"Ticket;Warteschleife\nT-1;billing\n")
    chosen = client.post("/imports/new/", {"file": file}).url
    waits = client.get("/imports/new/").content.decode()
    controls = client.get(f"{chosen}map/?table=contact").context["controls"]
    client.post(f"{chosen}forget/")

    assert 'Anrufe März.csv</bdi></a> <span class="muted">uploaded <span class="number">' in waits
    assert (controls["mapping"], controls["from.queue"]) == ("anrufe-marz", "Warteschleife")


def test_every_misfit_stands_beside_its_field(client_as: As) -> None:
    client = client_as("data_owner")
    chosen = _uploaded(client)
    controls = _controls(client.get(f"{chosen}map/?table=contact"))
    controls |= {"date_order": "dmy", "from.outcome": "", "guard.opened_at": "hash", "from.opened_at": "Queued Time"}

    answer = client.post(f"{chosen}map/?table=contact", controls)

    fields = {one.name: one for group in answer.context["groups"].values() for one in group}
    assert answer.status_code == 422
    assert "nothing fills 'outcome'" in fields["outcome"].problems[0].what
    assert "could name somebody" in fields["opened_at"].problems[0].what


def test_a_preset_is_changed_without_losing_what_the_form_does_not_show(client_as: As, centre: Path) -> None:
    client = client_as("data_owner")
    lines = (centre / "exports" / "switchboard-calls.csv").read_text().splitlines(keepends=True)
    chosen = _uploaded(client, lines[0] + "".join(f"NEW-{line}" for line in lines[1:4]))
    address = f"{chosen}map/?based_on=switchboard-calls"
    before = FolderWorkspace(centre).mapping("switchboard-calls")

    controls = _controls(client.get(address)) | {"based_on": "switchboard-calls"}
    checked = _done(client.post(address, controls).url)

    assert checked.state == "done", checked.result
    assert checked.given["replaces"] == before.hash
    token = checked.given["upload"]
    draft = yaml.safe_load((centre / "incoming" / token / ".mapping.yaml").read_text())
    assert draft["columns"]["offered_at"] == {"from": "Queued", "format": ["%d/%m/%Y %H:%M:%S"]}
    assert draft["columns"].keys() == before.columns.keys()


def test_rows_are_pasted_and_an_empty_file_is_had_for_each_table(client_as: As) -> None:
    client = client_as("data_owner")

    pasted = client.post("/imports/new/", {"pasted": "Call\tQueued\nC-1\t2026-01-05 09:00"})
    empty = client.get("/imports/templates/contact.csv").content.decode("utf-8-sig")

    assert [one.name for one in client.get(pasted.url).context["glimpse"].columns] == ["Call", "Queued"]
    assert empty.startswith("source,contact_id,customer_id,")
    filled, meaning = (
        client.get(f"/imports/templates/contact.csv?with={what}").content.decode("utf-8-sig").splitlines()
        for what in ("examples", "meaning")
    )
    assert (len(empty.splitlines()), len(filled)) == (1, 4)
    assert filled[0] == empty.strip()
    assert filled[1].startswith("our system,contact 1,customer 1,")
    assert meaning[0] == "column,holds,required,about,meaning,example"
    assert len(meaning) == len(empty.split(",")) + 1
    assert client.get("/imports/templates/secrets.csv").status_code == 422


def test_nobody_maps_the_file_of_another(client_as: As) -> None:
    chosen = _uploaded(client_as("data_owner"))

    assert client_as("workforce").get(f"{chosen}map/?table=contact").status_code == 404
    assert client_as("leader").get(f"{chosen}map/?table=contact").status_code == 403


def test_a_file_that_is_held_is_repaired_undone_and_read_another_way(client_as: As, centre: Path) -> None:
    client = client_as("data_owner")
    lines = (centre / "exports" / "calendar.csv").read_text().splitlines(keepends=True)
    chosen = _uploaded(client, "".join([lines[0], *lines[1:3]]).replace("P-", "H-").replace(',0,"Eu', ',lots,"Eu', 1))
    token = chosen.rstrip("/").rpartition("/")[2]
    asked = client.post(f"{chosen}bring/", {"how": "mapping:calendar", "hold": "yes"}).url
    first = _done(asked)

    assert (first.result["counts"]["created"], first.result["counts"]["rejected"]) == (1, 1)
    assert f'href="{chosen}map/?based_on=calendar"' in client.get(asked).content.decode()
    assert "The file is still here" not in client_as("workforce").get(asked).content.decode()

    again = f"{chosen}map/?based_on=calendar"
    repaired = _controls(client.get(again)) | {"based_on": "calendar", "empty": "lots"}
    checked = _done(client.post(again, repaired).url)
    second = _done(client.post(f"{chosen}bring/", {"how": "draft", "hold": "yes"}).url)

    assert checked.result["counts"] == second.result["counts"]
    assert {word: n for word, n in second.result["counts"].items() if n} == {"created": 1, "same": 1}

    undo = f"/imports/{second.result['imported']}/undo/"
    assert f'value="{token}"' in client.get(undo, {"upload": token}).content.decode()
    taken = client.post(undo, {"upload": token}).url
    _done(taken)
    assert f'href="{chosen}"' in client.get(taken).content.decode()
    client.post(f"{chosen}forget/")
    assert "The file is still here" not in client.get(taken).content.decode()
    assert not (centre / "incoming" / token).exists()
    _done(client.post(f"/imports/{first.result['imported']}/undo/").url)
