"""Wage tables: cost only where both a wage and what was paid are known, for the months in which both are."""

import csv
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from planning_files import PAID, WAGE, Row, paid, wage, write_table

from centreline.evidence.vendors.source import Assembled, Record, Sample, Unreadable
from centreline.evidence.vendors.wage_table import WAGES, Wages
from centreline.kernel.errors import FileUnreadable

REAL = Path(__file__).parents[4] / "shared/data/oes_wages/oes_national_contact_centre_occupations_2013_2023.csv"
AGENT = "agent / cork / - / billing"


def taken(path: Path, *, reader: Any = WAGES) -> list[Record]:
    found = list(reader.records(path, zone="UTC"))
    assert [each for each in found if isinstance(each, Unreadable)] == []
    return [each for each in found if isinstance(each, Record)]


@pytest.fixture
def read(tmp_path: Path) -> Any:
    """Read tables, each a header and rows, and put together what they say of a group."""

    def reading(*tables: tuple[Row, Sequence[Row]], subject: str = AGENT, option: str = "") -> Assembled:
        reader = Wages().under(option) if option else WAGES
        records = [
            record
            for place, (header, rows) in enumerate(tables)
            for record in taken(write_table(tmp_path / f"{place}.csv", rows, header=header), reader=reader)
        ]
        return reader.assemble(subject, [record for record in records if record.subject == subject], zone="UTC")

    return reading


def amounts(read: Assembled) -> dict[str, float]:
    return {f"{row['on']:%Y-%m}": row["amount"] for row in read.rows.get("cost", ())}


def test_a_wage_for_an_hour_times_paid_hours_is_a_cost_of_its_month(read: Any) -> None:
    found = read((WAGE, [wage()]), (PAID, [paid("1000"), paid("900", "2026-02")]))

    assert found == Assembled(
        {
            "cost": [
                {
                    "cost_id": "agent / cork / - / billing 2026-01",
                    "on": date(2026, 1, 1),
                    "line": "internal_teams",
                    "amount": 16_500.0,
                    "partner": None,
                    "team": "billing",
                },
                {
                    "cost_id": "agent / cork / - / billing 2026-02",
                    "on": date(2026, 2, 1),
                    "line": "internal_teams",
                    "amount": 14_850.0,
                    "partner": None,
                    "team": "billing",
                },
            ]
        }
    )


def test_nothing_is_made_up_where_nobody_says_what_was_paid(read: Any) -> None:
    alone = read((WAGE, [wage()]))
    unpaid = read((PAID, [paid()]))
    no_hours = read((WAGE, [wage()]), (PAID, [paid("")]))

    assert [each.rows for each in (alone, unpaid, no_hours)] == [{}, {}, {}]
    assert alone.incomplete == (
        "A wage is known, and neither headcount nor paid hours are for its months: no cost is made up.",
    )
    assert unpaid.incomplete == ("People or hours were paid for whom no wage is known in that month.",)
    assert no_hours.incomplete == ("A wage for an hour needs paid hours: headcount alone says no amount.",)


def test_a_raise_in_the_middle_of_a_month_counts_from_its_day(read: Any) -> None:
    found = read((WAGE, [wage("10"), wage("20", begins="2026-04-16")]), (PAID, [paid("100", "2026-04")]))

    assert amounts(found) == {"2026-04": 1_500.0}  # half of April's thirty days each


def test_a_salary_with_headcount_is_paid_for_its_days_and_a_yearly_one_in_twelfths(read: Any) -> None:
    monthly = ("role", "monthly_salary", "fte", "valid_from", "valid_to")
    yearly = ("role", "annual_salary", "fte", "valid_from", "valid_to")
    team_lead = ("Team lead", "3000", "2", "2026-01-01", "2026-02-14")

    by_month = read((monthly, [team_lead]), subject="team lead / - / - / -")
    by_year = read((yearly, [("Team lead", "60000", "1.5", "2026-01", "2026-02")]), subject="team lead / - / - / -")

    assert amounts(by_month) == {"2026-01": 6_000.0, "2026-02": 3_000.0}
    assert amounts(by_year) == {"2026-01": 7_500.0, "2026-02": 7_500.0}
    assert {row["line"] for row in by_month.rows["cost"]} == {"leadership"}


def test_headcount_without_a_last_day_waits_for_one(read: Any) -> None:
    header = ("role", "monthly", "fte", "valid_from")

    found = read((header, [("Trainer", "3000", "2", "2026-01-01")]), subject="trainer / - / - / -")
    ended = read(
        (header, [("Trainer", "3000", "2", "2026-01-01"), ("Trainer", "3100", "2", "2026-03-01")]),
        subject="trainer / - / - / -",
    )

    assert found == Assembled(
        {}, incomplete=("A wage with headcount has no last day: cost stands only for months that are told.",)
    )
    assert amounts(ended) == {"2026-01": 6_000.0, "2026-02": 6_000.0}


def test_two_grades_of_one_day_add_up_and_paid_hours_that_fit_both_do_not(read: Any) -> None:
    header = ("role", "hourly", "paid_hours", "month")
    grades = [("Agent", "10", "100", "2026-01"), ("Agent", "12", "50", "2026-01")]

    assert amounts(read((header, grades), subject="agent / - / - / -")) == {"2026-01": 1_600.0}
    both = read((WAGE, [wage("10"), wage("12")]), (PAID, [paid()]))
    assert both.incomplete == ("Two wages of one role are valid at once: paid hours do not say whose they are.",)


@pytest.mark.parametrize(
    ("told", "line"),
    [
        (("QA specialist", "", ""), "quality"),
        (("Real-time planner", "", ""), "workforce_planning"),
        (("Team manager", "", ""), "leadership"),
        (("Agent", "Northcall", ""), "partner"),
        (("Agent", "Northcall", "Internal teams"), "internal_teams"),
    ],
)
def test_the_line_is_what_the_table_says_or_the_partner_or_the_role(read: Any, told: Row, line: str) -> None:
    header = ("role", "partner", "line", "hourly", "paid_hours", "month")
    subject = f"{told[0].lower()} / - / {told[1].lower() or '-'} / -"

    [row] = read((header, [(*told, "10", "10", "2026-01")]), subject=subject).rows["cost"]

    assert row["line"] == line


def test_a_role_nobody_foresaw_is_other_and_told(read: Any) -> None:
    header = ("role", "hourly", "paid_hours", "month")

    found = read((header, [("Beekeeper", "10", "10", "2026-01")]), subject="beekeeper / - / - / -")

    assert found.rows["cost"][0]["line"] == "other"
    assert found.strange == (("cost.line", "Beekeeper"),)


def test_money_of_another_currency_is_not_added(read: Any) -> None:
    found = read((WAGE, [wage(currency="USD")]), (PAID, [paid()]), option="currency=EUR")

    assert found == Assembled(
        {}, incomplete=("A wage is in another currency than costs are counted in: convert it first.",)
    )
    assert amounts(read((WAGE, [wage()]), (PAID, [paid()]), option="currency=EUR")) == {"2026-01": 16_500.0}


def test_who_is_paid_never_reaches_a_record(tmp_path: Path) -> None:
    header = ("Name", "Employee ID", "role", "hourly", "paid_hours", "month", "shoe size")
    rows = [
        (name, number, "Agent", "10", "100", "2026-01", "43") for name, number in (("Ann Lee", "77"), ("Bo Ek", "78"))
    ]

    [record] = taken(write_table(tmp_path / "p.csv", rows, header=header))
    found = WAGES.assemble(record.subject, [record], zone="UTC")

    assert "Ann" not in str(record)
    assert "77" not in str(record)
    assert record.body["rows"][0]["row"]["shoe size"] == "43"  # what nobody foresaw is kept
    assert amounts(found) == {"2026-01": 2_000.0}  # two workers paid alike are two
    assert found.incomplete == ("Columns that name workers were dropped: Employee ID, Name.",)


@pytest.mark.parametrize(
    ("row", "because"),
    [
        (wage("1,234"), "hourly '1,234' has a comma: take it out, or say wages+decimal=comma"),
        (wage("a lot"), "hourly 'a lot' is no amount: digits alone, with one sign for decimals at most"),
        (wage(begins="01/02/2026"), "'01/02/2026' is no day: write 2026-03-01, or 2026-03 for a month"),
        (wage(begins="2026-05-01", ends="2026-04-01"), "it is valid from 2026-05-01 and only to 2026-04-01"),
        (wage(role=""), "the row names no role, or neither a wage nor a month with people or paid hours"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(row: Row, because: str, tmp_path: Path) -> None:
    path = write_table(tmp_path / "w.csv", [wage(), row], delimiter=";")

    [wrong] = [each for each in WAGES.records(path, zone="UTC") if isinstance(each, Unreadable)]

    assert (wrong.place, wrong.because) == (3, because)


def test_amounts_are_read_with_the_decimal_mark_that_is_told(read: Any, tmp_path: Path) -> None:
    path = write_table(tmp_path / "w.csv", [wage("€16,50")], delimiter=";")

    [record] = taken(path, reader=Wages().under("decimal=comma"))

    assert record.body["rows"][0]["told"]["amount"] == 16.5
    header = ("role", "wage", "per", "paid_hours", "month")
    assert amounts(read((header, [("Agent", "$20", "hour", "10", "2026-01")]), subject="agent / - / - / -")) == {
        "2026-01": 200
    }


TABLE = [wage("10"), wage("20", begins="2026-04-16"), wage("30", role="Coach"), wage("12", site="Lagos")]


@given(shuffled=st.permutations(TABLE))
def test_no_order_of_rows_changes_a_record(shuffled: list[Row], tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("wages")

    records = taken(write_table(folder / "a.csv", shuffled))

    assert sorted(records, key=lambda each: each.id) == sorted(
        taken(write_table(folder / "b.csv", TABLE)), key=lambda each: each.id
    )


def test_no_order_repetition_or_split_of_files_changes_a_table(same_tables_however_delivered: Any) -> None:
    header = ("role", "site", "partner", "team", "hourly", "month", "paid_hours")
    rows = [("Agent", "Cork", "", "billing", "16", f"2026-0{month}", "1000") for month in range(1, 6)]

    def write(path: Path, some: Sequence[Row]) -> None:
        write_table(path, some, header=header)

    tables = same_tables_however_delivered(WAGES, rows, write=write, suffix=".csv", examples=3)

    assert [row["amount"] for row in tables["cost"]] == [16_000.0] * 5


def test_wages_and_hours_may_come_in_either_order(delivery: Any) -> None:
    counts = []
    for order in (0, 1), (1, 0):
        tables = [(WAGE, [wage()]), (PAID, [paid()])]

        def write(path: Path, table: Sequence[Any]) -> None:
            write_table(path, table[1], header=table[0])

        with delivery(WAGES, write=write, suffix=".csv") as lake:
            for place in order:
                lake.bring(tables[place])
            counts.append([row["amount"] for row in lake.tables()["cost"]])

    assert counts == [[16_500.0], [16_500.0]]


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (b"", "is empty"),
        (b"a,b\n1,2\n", "is no table of wages"),
        (b"role,hourly\nAgent,1,2\n", "row 2 has 3 cells"),
        (b'role,hourly\n"Agent,1\n', "is garbled or cut off"),
        (b"role,hourly\n\xff,1\n", "is not UTF-8"),
    ],
    ids=["empty", "something else", "ragged", "cut off", "no UTF-8"],
)
def test_a_table_that_cannot_be_read_to_its_end_stops_with_a_reason(content: bytes, match: str, tmp_path: Path) -> None:
    path = tmp_path / "w.csv"
    path.write_bytes(content)

    with pytest.raises(FileUnreadable, match=match):
        list(WAGES.records(path, zone="UTC"))


def test_its_own_tables_are_recognised(tmp_path: Path) -> None:
    def sure(header: Row) -> float:
        return WAGES.recognise(Sample(tmp_path, (",".join(header) + "\n").encode()))

    assert sure(WAGE) >= 0.9
    assert 0.5 < sure(PAID) < 0.9
    assert sure(("CallID", "Start", "Queue")) == 0
    assert WAGES.recognise(Sample(tmp_path, b'{"role": 1, "hourly": 2}')) == 0


def test_currency_and_decimal_mark_are_options() -> None:
    options = WAGES.options  # type: ignore[attr-defined]

    assert "currency=GBP" in options
    assert "currency=GBP,decimal=comma" in options
    assert "currency=pounds" not in options
    assert Wages().under("currency=GBP,decimal=comma") == Wages(currency="GBP", decimal=",")


@pytest.mark.realdata
@pytest.mark.skipif(not REAL.exists(), reason="the real wage table is not here")
def test_a_real_table_of_wages_alone_becomes_no_cost_until_hours_are_told(tmp_path: Path) -> None:
    reader = Wages(columns={"OCC_TITLE": "role", "H_MEAN": "hourly", "MAY_YEAR": "year"})
    found = list(reader.records(REAL, zone="UTC"))
    subject = "customer service representatives / - / - / -"
    records = [each for each in found if isinstance(each, Record) and each.subject == subject]
    hours = write_table(
        tmp_path / "h.csv",
        [("Customer Service Representatives", "2023-05", "100")],
        header=("role", "month", "paid_hours"),
    )

    alone = reader.assemble(subject, records, zone="UTC")
    told = reader.assemble(subject, [*records, *taken(hours)], zone="UTC")

    with REAL.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    readable = sum(len(each.body["rows"]) if isinstance(each, Record) else 1 for each in found)
    [expected] = [row["H_MEAN"] for row in rows if row["OCC_CODE"] == "43-4051" and row["MAY_YEAR"] == "2023"]
    assert readable == len(rows)
    assert alone.rows == {}
    assert amounts(told) == {"2023-05": round(float(expected) * 100, 2)}
