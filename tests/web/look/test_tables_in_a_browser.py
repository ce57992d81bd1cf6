"""A table that stands on a page as a whole, worked by keys and where it stands."""

import pytest

pytestmark = pytest.mark.browser

SHOWN = """[...document.querySelectorAll('table[data-table=ways] tbody tr:not([hidden]) th')]
    .map((row) => row.innerText.trim().split(/[ \\n]/).slice(0, 3).join(' '))"""


def test_a_lesser_table_is_a_grid_of_one_stop_and_controls_of_a_cell_are_reached(shown):
    page = shown("/gallery/")
    grid = page.locator("table[data-table=ways][role=grid]")
    grid.locator("tbody th").first.focus()

    assert grid.locator("[tabindex='0']").count() == 1
    assert grid.locator(":is(a, button):not([tabindex='-1'])").count() == 0
    seen = []
    for key in ("ArrowRight", "ArrowDown", "End", "Control+End", "Control+Home"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.innerText.trim().split('\\n')[0]"))
    assert seen[0] == "1,964"
    assert seen[1] == "Not answerable: nobody wrote it down"
    assert seen[2] == "What the agent ticked."
    assert (seen[3], seen[4]) == ("", "Way of counting")
    grid.locator("tbody th").nth(2).focus()
    said = []
    for key in ("Enter", "Tab", "Shift+Tab", "Shift+Tab"):
        page.keyboard.press(key)
        said.append(page.evaluate("document.activeElement.innerText.trim().split('\\n')[0].slice(0, 14)"))
    assert said == ["Take it", "Leave it", "Take it", "Within one day"]
    page.keyboard.press("Control+a")
    assert grid.locator("tbody tr[aria-selected=true]").count() == 3
    assert page.said == []


def test_rows_columns_and_order_are_kept_in_the_address_and_sums_follow(shown):
    page = shown("/gallery/")
    tools = page.locator("[data-works=ways]")
    page.locator("table[data-table=ways] thead button", has_text="Value").click()

    tools.get_by_label("Filter the rows: Ways of counting").fill("within")
    tools.locator("summary").click()
    tools.get_by_label("Why it differs").uncheck()

    assert page.evaluate(SHOWN) == ["Within one day", "Within seven days"]
    assert tools.locator("[role=status]").inner_text() == "2 of 3 rows"
    assert page.url.endswith("?ways.sort=2&ways.find=within&ways.hide=3")
    taken = page.locator("a[href*='take=ways']").get_attribute("href")
    assert taken.endswith("?take=ways&format=csv&ways.sort=2&ways.find=within&ways.hide=3")
    page.reload()
    assert page.evaluate(SHOWN) == ["Within one day", "Within seven days"]
    assert not page.locator("table[data-table=ways] thead th", has_text="Why it differs").is_visible()
    tools.get_by_label("Filter the rows: Ways of counting").fill("one day")
    assert page.locator("table[data-table=ways] tfoot [data-sum]").inner_text() == "311"
    assert page.said == []


def test_without_scripts_every_row_and_column_is_shown(shown):
    page = shown("/gallery/?ways.find=within&ways.hide=3", java_script_enabled=False)

    assert page.locator("table[data-table=ways] tbody tr").count() == 3
    assert page.locator("table[data-table=ways] thead th", has_text="Why it differs").is_visible()
    assert not page.locator("[data-works=ways]").is_visible()
