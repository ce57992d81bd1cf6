"""What somebody leaves of a table on a page goes with its file, and with the view they save of the page."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
WORKED = "held.find=contact&held.hide=3-4-5-6&held.sort=-2"


def test_a_file_holds_the_rows_and_columns_that_are_left_in_their_order(client_as: Callable[[str], Client]) -> None:
    lee = client_as("leader")

    whole = lee.get("/imports/?take=held&format=json").json()
    left = lee.get(f"/imports/?{WORKED}&take=held&format=json").json()

    wanted = [row for row in whole if "contact" in row["Table"]]
    assert 0 < len(left) < len(whole)
    assert left == [
        {"Table": row["Table"], "Rows": row["Rows"]} for row in sorted(wanted, key=lambda row: -row["Rows"])
    ]


def test_a_view_that_is_saved_of_a_page_keeps_how_its_tables_are_worked(client_as: Callable[[str], Client]) -> None:
    lee = client_as("leader")

    lee.post("/views/floor/save/", {"name": "Short queues", "next": "/floor/?queues.hide=3&queues.find=bill"})

    page = lee.get("/floor/").content.decode()
    assert 'href="?queues.hide=3&amp;queues.find=bill">Short queues' in page


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("/map/versions/", "from=1&to=1"),
        ("/map/journeys/join-and-move/", "heat=volume&owner=nobody"),
        ("/touchpoints/bill-question/evidence/", "tab=contacts"),
    ],
)
def test_what_a_page_is_asked_by_its_address_is_kept_as_a_view_of_it(
    client_as: Callable[[str], Client], address: str, query: str
) -> None:
    lee = client_as("leader")
    [save] = re.findall(r'action="(/views/[^"]+/save/)"', lee.get(f"{address}?{query}").content.decode())

    lee.post(save, {"name": "As I read it", "next": f"{address}?{query}"})

    page = lee.get(f"{address}?{query}").content.decode()
    assert f'<a href="?{query.replace("&", "&amp;")}" aria-current="true">As I read it' in page
