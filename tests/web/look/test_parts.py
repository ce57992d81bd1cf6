"""Components, icons and scripts as they are written: documented, drawn by us, and without anything inline."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[3] / "src/centreline/web"
TEMPLATES = sorted((WEB / "templates").rglob("*.html"))
COMPONENTS = sorted((WEB / "templates/cotton").glob("*.html"))
SCRIPTS = sorted((WEB / "static/js").glob("*.js"))
ICONS = set(re.findall(r'<symbol id="([a-z-]+)"', (WEB / "static/img/icons.svg").read_text("utf-8")))
COMMENT = re.compile(r"\{#.*?#\}|\{% comment %\}.*?\{% endcomment %\}", re.DOTALL)


def name_of(path: Path) -> str:
    return path.name


def written(path: Path) -> str:
    return COMMENT.sub("", path.read_text("utf-8"))


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_every_component_says_how_it_is_used(path):
    said = COMMENT.search(path.read_text("utf-8"))

    assert said, "no comment"
    assert f"<c-{path.stem.replace('_', '-')}" in said[0] or "by itself" in said[0]


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_every_component_declares_what_it_takes(path):
    """What is not declared would be read from whatever page or component stands around it."""
    text = written(path)
    declared = set(re.findall(r"[:\s]([a-z_]+)(?==|\s)", re.search(r"<c-vars(.*?)/>", text, re.DOTALL)[1]))
    rest = text.replace(re.search(r"<c-vars.*?/>", text, re.DOTALL)[0], "")
    loops = re.findall(r"\{% for ([a-z, ]+) in ", rest)
    made = {name.strip() for names in loops for name in names.split(",")}
    made |= set(re.findall(r"[ ](\w+)=", rest)) | set(re.findall(r" as (\w+) %\}", rest))
    shown = set(re.findall(r"\{\{ ?([a-z_]+)", rest))

    assert shown - declared - made - {"slot", "attrs", "forloop"} == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(path):
    text = written(path)

    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|javascript:", text.replace("{{ hostile", "")) == []
    assert re.findall(r"<script(?![^>]*src=)", text) == []
    assert re.findall(r'(?:src|href)="https?:', text) == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_icon_that_is_named_is_drawn(path):
    text = written(path)
    named = set(re.findall(r'\{% icon "([a-z-]+)"', text)) | set(
        re.findall(r'<c-[a-z-]+[^>]*?\sicon="([a-z-]+)"', text)
    )

    assert named - ICONS == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_no_script_makes_code_or_markup_of_words(path):
    assert (
        re.findall(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|\.style\b",
            path.read_text("utf-8"),
        )
        == []
    )


@pytest.mark.parametrize("path", [one for one in TEMPLATES if one.name != "gallery.html"], ids=name_of)
def test_words_that_people_read_can_be_translated(path):
    """Text between tags that is no figure, mark or variable stands in trans or blocktrans."""
    text = re.sub(
        r"\{% block (?:width|density) %\}\w+|\{% blocktrans.*?endblocktrans %\}"
        r"|\{% (?:partialdef|block|trans)[^%]*%\}|\{[%{].*?[%}]\}",
        "",
        written(path),
        flags=re.DOTALL,
    )
    text = re.sub(
        r"<(?:kbd|code)>.*?</(?:kbd|code)>|<title>.*?</title>|<svg.*?</svg>|&[a-z]+;|<!doctype html>",
        "",
        text,
        flags=re.DOTALL,
    )
    left = re.sub(r"<[^>]*>", "\n", text)

    assert [line.strip() for line in left.splitlines() if re.search(r"[A-Za-z]{3}", line)] == []
