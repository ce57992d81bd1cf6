"""Rows that leave the browser: by whom stands in the trail, and who may not gets none."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import RequestFactory

from centreline.kernel.errors import ArgumentInvalid, NotPermitted
from centreline.web.frame.exporting import export_links, export_response
from centreline.web.records.people import actor_named
from centreline.web.records.store import DjangoState

pytestmark = pytest.mark.django_db


def request_of(name: str, query: str = "") -> Any:
    request = RequestFactory().get(f"/some/rows?{query}")
    actor = actor_named(name)
    assert actor is not None
    request.actor = replace(actor, request="r1")  # type: ignore[attr-defined]
    return request


def exports() -> list[tuple[str, str, str, str]]:
    return [(line.by, line.key, line.says, line.request) for line in DjangoState().lines() if line.act == "export"]


@pytest.mark.parametrize(("form", "begins"), [("csv", b'\xef\xbb\xbf"a"'), ("xlsx", b"PK"), ("json", b"[")])
def test_a_table_is_a_file_in_the_form_that_was_asked_for(form: str, begins: bytes) -> None:
    answer = export_response(request_of("lee", f"format={form}"), "Open work", ("a",), [("x",)])

    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="open-work.{form}"'


def test_who_took_what_stands_in_the_trail() -> None:
    export_response(request_of("lee"), "Open work", ("a",), [("x",), ("y",)])

    assert exports() == [("lee", "Open work", "took 2 rows out as CSV", "r1")]


def test_whoever_may_not_export_gets_nothing() -> None:
    with pytest.raises(NotPermitted, match="may not export tables"):
        export_response(request_of("ada"), "Open work", ("a",), [("x",)])

    assert exports() == []


def test_a_form_nobody_knows_is_refused() -> None:
    with pytest.raises(ArgumentInvalid, match="tables cannot be had as 'exe'"):
        export_response(request_of("lee", "format=exe"), "Open work", ("a",), [("x",)])


def test_links_keep_what_is_filtered() -> None:
    links = export_links(request_of("lee", "owner=kim&format=json"), "/some/rows")

    assert links == [
        ("CSV", "/some/rows?owner=kim&format=csv"),
        ("XLSX", "/some/rows?owner=kim&format=xlsx"),
        ("JSON", "/some/rows?owner=kim&format=json"),
    ]
