"""A table of a page as a file: headings, figures, what reaches over several cells, and what is for a screen alone."""

from centreline.web.frame.shown_tables import read_table

PAGE = """
<table data-table="other"><thead><tr><th>No</th></tr></thead><tbody><tr><td>no</td></tr></tbody></table>
<table data-table="groups"><caption>Groups</caption>
<thead><tr><th scope="col"><span class="unseen">What</span></th><th data-number>Value</th><th>Value</th>
<th data-not-taken>Do</th></tr><tr data-grid-skip><td><input name="q"></td></tr></thead>
<tbody>
<tr><th rowspan="2"><a href="/x">Bill &amp; pay</a><span class="unseen"> of the centre</span></th>
<td data-number data-value="0.125">12.5&nbsp;%</td><td>one<br>two</td><td><form><button>Go</button></form></td></tr>
<tr><td data-number data-value="">none</td><td data-value="2026-04-02">2 Apr</td><td>x</td></tr>
<tr><th>=1+1</th><td colspan="3" class="muted">Hidden: few people <svg><text>drawn</text></svg></td></tr>
<tr><th>Whole</th><td data-number data-value="1200">1,200</td><td>—</td><td></td></tr>
</tbody><tfoot><tr><td>all</td></tr></tfoot></table>
"""


def test_a_table_is_read_as_it_is_shown() -> None:
    assert read_table(PAGE, "groups") == (
        ["What", "Value", "Value 2"],
        [
            ["Bill & pay", 0.125, "one two"],
            ["Bill & pay", None, "2026-04-02"],
            ["=1+1", "Hidden: few people", None],
            ["Whole", 1200, None],
        ],
    )


def test_a_table_that_is_not_there_is_none() -> None:
    assert read_table(PAGE, "nothing") is None
