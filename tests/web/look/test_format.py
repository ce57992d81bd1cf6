"""Figures, amounts, days and instants as readers of several places write them."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone, translation
from django.utils.safestring import mark_safe

from centreline.web.frame.templatetags import centreline_format as written
from centreline.web.frame.templatetags.centreline_parts import initials, sentence
from centreline.web.frame.templatetags.centreline_words import figures_whole

CHANGE = datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en-gb"), timezone.override(ZoneInfo("Europe/Madrid")):
        yield


@pytest.mark.parametrize(("language", "expected"), [("en-gb", "12,345.5"), ("de", "12.345,5"), ("fr", "12\u202f345,5")])
def test_a_figure_has_the_separators_of_its_reader(language, expected):
    with translation.override(language):
        assert written.number(12345.5) == expected


@pytest.mark.parametrize(
    "filter_of", [written.number, written.share, written.money, written.duration, written.signed, written.compact]
)
@pytest.mark.parametrize("nothing", [None, "", float("nan"), float("inf")])
def test_what_was_not_measured_is_a_dash_and_never_zero(filter_of, nothing):
    assert filter_of(nothing) == "—"


def test_zero_is_a_figure():
    assert [written.number(0), written.share(0), written.duration(0)] == ["0", "0.0%", "0s"]


@pytest.mark.parametrize(("language", "expected"), [("en-gb", "12.3%"), ("de", "12,3\xa0%"), ("tr", "%12,3")])
def test_a_share_is_written_where_its_language_puts_the_sign(language, expected):
    with translation.override(language):
        assert written.share(0.1234) == expected


def test_a_difference_has_a_sign_unless_there_is_none():
    assert [written.signed(1.25), written.signed(-1.25), written.signed(0.01)] == ["+1.2", "−1.2", "0.0"]


def test_an_amount_is_in_its_currency_and_without_cents_where_they_say_nothing():
    assert [written.money(4.18), written.money(184_220.4), written.money(12, "GBP")] == ["€4.18", "€184,220", "£12.00"]


def test_an_instant_names_its_zone_on_both_sides_of_the_change_of_clocks():
    before = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)

    assert written.instant(before) == "29 Mar 2026, 01:30 (Europe/Madrid, UTC+1)"
    assert written.instant(CHANGE) == "29 Mar 2026, 03:30 (Europe/Madrid, UTC+2)"


def test_a_moment_is_short_and_keeps_its_zone_in_its_title():
    before = datetime(2026, 3, 29, 0, 30, 59, tzinfo=UTC)

    assert written.moment(before) == (
        '<time datetime="2026-03-29T01:30:00+01:00" title="29 Mar 2026, 01:30 (Europe/Madrid, UTC+1)">'
        "29 Mar 2026, 01:30</time>"
    )
    assert written.moment(None) == written.NOTHING


def test_an_instant_just_before_midnight_is_on_the_day_of_the_reader():
    assert written.day(datetime(2026, 3, 31, 23, 0, tzinfo=UTC)) == "1 Apr 2026"
    assert written.day(date(2026, 3, 31)) == "31 Mar 2026"


def test_half_hours_from_utc_are_said():
    with timezone.override(ZoneInfo("Asia/Kolkata")):
        assert written.offset(CHANGE) == "UTC+5:30"
    with timezone.override(ZoneInfo("UTC")):
        assert written.offset(CHANGE) == "UTC"


@pytest.mark.parametrize(
    ("seconds", "expected"), [(7, "7s"), (1207, "20m 7s"), (11_520, "3h 12m"), (90_061, "1d 1h"), (-61, "−1m 1s")]
)
def test_a_duration_has_two_units(seconds, expected):
    assert written.duration(seconds) == expected


def test_an_unknown_language_is_read_as_british():
    with translation.override("qps-ploc"):
        assert written.day(date(2026, 3, 31)) == "31 Mar 2026"


def test_a_name_has_the_initials_of_its_ends_and_a_reason_is_a_sentence():
    assert [initials(name) for name in ("Ana María Ruiz", "tom", "", None)] == ["AR", "T", "", ""]
    assert [sentence(words) for words in ("cannot read", "Done.", "", None)] == ["Cannot read.", "Done.", "", ""]


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("most on 2026-03-25 (60)", ["2026-03-25"]),
        ("the median 20 m 07 s of all", ["20 m 07 s"]),
        ("within 7 days, or 150 minutes", ["7 days", "150 minutes"]),
        ("€ 4,200 or EUR 10,850 were planned", ["€ 4,200", "EUR 10,850"]),
        ("at 86.0 % since 9 March 2026", ["86.0 %", "9 March 2026"]),
        ("pages answer in p95 28 ms", ["p95 28 ms"]),
        ("12\u202f345 EUR", ["12\u202f345 EUR"]),
    ],
)
def test_no_line_ends_within_a_day_or_between_a_figure_and_its_unit(text, whole):
    shown = figures_whole(text)

    assert re.findall(r'<span class="number">([^<]+)</span>', shown) == whole
    assert re.sub("<[^>]+>", "", shown) == text


def test_what_stands_in_a_sentence_is_escaped_once_and_its_tags_stay():
    assert figures_whole("<b> & 7 days") == '&lt;b&gt; &amp; <span class="number">7 days</span>'
    assert figures_whole(mark_safe("it&#x27;s 7 days")) == 'it&#x27;s <span class="number">7 days</span>'
    assert figures_whole(mark_safe('<a title="7 days">7 days</a>')) == (
        '<a title="7 days"><span class="number">7 days</span></a>'
    )
