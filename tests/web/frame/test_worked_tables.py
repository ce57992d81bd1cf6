"""A table that was narrowed and ordered where it stands: its file holds the same rows, columns and order."""

import pytest
from django.http import QueryDict

from centreline.web.frame.shown_tables import read_table
from centreline.web.frame.worked_tables import worked_as

PAGE = """<table data-table="due">
<thead><tr><th>Decision</th><th>Owner</th><th data-number>Days</th><th>Due</th></tr></thead>
<tbody>
<tr><th>Merge the <b>queues</b><span class="unseen"> of billing</span></th><td>Ana</td>
<td data-number data-value="10">10 days</td><td data-value="2026-04-02">2 Apr</td></tr>
<tr><th>Write step 10</th><td>Émile</td><td data-number data-value="9">9 days</td><td data-value="">no day</td></tr>
<tr><th>Write step 9</th><td>Zoë <button>Tell Ana</button></td><td data-number>—</td>
<td data-value="2026-01-31">31 Jan</td></tr>
<tr><th>Close a line</th><td colspan="3">Nobody knows</td></tr>
</tbody><tfoot><tr><td>all</td><td></td><td>19</td><td></td></tr></tfoot></table>"""


def taken(query: str) -> tuple[list[str], list[list[object]]]:
    found = read_table(PAGE, "due", worked_as(QueryDict(query), "due"))
    assert found is not None
    return found[0], [list(row) for row in found[1]]


def first_cells(query: str) -> list[object]:
    return [row[0] for row in taken(query)[1]]


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("due.find=write+STEP", ["Write step 10", "Write step 9"]),
        ("due.find=ana", ["Merge the queues"]),
        ("due.find=thequeues", ["Merge the queues"]),
        ("due.find=billing", []),
        ("due.find=ana+step", []),
        ("other.find=ana", ["Merge the queues", "Write step 10", "Write step 9", "Close a line"]),
    ],
)
def test_rows_are_left_that_say_every_word_where_a_reader_sees_it(query: str, left: list[object]) -> None:
    assert first_cells(query) == left


@pytest.mark.parametrize(
    ("query", "order"),
    [
        ("due.sort=1", ["Close a line", "Merge the queues", "Write step 9", "Write step 10"]),
        ("due.sort=3", ["Write step 10", "Merge the queues", "Write step 9", "Close a line"]),
        ("due.sort=-3", ["Merge the queues", "Write step 10", "Write step 9", "Close a line"]),
        ("due.sort=4", ["Write step 9", "Merge the queues", "Write step 10", "Close a line"]),
        ("due.sort=9", ["Merge the queues", "Write step 10", "Write step 9", "Close a line"]),
        ("due.sort=x", ["Merge the queues", "Write step 10", "Write step 9", "Close a line"]),
    ],
)
def test_rows_stand_in_the_order_of_the_column_and_blank_ones_last(query: str, order: list[object]) -> None:
    assert first_cells(query) == order


def test_letters_with_accents_stand_beside_those_without() -> None:
    assert [row[1] for row in taken("due.sort=2&due.find=e")[1]] == ["Ana", "Émile", "Nobody knows", "Zoë"]


def test_columns_that_are_not_shown_are_not_taken() -> None:
    assert taken("due.hide=2-4-x-0&due.find=close") == (["Decision", "Days"], [["Close a line", None]])
