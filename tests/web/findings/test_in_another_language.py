"""What was found is read in the reader's language: here in one that nobody speaks, to see what was forgotten."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.test import Client
from django.utils import translation
from pseudo import CLOSES, LANGUAGE, OPENS
from pydantic import TypeAdapter

from centreline.kernel.estimate import Estimate
from centreline.kernel.kept_words import document_of, read_document
from centreline.kernel.said import said, said_of
from centreline.kernel.units import Unit, format_value
from centreline.metrics.compare import Comparison
from centreline.metrics.control import control_chart
from centreline.reports.figures import numbers_shown
from centreline.reports.gather import Gathered, Series
from centreline.reports.sections.numbers import Number
from centreline.reports.words import interval

pytestmark = pytest.mark.django_db

ClientAs = Callable[[str], Client]

NUMBERS: TypeAdapter[Number] = TypeAdapter(Number)

ASKED = ("CLA004", "OWN001", "OWN002", "COV001", "COV002")
"""Three that answer from the map and from what was said, and two that cannot look without records."""


@pytest.fixture
def reader(client_as: ClientAs) -> Iterator[Client]:
    """Yield a leader in whose rows somebody has just looked, without any records."""
    from centreline.findings.examine import examine
    from centreline.reports.build import build_review
    from centreline.reports.gather import gather
    from centreline.web.frame import as_read
    from centreline.web.frame.centre import workspace
    from centreline.web.records.looks import keep_look, look_numbered
    from centreline.web.records.models import Person
    from centreline.web.records.people import actor_of

    actor = actor_of(Person.objects.get(username="lee"))
    assert actor is not None
    place = workspace(actor.scope)
    found = examine(place.blueprint, claims=place.claims, evidence=None, as_of=date(2026, 3, 1), only=ASKED)
    review = build_review(
        place.blueprint,
        claims=place.claims,
        examination=found,
        gathered=gather(place.blueprint, evidence=None),
        book=None,
        zone=place.zone,
    )
    keep_look(found, review, scope=actor.scope.key, settings="", made_at=datetime(2027, 1, 1, tzinfo=UTC))
    yield client_as("leader")
    # The look is rolled back, and the next test's gets its number.
    look_numbered.cache_clear()
    as_read._look_in.cache_clear()


def foreign(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = LANGUAGE
    return client


def is_translated(text: str) -> bool:
    return text.startswith(OPENS) and text.endswith((CLOSES, f"{CLOSES}."))


def test_a_sentence_is_said_with_its_figures_as_the_readers_locale_writes_them() -> None:
    from centreline.web.frame.spoken import spoken

    told = said("{people} of {all:,} on {day} ({share}, {plain}).").filled(
        people=said_of("{n} person", "{n:,} people").filled(n=2000),
        all=12000,
        day=date(2026, 3, 1),
        share=format_value(0.125, Unit.SHARE),
        plain=2026,
    )

    assert spoken(told) == told
    with translation.override("de"):
        assert spoken(told) == "2.000 people of 12.000 on 01.03.2026 (12,5\xa0%, 2026)."


@pytest.mark.parametrize(
    ("value", "unit", "german"),
    [
        (1234.4, Unit.COUNT, "1.234"),
        (12_300, Unit.MILLISECONDS, "12,3 Sek."),
        (192_000, Unit.MILLISECONDS, "3 Min. 12 Sek."),
        (1234.5, Unit.SCORE, "1.234,50"),
        (3.25, Unit.POINTS, "+3,2"),
        (None, Unit.SHARE, "—"),
    ],
)
def test_every_figure_is_written_as_the_locale_does(value: float | None, unit: Unit, german: str) -> None:
    from centreline.web.frame.spoken import spoken

    with translation.override("de"):
        assert spoken(said("{figure}").filled(figure=format_value(value, unit))) == german


def test_a_translation_that_cannot_be_filled_in_is_not_shown(
    spoken_here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    from centreline.web.frame import spoken as here

    monkeypatch.setattr(here, "gettext", lambda words: words.replace("{n}", "{much}"))
    with translation.override(LANGUAGE):
        assert here.spoken(said("{n} came back.").filled(n=3)) == "3 came back."


@pytest.mark.usefixtures("spoken_here")
def test_the_register_and_the_page_of_a_finding_say_all_of_it_in_the_readers_language(reader: Client) -> None:
    page = foreign(reader).get("/findings/")
    rows = page.context["page"].object_list

    assert {row.finding.check[:3] for row in rows} >= {"CLA"}
    for row in rows:
        assert is_translated(row.finding.says), row.finding.says
        assert is_translated(row.question), row.question
    shown: dict[str, Any] = foreign(reader).get(rows[0].address).context
    assert is_translated(shown["check"].fix)


@pytest.mark.usefixtures("spoken_here")
def test_what_could_not_be_examined_and_what_is_clear_is_said_in_the_readers_language(reader: Client) -> None:
    open_ones = foreign(reader).get("/findings/?state=not_examined").context["checks"]

    assert {one["check"].id for one in open_ones} >= {"COV001", "COV002"}
    for one in open_ones:
        assert is_translated(one["outcome"].because), one["outcome"].because
        assert is_translated(one["outcome"].bring), one["outcome"].bring


@pytest.mark.usefixtures("spoken_here")
def test_a_review_says_what_was_found_in_the_readers_language(reader: Client) -> None:
    review = foreign(reader).get("/review/").context["review"]

    summary = review.summary
    for sentence in (summary.verdict, summary.unexamined, summary.trust, *(one.does for one in summary.first_steps)):
        assert is_translated(sentence), sentence
    assert review.findings
    for group in review.findings:
        assert is_translated(group.question), group.question
        assert all(is_translated(found.says) for found in group.findings)


@pytest.mark.usefixtures("spoken_here")
def test_the_numbers_of_a_review_and_their_charts_are_said_in_the_readers_language() -> None:
    from centreline.web.frame.as_read import as_read
    from centreline.web.frame.centre import workspace
    from centreline.web.records.people import actor_named

    actor = actor_named("lee")
    assert actor is not None
    moved = [(date(2026, 1, day), 0.95 if day == 7 else 0.5 + day % 2 / 50) for day in range(1, 8)]
    series = {"service_level": Series("day", control_chart(moved))}
    gathered = Gathered((Comparison("service_level", Unit.SHARE, {}, {}, None, ""),), series, {})
    [number] = numbers_shown(gathered, blueprint=workspace(actor.scope).blueprint)
    kept = read_document(NUMBERS, document_of(NUMBERS, number))

    assert kept == number
    assert kept.chart is not None
    assert "look at 7 January 2026 (95.0%, outside the limits)." in kept.chart.says
    with translation.override(LANGUAGE):
        read = as_read(kept)
        width = spoken_width(Estimate(0.5, 100, 0.404, 0.596, "Wilson"))
    assert read.chart is not None
    for text in (read.title, read.chart.says, width):
        assert is_translated(text), text
    for word in ("January", "outside the limits", "by itself"):
        assert word not in read.chart.says


def spoken_width(estimate: Estimate) -> str:
    from centreline.web.frame.spoken import spoken

    return spoken(interval(estimate, unit=Unit.SHARE) or "")


@pytest.mark.usefixtures("spoken_here")
@pytest.mark.parametrize("failed", ["database or disk is full", "attempt to write a readonly database"])
def test_why_nothing_can_be_written_is_said_in_the_readers_language(failed: str) -> None:
    from centreline.web.frame.spoken import told
    from centreline.web.frame.unwritable import unwritable

    found = unwritable(DatabaseError(failed))
    assert found is not None
    with translation.override(LANGUAGE):
        reason = told(found[0])

    assert OPENS not in str(found[0])
    assert all(is_translated(text) for text in (reason.what, reason.where, reason.fix))


@pytest.mark.usefixtures("spoken_here")
def test_the_search_finds_it_by_the_words_the_reader_reads(reader: Client) -> None:
    rows = foreign(reader).get("/findings/").context["page"].object_list
    word = rows[0].finding.says.split()[0].strip(OPENS)

    assert foreign(reader).get("/findings/", {"q": word}).context["page"].object_list


@pytest.mark.usefixtures("spoken_here")
def test_what_is_kept_of_a_review_is_english_and_is_read_in_the_readers_language(reader: Client) -> None:
    started = foreign(reader).post("/review/start/")
    from centreline.web.records.store import DjangoState

    key = started.url.rstrip("/").split("/")[-1]
    kept = DjangoState().entry("operating_review", key)
    held = foreign(reader).get(started.url).context["review"]

    assert kept is not None
    assert OPENS not in str(kept.fields["review"])
    assert all(is_translated(found.says) for group in held.findings for found in group.findings)
