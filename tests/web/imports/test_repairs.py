"""How a text is taken apart is chosen and kept; errors that the mapping can mend are mended for all rows, and back."""

import html
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from centreline.web.jobs.working import run_job
from centreline.web.records.jobs import Job, job

As = Callable[[str], Client]

CALLS = """Export of the desk;May;2026;x
Ticket;Queued;Wait;Result
T-1;2026-04-03 09:00;1,5;erledigt
T-2;2026-04-03 10:00;2;erledigt
;2026-04-03 11:00;3;verpasst
"""


@pytest.fixture(autouse=True)
def swept(centre: Path) -> Iterator[None]:
    """Leave no upload and no mapping behind: other stories count them."""
    yield
    for one in (centre / "incoming").glob("*"):
        shutil.rmtree(one)
    (centre / "mappings" / "calls.yaml").unlink(missing_ok=True)


def uploaded(client: Client, text: str = CALLS) -> str:
    sent = client.post("/imports/new/", {"file": SimpleUploadedFile("calls.csv", text.encode("cp1252"))})
    return str(sent.url)


def ended(address: str) -> Job:
    number = address.rstrip("/").rpartition("/")[2]
    run_job.func(number)
    found = job(number)
    assert found is not None
    return found


def done(address: str) -> Job:
    found = ended(address)
    assert found.state == "done", found.result
    return found


def checked(client: Client, chosen: str, *, unforeseen: str = "reject") -> Job:
    """Map the columns below the second row as somebody does who believes in decimal points, and check."""
    page = client.get(f"{chosen}map/?table=contact&header_row=2&delimiter=%3B")
    controls: dict[str, Any] = dict(page.context["controls"])
    controls |= {"from.contact_id": "Ticket", "from.offered_at": "Queued", "from.wait_ms": "Wait", "unit.wait_ms": "s"}
    controls |= {"from.outcome": "Result", "otherwise.outcome": unforeseen, "decimal": "."}
    answer = client.post(f"{chosen}map/?table=contact", controls)
    assert answer.status_code == 302, answer.context["problems"]
    return done(answer.url)


def repair(client: Client, chosen: str, check: Job, **said: str) -> Job:
    return done(client.post(f"{chosen}repair/", {"check": check.id, **said}).url)


def test_the_rows_follow_what_is_chosen_and_the_choice_is_kept_in_the_mapping(client_as: As) -> None:
    client = client_as("data_owner")
    chosen = uploaded(client)
    found = html.unescape(client.get(chosen).content.decode())
    assert "no other gives as many columns: 4" in found
    assert "Export of the desk</bdi>" in found  # the first of two rows that name as many

    second = client.get(f"{chosen}?header_row=2")
    assert [one.name for one in second.context["glimpse"].columns] == ["Ticket", "Queued", "Wait", "Result"]
    assert '<input type="hidden" name="header_row" value="2">' in second.content.decode()

    check = checked(client, chosen)
    again = client.get(f"{chosen}map/?based_on=draft").context["controls"]
    assert (again["header_row"], again["delimiter"]) == ("2", ";")
    assert sum(check.result["counts"].values()) == 3


def test_a_choice_that_cannot_be_read_says_so_and_can_be_changed(client_as: As) -> None:
    client = client_as("data_owner")

    page = client.get(f"{uploaded(client)}?header_row=20")
    assert "no row 20" in page.content.decode()
    assert 'id="header_row"' in page.content.decode()


def test_what_the_mapping_can_mend_is_mended_for_all_rows_and_taken_back(client_as: As) -> None:
    client = client_as("data_owner")
    chosen = uploaded(client)
    first = checked(client, chosen)
    shown = client.get(f"/imports/runs/{first.id}/")
    offered = {one["column"]: [way["key"] for way in one["repairs"]] for one in shown.context["report"]["errors"]}
    assert "decimal_comma" in offered["wait_ms"]
    assert offered["contact_id"] == ["leave_out"]
    assert "translate" in offered["outcome"]
    assert first.result["counts"]["rejected"] == 3

    comma = repair(client, chosen, first, column="wait_ms", repair="decimal_comma")
    word = repair(client, chosen, comma, column="outcome", repair="translate", theirs="erledigt", word="handled")
    assert word.result["counts"]["rejected"] == 1
    left_out = repair(client, chosen, word, column="contact_id", repair="leave_out")
    assert (left_out.result["counts"]["rejected"], left_out.result["counts"]["skipped"]) == (0, 1)
    assert left_out.result["skipped"] == {"Ticket is empty": 1}

    back = done(client.post(f"{chosen}back/", {"check": left_out.id}).url)
    assert back.result["counts"] == word.result["counts"]
    twice = done(client.post(f"{chosen}back/", {"check": back.id}).url)
    assert twice.result["counts"] == comma.result["counts"]


def test_a_check_that_would_leave_rows_out_is_no_success_and_says_what_a_repair_mended(client_as: As) -> None:
    client = client_as("data_owner")
    chosen = uploaded(client)
    first = checked(client, chosen)
    before = " ".join(client.get(f"/imports/runs/{first.id}/").content.decode().split())
    comma = repair(client, chosen, first, column="wait_ms", repair="decimal_comma")
    word = repair(client, chosen, comma, column="outcome", repair="translate", theirs="erledigt", word="handled")
    after = " ".join(client.get(f"/imports/runs/{word.id}/").content.decode().split())

    assert '<div class="notice" data-kind="warning"' in before
    assert "3 of 3 rows would be left out." in before
    assert "Nothing would change" in before
    assert "column “Wait” of the file" in before
    assert "The last repair mended 2 rows." in after
    useless = repair(client, chosen, word, column="wait_ms", repair="unit:min")
    assert "The last repair mended no row." in client.get(f"/imports/runs/{useless.id}/").content.decode()


def test_what_mends_rejected_rows_is_named_by_its_control_and_leads_to_it(client_as: As) -> None:
    client = client_as("data_owner")
    chosen = uploaded(client)
    page = client.get(f"/imports/runs/{checked(client, chosen).id}/").content.decode()
    links = set(re.findall(rf'href="({chosen}map/[^"#]*)#([^"]+)"', page))

    assert {anchor for _address, anchor in links} >= {"unit-wait_ms", "decimal", "empty", "from-contact_id"}
    assert "at columns." not in page
    assert "<code>" not in page
    [address] = {address for address, _anchor in links}
    step = client.get(html.unescape(address)).content.decode()
    assert [anchor for _address, anchor in links if f'id="{anchor}"' not in step] == []


def test_what_is_to_be_said_of_the_mapping_leads_to_the_control_and_names_no_key(client_as: As) -> None:
    client = client_as("data_owner")
    chosen = uploaded(client)
    controls = client.get(f"{chosen}map/?table=contact&header_row=2&delimiter=%3B").context["controls"]
    refused = client.post(f"{chosen}map/?table=contact", {**controls, "from.wait_ms": "Wait", "unit.wait_ms": ""})
    page = refused.content.decode()

    assert refused.status_code == 422
    leads = re.findall(r'<li><a href="#([^"]+)">', page)
    assert leads
    assert [anchor for anchor in leads if f'id="{anchor}"' not in page] == []
    assert "choose it under “Counted in”" in page
    assert "`" not in "".join(re.findall(r'<p class="field-error">.*?</p>', page))


def test_a_word_that_nobody_foresaw_is_told_and_its_meaning_can_be_said(client_as: As) -> None:
    client = client_as("data_owner")
    check = checked(client, uploaded(client), unforeseen="other")
    page = client.get(f"/imports/runs/{check.id}/")
    said = html.unescape(page.content.decode())

    assert page.status_code == 200
    assert "says “erledigt” in outcome, which nobody foresaw; kept as “other”." in said
    assert 'aria-label="What “erledigt” means"' in said


def test_a_check_that_stopped_names_the_file_and_has_a_way_on(client_as: As) -> None:
    client = client_as("data_owner")
    chosen = uploaded(client, "System,Invitation\n")

    stopped = ended(client.post(chosen, {"how": "mapping:survey-answers"}).url)
    page = client.get(f"/imports/runs/{stopped.id}/").content.decode()

    assert stopped.state == "failed"
    assert "centreline-reads" not in page
    assert f'href="{chosen}"' in page


def test_what_is_repaired_is_brought_and_kept(client_as: As) -> None:
    client = client_as("data_owner")
    chosen = uploaded(client)
    check = repair(client, chosen, checked(client, chosen), column="wait_ms", repair="decimal_comma")
    check = repair(client, chosen, check, column="outcome", repair="other")

    brought = done(client.post(f"{chosen}bring/", {"how": "draft", "keep": "on"}).url)
    assert (brought.result["counts"]["created"], brought.result["counts"]["rejected"]) == (2, 1)
    done(client.post(f"/imports/{brought.result['imported']}/undo/").url)
    kept = client.get(f"{uploaded(client)}map/?based_on=calls").context["controls"]
    assert (kept["decimal"], kept["header_row"], kept["otherwise.outcome"]) == (",", "2", "other")


def test_nobody_repairs_the_file_of_somebody_else(client_as: As) -> None:
    owner = client_as("data_owner")
    chosen = uploaded(owner)
    check = checked(owner, chosen)

    said = {"check": check.id, "column": "wait_ms", "repair": "decimal_comma"}
    assert client_as("quality").post(f"{chosen}repair/", said).status_code == 404
    assert client_as("leader").post(f"{chosen}repair/", said).status_code == 403
    assert owner.post(f"{chosen}back/", {"check": check.id}).status_code == 404  # nothing was repaired
