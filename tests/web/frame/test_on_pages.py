"""What a sentence of the core asks for at a terminal or in a file is named as pages call it."""

import re

from centreline.findings.catalogue import check_book
from centreline.web.frame.on_pages import on_pages
from centreline.web.frame.templatetags.centreline_parts import with_code


def test_a_command_is_named_by_the_page_that_does_the_same() -> None:
    said = "bring contact with `centreline ingest`, or `centreline ingest leg FILE --mapping MAPPING`"

    assert on_pages(said) == "bring contact with “Bring a file” under Evidence, or “Bring a file” under Evidence"


def test_a_list_of_the_file_is_named_by_its_catalogue_and_a_field_by_its_label() -> None:
    assert on_pages("write them under `partners`") == "write them under “Partners” in the catalogues"
    assert on_pages("write it under `planned_costs`") == "write it under “Planned costs” in the catalogues"
    assert on_pages("record `accepted_by_sender`") == "record “Acceptance by the sender”"


def test_what_has_no_place_in_the_browser_stays_code_and_is_escaped() -> None:
    assert with_code("write `made_up` <b>") == "write <code>made_up</code> &lt;b&gt;"


def test_no_question_of_the_book_sends_a_reader_of_pages_to_a_terminal() -> None:
    told = [f"{one.fix} {one.why}" for one in check_book().values()]

    assert any("`centreline" in one for one in told)
    assert [one for one in told if re.search("`centreline", on_pages(one))] == []
