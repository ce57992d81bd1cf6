"""A log nobody has seen before is read by the same code, with nothing but a new mapping."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from centreline.metrics.ask import measure

Row = dict[str, str]

ODD = """\
Nr.|Anrufer|Kommt|Warten|Gespr\u00e4ch|Ende|Wer|Gruppe
1|K-7|03.05.2026 08:59|5,5|3:20|beantwortet|Ana|Rechnung
2|–|03.05.2026 09:10|1.070,25|–|aufgelegt|–|Rechnung
3|K-9|04.05.2026 10:00|15,0|5:00|beantwortet|Bea|Umzug
4|K-7|04.05.2026 10:30|0|0:40|beantwortet|Ana|Rechnung
5|Probe|04.05.2026 11:00|0|0:01|beantwortet|Ana|Rechnung
"""
MAPPING = """\
mapping: anrufe
version: 1
table: contact
zone: Europe/Berlin
date_order: dmy
decimal: ","
thousands: "."
empty: ["–"]
constants: {source: nebenstelle, channel: voice, direction: inbound}
columns:
  contact_id: {from: Nr.}
  customer_id: Anrufer
  offered_at: {from: Kommt, format: "%d.%m.%Y %H:%M"}
  wait_ms: {from: Warten, unit: s}
  talk_ms: {from: Gespräch, unit: "mm:ss"}
  outcome: {from: Ende, values: {beantwortet: handled, aufgelegt: abandoned}, otherwise: reject}
  agent: Wer
  queue: Gruppe
skip:
  - {when: "Anrufer == 'Probe'", because: "test calls of the exchange"}
"""
BLUEPRINT = """\
id: exchange
title: A small exchange
organisation: {name: A small office}
journeys:
  - id: call
    title: Call us
    stages:
      - id: call
        title: Call
        touchpoints:
          - {id: bill, title: Call about a bill, recognised_by: {queues: [Rechnung]}}
          - {id: move, title: Call about a move, recognised_by: {queues: [Umzug]}}
"""


def small_office(folder: Path) -> Path:
    """Write a workspace that knows nothing but its mapping and two touchpoints."""
    for name, text in {
        "centreline.yaml": "format: 1\nname: A small exchange\nzone: Europe/Berlin\n",
        "blueprint/office.yaml": BLUEPRINT,
        "mappings/anrufe.yaml": MAPPING,
    }.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_an_odd_dialect_needs_a_mapping_only(
    tmp_path: Path, encoding: str, review_of_folder: Callable[..., Any], bring: Any
) -> None:
    log = tmp_path / "anrufe.txt"
    log.write_bytes(ODD.encode(encoding))

    done = review_of_folder(
        small_office(tmp_path / "office"), [(bring("contact", "anrufe", log.name), log)], folder=tmp_path
    )

    [counts] = done.counts
    assert (counts["created"], counts["skipped"], counts["rejected"]) == (4, 1, 0)
    [abandoned] = measure(done.evidence, "abandonment_rate", variant="over_queued")
    [wait] = measure(done.evidence, "average_speed_of_answer", variant="answered")
    [everybody] = measure(done.evidence, "average_speed_of_answer", variant="everybody")
    # Calls 1 to 4 count; number 2 was given up after 1,070.25 s. Those answered waited 5.5, 15 and 0 seconds.
    assert abandoned.estimate.value == 1 / 4
    assert wait.estimate.value == (5_500 + 15_000 + 0) / 3
    assert everybody.estimate.value == (5_500 + 1_070_250 + 15_000 + 0) / 4
    assert "A small exchange" in done.review["html"]


def test_a_word_nobody_foresaw_is_rejected_with_its_row_where_the_mapping_says_so(
    tmp_path: Path, review_of_folder: Callable[..., Any], bring: Any
) -> None:
    log = tmp_path / "anrufe.txt"
    log.write_text(ODD.replace("|aufgelegt|", "|besetzt|"), encoding="utf-8")
    office = small_office(tmp_path / "office")

    done = review_of_folder(office, [(bring("contact", "anrufe", log.name), log)], folder=tmp_path)

    [rejected] = (done.folder / "rejected").glob("*.csv")
    assert done.counts[0]["rejected"] >= 1
    assert "besetzt" in rejected.read_text(encoding="utf-8")


@pytest.mark.realdata
def test_a_national_telephone_service_needs_a_mapping_only(
    real_review: Callable[..., Any], real_rows: Callable[..., list[Row]], bring: Any
) -> None:
    example, file = "nhs111_mds_2015_16", "nhs111_mds_provider_month_2015_16.csv.gz"
    months = real_rows(example, file)

    done = real_review(example, bring("interval_stat", "months", file))

    answered = sum(int(row["Answered Calls"]) for row in months)
    in_time = sum(int(row["Answered 60sec"]) for row in months)
    [of_answered] = measure(done.evidence, "service_level", variant="counted_by_source_over_handled")
    assert done.counts[0]["created"] == len(months) == 534
    assert of_answered.estimate.value == pytest.approx(in_time / answered)
    assert "87.8%" in done.review["md"]
    assert "81.4%" in done.review["md"]  # the same, of all offered: the definitions lie six points apart


@pytest.mark.realdata
def test_providers_match_a_count_with_loops(
    real_review: Callable[..., Any], real_rows: Callable[..., list[Row]], bring: Any
) -> None:
    example, file = "nhs111_mds_2015_16", "nhs111_mds_provider_month_2015_16.csv.gz"
    offered: dict[str, int] = {}
    lost: dict[str, int] = {}
    for row in real_rows(example, file):
        name = row["Provider Name"]
        offered[name] = offered.get(name, 0) + int(row["Number Calls Offered"])
        lost[name] = lost.get(name, 0) + int(row["Abandoned Calls"])

    done = real_review(example, bring("interval_stat", "months", file))
    answers = measure(done.evidence, "abandonment_rate", variant="counted_by_source", by=["partner"])

    told = {answer.by["partner"]: answer.estimate.value for answer in answers}
    assert told == {name: pytest.approx(lost[name] / offered[name]) for name in offered}
    assert sum(offered.values()) == 14_039_579
