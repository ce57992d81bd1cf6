"""iCalendar feeds: when events take place, over clock changes, exceptions, changes and cancellations."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning_files import event, write_feed

from centreline.evidence.lake import Lake
from centreline.evidence.privacy.door import Door
from centreline.evidence.records import bring_records
from centreline.evidence.scope import Scope
from centreline.evidence.vendors.calendar_feed import CALENDAR_FEED, CalendarFeed
from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.kernel.errors import FileUnreadable

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
NEW_YORK = "America/New_York"
NIGHT = ("DTEND;TZID=America/New_York:20261101T060000", "SUMMARY:Night shift")
NIGHT_STARTS = "DTSTART;TZID=America/New_York:20261031T220000"


def taken(path: Path, *, reader: Any = CALENDAR_FEED, zone: str = "Europe/Berlin") -> list[Record]:
    found = list(reader.records(path, zone=zone))
    assert [each for each in found if isinstance(each, Unreadable)] == []
    return [each for each in found if isinstance(each, Record)]


@pytest.fixture
def feed(tmp_path: Path) -> Any:
    def read(
        *events: str, above: Sequence[str] = (), until: str | None = None, zone: str = "Europe/Berlin"
    ) -> Assembled:
        path = write_feed(tmp_path / "feed.ics", events, above=above)
        records = taken(path, reader=CalendarFeed(until), zone=zone)
        [subject] = {record.subject for record in records}
        return CALENDAR_FEED.assemble(subject, records, zone=zone)

    return read


def rows(read: Assembled) -> Sequence[Mapping[str, Any]]:
    return read.rows.get("planned_event", ())


def starts(read: Assembled) -> list[str]:
    return [f"{row['starts_at']:%m-%d %H:%M}" for row in rows(read)]


def test_an_event_is_one_row(feed: Any) -> None:
    read = feed(
        event("DTEND:20260302T113000Z", "SUMMARY:Spring tariff\\, part 1", "LOCATION:Bremen", "CATEGORIES:Launch")
    )

    assert rows(read) == [
        {
            "event_id": rows(read)[0]["event_id"],  # the hash of a UID that may be an address
            "kind": "launch",
            "title": "Spring tariff, part 1",
            "starts_at": datetime(2026, 3, 2, 9, tzinfo=UTC),
            "ends_at": datetime(2026, 3, 2, 11, 30, tzinfo=UTC),
            "whole_day": False,
            "site": "Bremen",
            "zone": "Europe/Berlin",
            "source_updated_at": datetime(2026, 2, 1, tzinfo=UTC),
        }
    ]
    assert len(rows(read)[0]["event_id"]) == 20
    assert rows(feed(event(uid="plain-7")))[0]["event_id"] == "plain-7"


def test_a_night_in_which_clocks_go_back_is_nine_hours_long(feed: Any) -> None:
    [row] = rows(feed(event(*NIGHT, starts=NIGHT_STARTS)))

    assert row["ends_at"] - row["starts_at"] == timedelta(hours=9)
    assert row["starts_at"] == datetime(2026, 11, 1, 2, tzinfo=UTC)


def test_nights_that_come_again_end_at_six_whatever_the_clocks_do(feed: Any) -> None:
    read = feed(
        event("DTEND;TZID=America/New_York:20261031T060000", "RRULE:FREQ=DAILY;COUNT=3",
              starts="DTSTART;TZID=America/New_York:20261030T220000")
    )  # fmt: skip

    assert [row["ends_at"] - row["starts_at"] for row in rows(read)] == [timedelta(hours=hours) for hours in (8, 9, 8)]


def test_the_viewers_zone_changes_no_instant(feed: Any) -> None:
    there, elsewhere = (feed(event(*NIGHT, starts=NIGHT_STARTS), zone=zone) for zone in (NEW_YORK, "Asia/Tokyo"))

    assert rows(there) == rows(elsewhere)


def test_a_whole_day_lasts_from_midnight_to_midnight_of_its_zone(feed: Any) -> None:
    [row] = rows(feed(event(starts="DTSTART;VALUE=DATE:20260329")))
    [two] = rows(feed(event("DTEND;VALUE=DATE:20260331", starts="DTSTART;VALUE=DATE:20260329")))

    assert (row["whole_day"], row["starts_at"]) == (True, datetime(2026, 3, 28, 23, tzinfo=UTC))
    assert row["ends_at"] - row["starts_at"] == timedelta(hours=23)  # clocks go forward in Berlin
    assert two["ends_at"] - two["starts_at"] == timedelta(hours=47)


def test_a_series_is_followed_to_the_horizon_that_is_given(feed: Any) -> None:
    weekly = event("RRULE:FREQ=WEEKLY", "DURATION:PT1H")

    read = feed(weekly, until="2026-03-24")
    by_itself = feed(weekly)

    assert starts(read) == ["03-02 09:00", "03-09 09:00", "03-16 09:00", "03-23 09:00"]
    assert read.incomplete == (
        "The event comes again beyond its horizon: later times are read once the feed comes anew, or with until=.",
    )
    assert len(rows(by_itself)) == 58  # 400 days are 57 weeks and a day


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=WEEKLY;COUNT=2", ["03-02 09:00", "03-09 09:00"]),
        ("FREQ=WEEKLY;UNTIL=20260309T090000Z", ["03-02 09:00", "03-09 09:00"]),
        ("FREQ=WEEKLY;UNTIL=20260309T085959Z", ["03-02 09:00"]),
        ("FREQ=WEEKLY;UNTIL=20260309", ["03-02 09:00", "03-09 09:00"]),
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=2", ["03-02 09:00", "04-06 09:00"]),
    ],
)
def test_a_series_that_ends_is_read_to_its_end(feed: Any, rule: str, expected: list[str]) -> None:
    read = feed(event(f"RRULE:{rule}"))

    assert starts(read) == expected
    assert read.incomplete == ()


def test_a_rule_that_never_comes_true_ends(feed: Any) -> None:
    read = feed(event("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31;COUNT=3"))

    assert rows(read) == ()


def test_exceptions_and_extra_dates_are_honoured(feed: Any) -> None:
    berlin = "DTSTART;TZID=Europe/Berlin:20260326T090000"
    read = feed(
        event(
            "RRULE:FREQ=DAILY;COUNT=5",
            "EXDATE;TZID=Europe/Berlin:20260327T090000",
            "EXDATE:20260329T070000Z",  # the same clock, told in UTC, after the change
            "EXDATE;VALUE=DATE:20260330",
            "RDATE;TZID=Europe/Berlin:20260410T150000",
            starts=berlin,
        )
    )

    assert starts(read) == ["03-26 08:00", "03-28 08:00", "04-10 13:00"]


CHANGED = [
    event("RRULE:FREQ=WEEKLY;COUNT=4", "DURATION:PT1H", "SUMMARY:Bill run"),
    event("RECURRENCE-ID:20260309T090000Z", "SUMMARY:Bill run, late", starts="DTSTART:20260309T150000Z"),
    event("RECURRENCE-ID:20260316T090000Z", "STATUS:CANCELLED", starts="DTSTART:20260316T090000Z"),
]


def test_one_time_of_a_series_can_be_moved_and_another_cancelled(feed: Any) -> None:
    read = feed(*CHANGED)

    assert starts(read) == ["03-02 09:00", "03-09 15:00", "03-23 09:00"]
    assert [row["title"] for row in rows(read)] == ["Bill run", "Bill run, late", "Bill run"]


def later(since: str, to: str, *lines: str) -> str:
    return event(
        f"RECURRENCE-ID;TZID=Europe/Berlin;RANGE=THISANDFUTURE:{since}",
        *lines,
        starts=f"DTSTART;TZID=Europe/Berlin:{to}",
    )


SERIES = event("RRULE:FREQ=WEEKLY;COUNT=6", "DURATION:PT1H", "SUMMARY:Bill run",
               starts="DTSTART;TZID=Europe/Berlin:20260302T090000")  # fmt: skip


def test_a_change_of_one_time_holds_for_all_later_ones_by_the_clock_on_the_wall(feed: Any) -> None:
    alone = event("RECURRENCE-ID;TZID=Europe/Berlin:20260323T090000", "SUMMARY:Once at noon",
                  starts="DTSTART;TZID=Europe/Berlin:20260323T120000")  # fmt: skip
    moved = later("20260316T090000", "20260317T140000", "DURATION:PT2H", "SUMMARY:Bill run, slower")

    read = feed(SERIES, moved, alone)

    # Clocks go forward on 29 March: two o'clock in Berlin is 13:00 and then 12:00 in UTC.
    assert starts(read) == ["03-02 08:00", "03-09 08:00", "03-17 13:00", "03-23 11:00", "03-31 12:00", "04-07 12:00"]
    assert [row["title"] for row in rows(read)] == ["Bill run"] * 2 + ["Bill run, slower", "Once at noon"] + [
        "Bill run, slower"
    ] * 2
    assert {row["ends_at"] - row["starts_at"] for row in rows(read) if "slower" in row["title"]} == {timedelta(hours=2)}
    assert read.incomplete == ()


def test_of_two_changes_the_later_one_holds_from_its_time_on_and_a_cancelled_one_ends_the_series(feed: Any) -> None:
    moved, again = later("20260309T090000", "20260309T100000"), later("20260323T090000", "20260323T110000")
    cancelled = later("20260330T090000", "20260330T090000", "STATUS:CANCELLED")

    assert starts(feed(again, SERIES, cancelled, moved)) == ["03-02 08:00", "03-09 09:00", "03-16 09:00", "03-23 10:00"]


def test_a_change_whose_series_has_not_come_is_read_alone_and_says_so(feed: Any) -> None:
    read = feed(later("20260316T090000", "20260317T140000"))

    assert starts(read) == ["03-17 13:00"]
    assert any("only that one time was read" in why for why in read.incomplete)


def test_what_is_cancelled_leaves_no_rows(feed: Any) -> None:
    assert rows(feed(event("STATUS:CANCELLED", "RRULE:FREQ=DAILY;COUNT=3"))) == ()
    assert rows(feed(event(), above=["METHOD:CANCEL"])) == ()


def test_a_higher_sequence_stands_whatever_its_clock_says(feed: Any) -> None:
    moved = event("SEQUENCE:2", "LAST-MODIFIED:20260101T000000Z", starts="DTSTART:20260304T090000Z")
    before = event("SEQUENCE:1", "LAST-MODIFIED:20260301T000000Z")

    assert starts(feed(moved, before)) == starts(feed(before, moved)) == ["03-04 09:00"]


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("DTSTART;TZID=W. Europe Standard Time:20260302T090000", 8),
        ("DTSTART;TZID=/mozilla.org/20070129_1/Europe/London:20260302T090000", 9),
        ("DTSTART:20260302T090000", 8),
    ],
    ids=["a name of Windows", "something in front", "no zone at all"],
)
def test_zones_are_read_as_programs_write_them(feed: Any, line: str, hour: int) -> None:
    [row] = rows(feed(event(starts=line)))

    assert row["starts_at"].hour == hour


def test_a_calendar_may_name_the_zone_of_times_that_name_none(feed: Any) -> None:
    [row] = rows(feed(event(starts="DTSTART:20260302T090000"), above=["X-WR-TIMEZONE:Asia/Kolkata"]))

    assert row["starts_at"] == datetime(2026, 3, 2, 3, 30, tzinfo=UTC)


def test_kinds_come_from_categories_or_the_calendars_name_and_never_from_titles(feed: Any) -> None:
    by_calendar = feed(event("SUMMARY:Labour day"), above=["X-WR-CALNAME:Public holiday"])
    by_nothing = feed(event("SUMMARY:Launch of the campaign"))
    unknown = feed(event("CATEGORIES:Astrology"))

    assert [rows(read)[0]["kind"] for read in (by_calendar, by_nothing, unknown)] == ["holiday", None, "other"]
    assert unknown.strange == (("planned_event.kind", "Astrology"),)


def test_who_is_invited_never_reaches_a_record_and_unknown_lines_do(tmp_path: Path) -> None:
    path = write_feed(
        tmp_path / "f.ics",
        [event("ATTENDEE;CN=Ann:mailto:ann@exa", " mple.org", "ORGANIZER:mailto:lee@example.org", "X-FUTURE:kept")],
    )

    [record] = taken(path)

    assert "example.org" not in str(record)
    assert "X-FUTURE:kept" in record.body["lines"]


def test_folded_lines_are_joined(feed: Any) -> None:
    [row] = rows(feed(event("SUMMARY:A long", "  title", "DESCRIPTION:x")))

    assert row["title"] == "A long title"


@given(shuffled=st.permutations(CHANGED))
def test_no_order_of_events_changes_a_row(shuffled: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("feed")
    records = taken(write_feed(folder / "a.ics", shuffled))
    expected = taken(write_feed(folder / "b.ics", CHANGED))

    subject = expected[0].subject
    assert CALENDAR_FEED.assemble(subject, records, zone="UTC") == CALENDAR_FEED.assemble(subject, expected, zone="UTC")


def test_no_order_repetition_or_split_of_files_changes_a_table(same_tables_however_delivered: Any) -> None:
    tables = same_tables_however_delivered(
        CALENDAR_FEED, [*CHANGED, event(uid="other")], write=write_feed, suffix=".ics", examples=3
    )

    assert len(tables["planned_event"]) == 4


def test_the_same_feed_under_a_farther_horizon_is_followed_farther(tmp_path: Path) -> None:
    path = write_feed(tmp_path / "f.ics", [event("RRULE:FREQ=WEEKLY")])
    counts = []
    for days in (["2026-03-10", "2026-03-24"], ["2026-03-24", "2026-03-10"]):
        lake = Lake(tmp_path / "-".join(days) / "evidence")
        for day in days:
            bring_records(
                lake, path, source=CalendarFeed(day), named="calendar", zone="UTC", now=NOW, door=Door(b"s" * 32)
            )
        evidence = lake.evidence(scope=Scope.whole_centre("a test"))
        counts.append(evidence.rows(evidence.table("planned_event").count().as_table()))

    assert [list(found[0].values()) for found in counts] == [[4], [4]]


@pytest.mark.parametrize(
    ("lines", "starts_line", "because"),
    [
        ((), "DTSTART:soon", "its DTSTART cannot be read"),
        (("RRULE:FREQ=SECONDLY",), "DTSTART:20260302T090000Z", "it comes again every hour, minute or second"),
        (("DTEND:20260301T090000Z",), "DTSTART:20260302T090000Z", "it ends before it begins"),
        ((), "DTSTART;TZID=Mars/Olympus:20260302T090000", "the zone 'Mars/Olympus' is unknown"),
        ((), "SUMMARY:no time", "the event has no DTSTART"),
    ],
)
def test_an_event_that_cannot_be_read_says_why(
    lines: tuple[str, ...], starts_line: str, because: str, tmp_path: Path
) -> None:
    path = write_feed(tmp_path / "f.ics", [event(*lines, starts=starts_line), event(uid="fine")])

    wrong, right = list(CALENDAR_FEED.records(path, zone="UTC"))

    assert isinstance(wrong, Unreadable)
    assert because in wrong.because
    assert isinstance(right, Record)


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "is empty"),
        (b"hello\n", "is no iCalendar file"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n", "is cut off"),
        (b"BEGIN:VCALENDAR\r\nEND:VEVENT\r\n", "ends a part that it did not begin"),
        (b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "holds no events"),
        (b"BEGIN:VCALENDAR\r\nX:\xff\r\n", "is not UTF-8"),
    ],
    ids=["empty", "something else", "cut off", "garbled", "no events", "no UTF-8"],
)
def test_a_feed_that_cannot_be_read_to_its_end_stops_with_a_reason(content: bytes, match: str, tmp_path: Path) -> None:
    path = tmp_path / "f.ics"
    path.write_bytes(content)

    with pytest.raises(FileUnreadable, match=match):
        list(CALENDAR_FEED.records(path, zone="UTC"))


def test_feeds_are_recognised_by_their_first_line() -> None:
    assert CALENDAR_FEED.recognise(Sample(Path("a.ics"), b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n")) >= 0.9
    assert CALENDAR_FEED.recognise(Sample(Path("a.ics"), b'{"a": 1}')) == 0


def test_the_horizon_is_an_option() -> None:
    options = CALENDAR_FEED.options  # type: ignore[attr-defined]

    assert "until=2027-06-30" in options
    assert "until=soon" not in options
    assert CalendarFeed().under("until=2027-06-30") == CalendarFeed("2027-06-30")
