"""Every table of the site is worked alike: keys of a grid, a head that stays, columns, a filter, order and a file."""

import re
from pathlib import Path

import pytest

import centreline.web

TEMPLATES = Path(centreline.web.__file__).parent / "templates"
OTHERWISE = {
    "board/live.html": "a board of cards, with keys of its own (js/board.js) and its own exports",
    "cotton/conflict.html": "part of a form: each row asks which of two answers is kept",
    "metrics/metric.html": "points of a chart: narrowed by what is asked above; its file holds unrounded figures",
    "allauth/elements/table.html": "sessions and keys of one's own account: a few rows, and the library writes them",
}
"""Templates of tables that lack some of it, and why."""
GRID_ONLY = {"metrics/metric.html", "allauth/elements/table.html"}
SPECIMEN = '<table class="plain"><caption class="unseen">Heat'
NAMED = re.compile(r'<table[^>]* data-table="((?:[^"{]|\{\{.*?\}\})+)"')


def templates_with_tables() -> list[str]:
    found = (path for path in TEMPLATES.rglob("*.html") if "<table" in path.read_text("utf-8"))
    return sorted(path.relative_to(TEMPLATES).as_posix() for path in found)


def text_of(template: str) -> str:
    """Return a template without its comments and without what only lays its tags out over lines."""
    written = re.sub(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", "", (TEMPLATES / template).read_text("utf-8"))
    return re.sub(r">\s+<", "><", written)


LESSER = [one for one in templates_with_tables() if one not in {*OTHERWISE, "cotton/table.html", "cotton/exports.html"}]


@pytest.mark.parametrize("template", [one for one in LESSER if not one.startswith("cotton/")])
def test_a_table_has_a_name_a_head_that_stays_and_the_tools_to_work_it(template: str) -> None:
    text = text_of(template)

    tables = [one for one in re.split(r"(?=<table)", text)[1:] if not one.startswith(SPECIMEN)]
    names = [found[1] for one in tables if (found := NAMED.match(one))]

    assert len(names) == len(tables), "a table without data-table is no grid and cannot be taken out"
    assert [name for name in names if f'<c-tools table="{name}" />' not in text] == []
    assert len(re.findall(r'class="table-scroll[^>]*><table[^>]* data-table=|<table class="diff"', text)) == len(names)
    assert "rowspan" not in text, "rows that hang together cannot be filtered or put into order"


def test_a_difference_field_by_field_is_worked_like_other_tables_where_it_is_named() -> None:
    named = [
        (path.name, name)
        for path in TEMPLATES.rglob("*.html")
        for name in re.findall(r'<c-diff table="([^"]+)"', path.read_text("utf-8"))
        if f'<c-tools table="{name}" />' not in path.read_text("utf-8")
    ]

    assert named == []


def test_a_table_of_one_row_says_so_in_the_singular() -> None:
    units = [
        (path.name, unit)
        for path in TEMPLATES.rglob("*.html")
        if path.name not in ("gallery.html", "table.html")
        for unit in re.findall(r'<c-table [^>]*? unit="([^"]*)"', path.read_text("utf-8"))
    ]

    assert len(units) > 10
    assert [name for name, unit in units if not re.match(r"\{% blocktrans count n=[^%]+ %\}", unit)] == []


@pytest.mark.parametrize("template", sorted(GRID_ONLY))
def test_what_is_worked_otherwise_has_the_keys_all_the_same(template: str) -> None:
    assert re.search(r'class="table-scroll"[^>]*><table data-grid>', text_of(template))


def test_whatever_is_named_as_an_exception_is_one() -> None:
    assert set(OTHERWISE) <= set(templates_with_tables())


def test_sums_stand_only_under_figures_that_are_plain_numbers() -> None:
    """A sum follows the rows that are left: js/work.js adds what `data-value` says."""
    for template in LESSER:
        for table in re.split(r"(?=<table)", text_of(template))[1:]:
            if "data-sum" in table:
                body, foot = table.split("<tfoot>")[0], table.split("<tfoot>")[1]
                assert "percent" not in re.findall(r"data-sum>[^<]*", foot), template
                assert "data-number data-value=" in body, template
