"""The gallery as a browser shows it: nothing complained of, nothing cut off, worked by keys alone."""

import pytest

pytestmark = pytest.mark.browser

THEMES = ("light", "dark", "contrast")
ROW_STATES = ("tbody tr[aria-selected=true]", "tbody tr[aria-current=true]", "tbody tr:hover")
"""What a row can be besides plain; each has a ground of its own under its words."""


@pytest.mark.parametrize("width", [1440, 1024, 390, 320])
def test_the_page_is_no_wider_than_the_screen_and_the_browser_has_nothing_to_say(shown, width):
    page = shown("/gallery/", width=width)

    page.wait_for_load_state("networkidle")

    assert page.said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing(shown, theme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = shown(f"/gallery/?theme={theme}", bypass_csp=True)
    page.locator("#findings tbody th").first.focus()
    page.keyboard.press("Shift+Space")
    page.locator("#findings tbody th").nth(1).hover()

    found = axe.run(page).response["violations"]

    assert [page.locator(state).count() for state in ROW_STATES] == [1, 1, 1]
    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_axe_finds_nothing_on_a_telephone_nor_from_right_to_left(shown):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = shown("/gallery/?language=ar", width=390, bypass_csp=True)

    found = axe.run(page).response["violations"]

    assert [(one["id"], one["nodes"][0]["html"][:200]) for one in found] == []


def test_from_right_to_left_the_rail_stands_on_the_right(shown):
    page = shown("/gallery/?language=ar")

    box = page.locator("nav.rail").bounding_box()

    assert box["x"] > 700


def test_a_grid_is_one_stop_and_arrows_move_in_it(shown):
    page = shown("/gallery/")
    grid = page.locator("#findings table[role=grid]")
    grid.locator("tbody th").first.focus()

    assert grid.locator("tbody [tabindex='0']").count() == 1
    seen = []
    for key in ("ArrowRight", "ArrowDown", "End", "Control+Home", "Control+End"):
        page.keyboard.press(key)
        seen.append(page.evaluate("document.activeElement.innerText.trim().split('\\n').at(-1)"))
    assert seen[0] == "Critical"
    assert seen[1] == "High"
    assert seen[2] == "Nobody"
    assert seen[3].startswith("Id")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+Space")
    assert grid.locator("tr[aria-selected=true]").count() == 1
    page.keyboard.press("Control+a")
    assert grid.locator("tbody tr[aria-selected=true]").count() == 4


def test_keys_of_one_letter_go_from_row_to_row_and_are_left_out_by_whoever_wants_it(shown):
    page = shown("/gallery/")
    row = "document.activeElement.closest('tr')?.sectionRowIndex"

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(row) == 1
    page.evaluate("localStorage.setItem('single-keys', 'off')")
    page.keyboard.press("j")
    assert page.evaluate(row) == 1
    assert page.said == []


def test_enter_in_a_cell_opens_the_drawer_and_escape_comes_back(shown):
    page = shown("/gallery/")
    opener = page.get_by_role("link", name="Open the drawer")
    opener.focus()

    page.keyboard.press("Enter")
    page.get_by_text("One finding").wait_for()
    page.keyboard.press("Escape")

    assert not page.locator("#drawer").is_visible()
    assert opener.evaluate("one => one === document.activeElement")
    assert page.said == []


def test_a_menu_is_walked_by_arrows_and_left_by_escape(shown):
    page = shown("/gallery/")
    summary = page.locator(".page-actions summary")
    summary.focus()

    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.innerText")
    page.keyboard.press("Escape")

    assert (first, second) == ("CSV", "XLSX")
    assert summary.evaluate("one => one === document.activeElement && !one.parentElement.open")


def test_search_opens_by_keys_finds_and_goes_there(shown):
    page = shown("/gallery/")

    page.keyboard.press("Control+k")
    page.keyboard.type("bill")
    page.locator("#palette-results [role=option]").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url("**/gallery/?found=1")
    assert page.said == []


def test_the_appearance_changes_at_once(shown):
    page = shown("/gallery/?theme=light")
    light = page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor")

    page.locator(".topbar .menu summary").click()
    page.get_by_role("button", name="Dark").click()

    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") != light


def test_a_dialog_keeps_the_focus_and_gives_it_back(shown):
    page = shown("/gallery/")
    opener = page.get_by_role("button", name="Open the dialog")

    opener.click()
    inside = page.evaluate("document.getElementById('confirm').contains(document.activeElement)")
    page.keyboard.press("Escape")

    assert inside
    assert opener.evaluate("one => one === document.activeElement")


def test_a_toast_says_what_happened_and_leaves_when_dismissed(shown):
    page = shown("/gallery/")
    page.evaluate("document.dispatchEvent(new CustomEvent('toast', {detail: {says: '<b>Moved</b>', undo: '/undo/'}}))")
    toast = page.locator("#toasts [data-toast]")

    said = toast.locator("[data-says]").inner_text()
    way_back = toast.locator("form").get_attribute("action")
    toast.locator("[data-dismiss]").click()

    assert (said, way_back) == ("<b>Moved</b>", "/undo/")
    assert toast.count() == 0


def test_what_fails_while_a_dialog_is_open_is_said_within_it(shown):
    page = shown("/gallery/")
    page.get_by_role("button", name="Open the dialog").click()
    page.evaluate("document.dispatchEvent(new CustomEvent('toast', {detail: {says: 'Not saved', kind: 'error'}}))")
    toast = page.locator("#confirm [data-toast]")

    signs = toast.locator("[data-for]").evaluate_all("all => all.map(one => one.dataset.for)")
    toast.locator("[data-dismiss]").click()

    assert signs == ["error"]
    assert toast.count() == 0


def test_without_scripts_menus_open_and_headings_are_links(shown):
    page = shown("/gallery/", java_script_enabled=False)

    page.locator(".page-actions summary").click()
    page.get_by_role("link", name="CSV").first.wait_for()
    page.locator("#findings a.sort", has_text="Owner").click()

    page.wait_for_url("**/gallery/?*sort=owner")
    assert page.locator("#findings .table-count").is_visible()


def test_paper_has_no_frame(shown):
    page = shown("/gallery/?theme=dark")

    page.emulate_media(media="print")

    assert not page.locator("nav.rail").is_visible()
    assert not page.locator(".page-actions").is_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(0, 0, 0)"
