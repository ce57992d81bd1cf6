import re

import pytest
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from centreline.reports.html import as_html
from centreline.reports.markdown import as_markdown


class MarkdownSnapshot(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "md"


def test_the_review_reads_as_it_read_before(review, snapshot):
    assert as_markdown(review) == snapshot(extension_class=MarkdownSnapshot)


def test_every_row_of_a_table_has_as_many_cells_as_its_head(attacked):
    blocks = re.findall(r"(?:^\|.*\|$\n?)+", as_markdown(attacked), re.MULTILINE)

    assert len(blocks) > 5
    for block in blocks:
        assert len({len(re.findall(r"(?<!\\)\|", line)) for line in block.splitlines()}) == 1


def test_names_that_try_to_break_out_become_text(attacked):
    text = as_markdown(attacked)

    assert "<script" not in text
    assert "<img" not in text
    assert re.findall(r"(?<!\\)\[", text) == []


@pytest.mark.parametrize(
    "heading",
    ["What is misaligned", "What to do first", "Journey map", "Findings", "Metrics", "Claims against records",
     "What was not examined, and what to bring", "Waivers", "What we looked at, and how far it can be trusted",
     "Definitions used", "Made from"],
)  # fmt: skip
def test_the_text_has_the_sections_of_the_page(review, heading):
    assert f"\n## {heading}\n" in as_markdown(review)
    assert f">{heading}</h2>" in as_html(review)
