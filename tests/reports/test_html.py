import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from centreline.reports.html import as_html
from centreline.reports.markdown import as_markdown
from centreline.reports.sections.found import MOST_OF_A_KIND

VOID = {"meta", "br", "img", "link", "input", "hr"}


class Outline(HTMLParser):
    """What a screen reader and a browser would meet: tags with their attributes, headings, and unclosed tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.tags if tag in names]


@pytest.fixture(scope="module")
def page(review) -> str:
    return as_html(review)


@pytest.fixture(scope="module")
def outline(page) -> Outline:
    return Outline(page)


def test_every_tag_is_closed_in_its_turn(outline):
    assert outline.open == []


def test_nothing_is_fetched_from_anywhere(page, outline):
    addresses = [
        value
        for _, attributes in outline.tags
        for name, value in attributes.items()
        if name in {"src", "href", "srcset", "action", "xlink:href", "data", "poster"}
    ]

    assert all(address.startswith("#") for address in addresses)
    assert "url(" not in page
    assert "@import" not in page
    assert {tag for tag, _ in outline.tags} & {"script", "link", "iframe", "object", "embed", "img", "form"} == set()
    assert [name for _, attributes in outline.tags for name in attributes if name.startswith("on")] == []


def test_a_policy_forbids_what_the_page_does_not_need(outline):
    [policy] = [one["content"] for one in outline.all("meta") if one.get("http-equiv") == "Content-Security-Policy"]

    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy


def test_names_that_try_to_break_out_are_shown_as_they_are(attacked):
    page = as_html(attacked)
    outline = Outline(page)

    assert outline.all("script", "img") == []
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") > 4
    assert "javascript:" not in "".join(value or "" for _, attributes in outline.tags for value in attributes.values())


def test_every_link_leads_somewhere_and_no_name_is_given_twice(outline):
    names = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]

    assert len(names) == len(set(names))
    assert {link["href"].removeprefix("#") for link in outline.all("a")} <= set(names)


def test_the_page_says_its_language_and_its_headings_skip_no_level(outline):
    levels = [int(tag[1]) for tag, _ in outline.tags if re.fullmatch(r"h[1-6]", tag)]

    assert outline.all("html") == [{"lang": "en"}]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(outline):
    assert len(outline.all("table")) == len(outline.all("caption")) > 5
    assert {heading.get("scope") for heading in outline.all("th")} == {"col", "row"}


def test_every_picture_is_named_or_hidden_from_readers(outline):
    pictures = outline.all("svg")

    assert len(pictures) > 5
    assert all(one.get("aria-hidden") == "true" or one.get("aria-labelledby") for one in pictures)


def test_what_scrolls_can_be_reached_by_keyboard(outline):
    regions = [one for one in outline.all("div") if one.get("tabindex") == "0"]

    assert regions != []
    assert all(one.get("role") == "group" and one.get("aria-label") for one in regions)


def test_the_first_screen_says_what_where_what_to_do_and_what_was_not_examined(page):
    summary = page[page.index('id="summary"') : page.index('id="map"')].replace("\u00a0", " ")

    for said in (
        "3 findings, 1 critical and 1 high, on 3 of 3 touchpoints.",
        "31.4% of customers came again within seven days.",
        "Billing question, in Pay a bill",
        "Read twenty of them.",
        "Billing lead",
        "8 contacts. 100% of all rows keep their contract. Nobody has asked yet how good these records are.",
        "2 of 6 questions are open because nobody has brought evaluation",
    ):
        assert said in summary


def test_a_made_up_centre_says_so_before_anything_else(page):
    assert page.index("Made up.") < page.index("<h1>")


def test_records_open_without_a_script(page):
    assert "<summary>44 records in contact</summary>" in page
    assert '<li class="key">c1</li>' in page


def test_words_between_backticks_are_set_as_code_and_the_rest_is_escaped(page):
    assert "Listen to <code>ten</code> of them." in page


def test_a_flood_of_one_kind_is_cut_short_and_says_where_the_rest_is(review):
    group = review.findings[0]
    flooded = replace(review, findings=(replace(group, findings=group.findings * (MOST_OF_A_KIND + 30)),))

    page, text = as_html(flooded), as_markdown(flooded)

    assert "30 more are in the JSON form of this review." in page
    assert "30 more are in the JSON form of this review." in text
    assert page.count("44 records in contact") == text.count("44 rows of contact") == MOST_OF_A_KIND


def test_no_number_is_parted_from_its_percent_sign(page):
    assert "31.4% of customers came again" in page


def test_the_same_review_gives_the_same_bytes_in_another_process(tmp_path):
    script = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from conftest import small_review\n"
        "from centreline.reports.as_json import as_json\n"
        "from centreline.reports.html import as_html\n"
        "from centreline.reports.markdown import as_markdown\n"
        "review = small_review()\n"
        "sys.stdout.buffer.write((as_html(review) + as_markdown(review) + as_json(review)).encode())\n"
    )
    pages = [
        subprocess.run(
            [sys.executable, "-c", script, str(Path(__file__).parent)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True, check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    ]  # fmt: skip

    assert pages[0] == pages[1]
    assert len(pages[0]) > 20_000
