"""Text as times: no date is guessed, no hour is invented, no hour is lost."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.filling import Mapping
from centreline.evidence.ingest.translate import Translated, Translation
from centreline.kernel.errors import MappingInvalid


def translated(
    texts: Sequence[str], *, form: Any = (), zones: Sequence[str] | None = None, **written: Any
) -> Translated:
    whole = {
        "mapping": "m",
        "version": 1,
        "table": "contact",
        "constants": {"source": "s", "outcome": "handled"},
        "columns": {"contact_id": "id", "offered_at": {"from": "at", "format": form}},
        **written,
    }
    cells = {"id": [str(n) for n in range(len(texts))], "at": list(texts)}
    if zones is not None:
        cells["zone"] = list(zones)
    rows = pa.table({name: pa.array(column, pa.string()) for name, column in sorted(cells.items())})
    translation = Translation(Mapping.model_validate(whole), zone="UTC", import_id="i")
    return translation(rows, numbers=range(2, len(texts) + 2))


def instants(texts: Sequence[str], **written: Any) -> list[datetime]:
    found: list[datetime] = translated(texts, **written).rows["offered_at"].to_pylist()
    return found


NINE = datetime(2026, 3, 2, 9, 5, tzinfo=UTC)

TEXTS = [
    ("2026-03-02 09:05", {}, NINE),
    ("2026-03-02T09:05:00", {}, NINE),
    ("2026-03-02 09:05:00.250", {}, NINE + timedelta(milliseconds=250)),
    ("2026/03/02 09:05", {}, NINE),
    ("2026-03-02 9:05 AM", {}, NINE),
    ("20260302 09:05", {}, NINE),
    ("2026-03-02T09:05:00Z", {"zone": "Asia/Kolkata"}, NINE),
    ("2026-03-02T10:05:00+01:00", {"zone": "Asia/Kolkata"}, NINE),
    ("2026-03-02 04:35:00 -0430", {}, NINE),
    ("2026-03-02T14:35:00+0530", {}, NINE),
    ("2/3/2026 09:05", {"date_order": "dmy"}, NINE),
    ("02.03.2026 09:05", {"date_order": "dmy"}, NINE),
    ("02/03/26 09:05", {"date_order": "dmy"}, NINE),
    ("3/2/2026 9:05:00 AM", {"date_order": "mdy"}, NINE),
    ("26-03-02 09:05", {"date_order": "ymd"}, NINE),
    ("2026-03-02 09:05", {"date_order": "dmy"}, NINE),
    ("02 Mar 2026 at 9.05", {"form": "%d %b %Y at %H.%M"}, NINE),
    ("260302 9:05:00", {"form": "%y%m%d %H:%M:%S"}, NINE),
    ("2026-03-02 10:05 +0100", {"form": "%Y-%m-%d %H:%M %z"}, NINE),
    ("1772442300", {"form": "epoch_s"}, NINE),
    ("1772442300000", {"form": "epoch_ms"}, NINE),
    ("46083.37847222222", {"form": "excel"}, NINE),
    ("2026-03-02 14:35", {"zone": "Asia/Kolkata"}, NINE),
]


@pytest.mark.parametrize(("text", "written", "instant"), TEXTS)
def test_one_instant_is_written_in_many_ways(text: str, written: dict[str, Any], instant: datetime) -> None:
    assert instants([text], **written) == [instant]


@pytest.mark.parametrize(
    "text", ["2026-02-30 09:05", "2026-03-02 25:00", "yesterday", "0026-03-02 09:05", "2026-03-02 09:05 maybe"]
)
def test_what_is_no_time_is_refused(text: str) -> None:
    [(_, reasons)] = translated([text]).rejected

    assert [(reason.column, reason.problem, reason.value) for reason in reasons] == [
        ("offered_at", "unreadable_time", text)
    ]


@pytest.mark.parametrize("text", ["1e30", "1e400", "-1e14", "1e12", "9" * 400])
@pytest.mark.parametrize("form", ["epoch_s", "excel"])
def test_a_number_beyond_all_years_is_no_time(text: str, form: str) -> None:
    [(_, reasons)] = translated([text], form=form).rejected

    assert [reason.problem for reason in reasons] == ["unreadable_time"]


def test_a_date_that_may_be_day_or_month_first_is_asked_about() -> None:
    with pytest.raises(MappingInvalid, match="'03/04/2026 09:05' in offered_at may be day or month first") as stopped:
        translated(["03/04/2026 09:05"])

    assert "`date_order: dmy` or `date_order: mdy`" in stopped.value.fix
    assert "row 2" in stopped.value.where


def test_a_date_that_gives_the_order_away_is_still_asked_about() -> None:
    with pytest.raises(MappingInvalid, match="'29/2/2016' can only be dmy") as stopped:
        translated(["3/4/2016", "29/2/2016"])

    assert "write `date_order: dmy`" in stopped.value.fix


def test_formats_may_change_in_the_middle_of_a_file() -> None:
    texts = ["2026-03-02 09:05"] * 60 + ["2/3/2026 09:05", "2/3/26 09:05", "2026-03-02T09:05Z", "2026-03-02T09:05:00Z"]

    assert instants(texts, date_order="dmy") == [NINE] * 64


def test_an_hour_that_clocks_left_out_is_refused() -> None:
    found = translated(["2026-03-29 02:30", "2026-03-29 03:00"], zone="Europe/Berlin")

    assert [(place, reasons[0].problem) for place, reasons in found.rejected] == [(0, "never_was")]
    assert found.rows["offered_at"].to_pylist() == [datetime(2026, 3, 29, 1, tzinfo=UTC)]


def test_an_hour_that_came_twice_is_asked_about() -> None:
    with pytest.raises(MappingInvalid, match="2026-10-25 02:30:00 in offered_at came twice") as stopped:
        translated(["2026-10-25 01:59", "2026-10-25 02:30"], zone="Europe/Berlin")

    assert "`repeated_hour: first`" in stopped.value.fix
    assert "row 3" in stopped.value.where


@pytest.mark.parametrize(("which", "hour"), [("first", 0), ("second", 1)])
def test_the_mapping_says_which_of_the_two_hours_is_meant(which: str, hour: int) -> None:
    found = instants(["2026-10-25 02:30"], zone="Europe/Berlin", repeated_hour=which)

    assert found == [datetime(2026, 10, 25, hour, 30, tzinfo=UTC)]


def test_rows_of_the_hour_that_came_twice_can_be_refused() -> None:
    found = translated(["2026-10-25 02:30", "2026-10-25 03:30"], zone="Europe/Berlin", repeated_hour="reject")

    assert [reasons[0].problem for _, reasons in found.rejected] == ["came_twice"]
    assert found.rows.num_rows == 1


def test_half_an_hour_can_come_twice_too() -> None:
    first = instants(["2026-04-05 01:45"], zone="Australia/Lord_Howe", repeated_hour="first")
    second = instants(["2026-04-05 01:45"], zone="Australia/Lord_Howe", repeated_hour="second")

    assert second[0] - first[0] == timedelta(minutes=30)


def test_each_row_may_have_a_zone_of_its_own() -> None:
    found = translated(
        ["2026-07-01 12:00"] * 3, zones=["Europe/Berlin", "Mars/Base", "America/Vancouver"], zone={"column": "zone"}
    )

    assert found.rows["offered_at"].to_pylist() == [
        datetime(2026, 7, 1, 10, tzinfo=UTC),
        datetime(2026, 7, 1, 19, tzinfo=UTC),
    ]
    assert found.rows["local_at"].to_pylist() == [datetime(2026, 7, 1, 12)] * 2  # noqa: DTZ001
    assert [(reasons[-1].problem, reasons[-1].value) for _, reasons in found.rejected] == [
        ("unknown_zone", "Mars/Base")
    ]


ZONES = ["Europe/Berlin", "America/New_York", "America/St_Johns", "Asia/Kolkata", "Africa/Casablanca", "UTC"]
FIRST, LAST = datetime(2000, 1, 1), datetime(2035, 12, 31)  # noqa: DTZ001
MOMENTS = st.lists(st.datetimes(min_value=FIRST, max_value=LAST), min_size=1, max_size=20)


@settings(max_examples=15, deadline=None, derandomize=True)
@given(zone=st.sampled_from(ZONES), moments=MOMENTS)
def test_an_instant_written_with_its_offset_comes_back_whatever_the_zone(zone: str, moments: list[datetime]) -> None:
    aware = [moment.replace(tzinfo=UTC) for moment in moments]
    texts = [moment.astimezone(ZoneInfo(zone)).isoformat(timespec="microseconds") for moment in aware]

    found = translated(texts, zone=zone).rows

    assert found["offered_at"].to_pylist() == aware
    assert found["local_at"].to_pylist() == [moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) for moment in aware]


@settings(max_examples=15, deadline=None, derandomize=True)
@given(zone=st.sampled_from(ZONES), moments=MOMENTS)
def test_a_wall_clock_time_is_placed_as_the_standard_library_places_it(zone: str, moments: list[datetime]) -> None:
    texts = [moment.isoformat(sep=" ", timespec="microseconds") for moment in moments]

    found = translated(texts, zone=zone, repeated_hour="first")

    expected = [moment.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC) for moment in moments]
    refused = {place for place, _ in found.rejected}
    assert found.rows["offered_at"].to_pylist() == [at for place, at in enumerate(expected) if place not in refused]
    for place in refused:
        back = expected[place].astimezone(ZoneInfo(zone)).replace(tzinfo=None)
        assert back != moments[place], "only times that never were are refused"
