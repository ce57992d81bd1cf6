"""The page as a browser shows it: nothing fetched, nothing complained about, nothing cut off, no blank paper."""

import re
import zlib

import pytest

from centreline.reports.html import as_html

pytestmark = pytest.mark.browser


@pytest.fixture
def opened(chromium, attacked, tmp_path):
    """Open the page whose names try to break out; collect what it asks for and what the browser says."""
    file = tmp_path / "review.html"
    file.write_text(as_html(attacked), encoding="utf-8")

    contexts = []

    def at(width: int, scheme: str):
        contexts.append(chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme))
        page = contexts[-1].new_page()
        page.asked, page.said = [], []
        page.on("request", lambda request: page.asked.append(request.url))
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda error: page.said.append(str(error)))
        page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
        page.goto(file.as_uri())
        return page

    yield at
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_the_page_asks_for_nothing_says_nothing_and_is_no_wider_than_the_screen(opened, width, scheme):
    page = opened(width, scheme)

    assert [url for url in page.asked if not url.startswith("file:")] == []
    assert len(page.asked) == 1
    assert page.said == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_and_light_give_the_same_picture_other_colours(opened):
    colours = [
        opened(1280, scheme).evaluate(
            "[document.body, document.querySelector('.card rect'), document.querySelector('.mark.critical')]"
            ".map(one => getComputedStyle(one)).map(style => style.backgroundColor + style.fill)"
        )
        for scheme in ("light", "dark")
    ]

    assert all(light != dark for light, dark in zip(*colours, strict=True))


def test_the_whole_summary_is_on_the_first_screen(opened):
    bottom = opened(1280, "light").evaluate("document.getElementById('summary').getBoundingClientRect().bottom")

    assert bottom <= 800


def test_every_part_that_opens_can_be_opened_by_keyboard(opened):
    page = opened(1280, "light")

    page.locator("summary", has_text="44 records").focus()
    page.keyboard.press("Enter")

    assert page.locator("li.key", has_text="c1").is_visible()


def test_paper_is_not_blank(opened):
    pdf = opened(1280, "light").pdf(prefer_css_page_size=True, print_background=True)

    pages = len(re.findall(rb"/Type\s*/Page\b", pdf))
    drawn = [
        zlib.decompressobj().decompress(part) for part in re.findall(rb"stream\r?\n(x.*?)endstream", pdf, re.DOTALL)
    ]
    assert pages >= 4
    assert sum(len(re.findall(rb"\bT[jJ]\b", part)) for part in drawn) > 200
