"""Every component as the server writes it: names are escaped, words stand beside colours, addresses keep the rest."""

import re
from html.parser import HTMLParser

import pytest
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler


class Attributes(HTMLParser):
    """Collects the names of all attributes, and the elements that were opened."""

    def __init__(self) -> None:
        super().__init__()
        self.names, self.elements = set(), []

    def handle_starttag(self, tag, attrs):
        self.names |= {name for name, _ in attrs}
        self.elements.append((tag, dict(attrs)))


def read(text: str) -> Attributes:
    parser = Attributes()
    parser.feed(text)
    return parser


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(CottonCompiler().process(source)).render(context)


def test_no_name_breaks_out_of_where_it_is_written(drawn):
    page = read(drawn("/gallery/"))

    assert [name for name in page.names if name.startswith("on") or name == "style"] == []
    assert [tag for tag, _ in page.elements if tag == "b"] == []


def test_what_a_component_hands_through_cannot_become_another_attribute(alone):
    name = '"onclick=alert(1) x="'

    page = read(render('<c-button label="Save" :data-name="name" />', name=name))

    assert page.elements[0][1]["data-name"] == name
    assert "onclick" not in page.names


@pytest.mark.parametrize("attribute", ['onclick="alert(1)"', 'style="color: red"'])
def test_a_component_refuses_what_the_policy_of_the_page_refuses(alone, attribute):
    with pytest.raises(ValueError, match="policy forbids"):
        render(f'<c-button label="Save" {attribute} />')


def test_a_component_reads_nothing_of_the_page_around_it(alone):
    leaking = {"label": "LEAK", "note": "LEAK", "title": "LEAK", "foot": "LEAK", "href": "LEAK", "error": "LEAK"}

    text = render('<c-card><c-field name="a" /><c-badge /><c-button /><c-empty /></c-card>', **leaking)

    assert "LEAK" not in text


def test_a_figure_that_is_missing_is_said_to_be_not_examined(alone):
    assert "Not examined" in render('<c-tile name="Agreement" />')
    assert "Not examined" in render("<c-heat-cell />")
    assert "Hidden: fewer than 5" in render('<c-tile name="Time" value="12" hidden="Hidden: fewer than 5" />')


def test_a_heading_asks_for_the_other_order_and_keeps_the_rest_of_the_address(drawn):
    page = read(drawn("/gallery/?owner=ana&page=3&sort=-size"))
    sorts = [attrs["href"] for tag, attrs in page.elements if tag == "a" and attrs.get("class") == "sort"]

    assert "?owner=ana&sort=size" in sorts
    assert "?owner=ana&sort=id" in sorts


def test_the_filter_keeps_the_order_and_forgets_the_page(drawn):
    text = drawn("/gallery/?sort=-size&page=3&statement=final")
    form = re.search(r'<form id="findings-filters".*?</form>', text, re.DOTALL)[0]

    assert 'name="sort" value="-size"' in form
    assert 'name="page"' not in form
    assert 'type="hidden" name="statement"' not in form


def test_a_column_that_is_not_shown_has_no_heading(drawn):
    text = drawn("/gallery/")
    head = re.search(r"<thead>.*?</thead>", text[text.index('id="findings"') :], re.DOTALL)[0]

    assert "Contacts a month" in head
    assert "Age" not in head


@pytest.mark.parametrize("name", ["400", "403", "404", "413", "429", "500", "stopped", "conflict"])
def test_every_error_says_what_to_do(drawn, name):
    text = drawn(f"/error/{name}/")

    assert re.search(r"<h1>[^<]{20,}</h1>", text)
    assert 'href="/' in text


def test_a_conflict_asks_only_where_both_changed_the_field(drawn):
    page = read(drawn("/error/conflict/"))
    asked = [attrs["name"] for tag, attrs in page.elements if attrs.get("type") == "radio"]

    assert asked == ["keep-title", "keep-title"]


def test_a_page_reads_from_right_to_left_where_its_language_does(drawn):
    assert '<html lang="ar" dir="rtl"' in drawn("/gallery/?language=ar")
