from dataclasses import replace

from centreline.findings.catalogue import check_book
from centreline.findings.examine import examine
from centreline.findings.finding import Outcome, State
from centreline.reports.names import Names
from centreline.reports.sections.found import Found, FoundGroup, RecordsShown, grouped_findings
from centreline.reports.sections.journeys import Mark, pictured_journeys
from centreline.reports.sections.summary import summed_up
from centreline.reports.sections.unexamined import open_questions


def summary_of(blueprint, examination, book):
    names = Names(blueprint)
    return summed_up(
        examination,
        groups=grouped_findings(examination, names=names, checks=book),
        journeys=pictured_journeys(blueprint, examination=examination, names=names, contacts={}),
        unexamined=open_questions(examination, checks=book),
        trust="8 contacts.",
    )


def test_the_verdict_says_how_much_how_heavy_and_what_it_is_about(blueprint, examination, book):
    assert summary_of(blueprint, examination, book).verdict == (
        "3 findings, 1 critical and 1 high, on 3 of 3 touchpoints. The most weight lies on repeat contacts and claims."
    )


def test_the_verdict_counts_no_touchpoints_where_none_is_written(blueprint, examination, book):
    verdict = summary_of(blueprint.model_copy(update={"journeys": ()}), examination, book).verdict

    assert verdict.startswith("3 findings, 1 critical and 1 high; no touchpoint is written yet. The most weight")


def test_each_question_is_a_headline_once_with_its_weightiest_finding(blueprint, examination, book):
    headlines = summary_of(blueprint, examination, book).misaligned

    assert [(one.severity, one.touches, one.more) for one in headlines] == [
        ("critical", "Billing question, in Pay a bill", 1), ("medium", "Billing question, in Pay a bill", 0),
    ]  # fmt: skip
    assert headlines[0].anchor == "REP901-critical"


def test_what_to_do_first_names_who_answers_for_it(blueprint, examination, book):
    first, second = summary_of(blueprint, examination, book).first_steps

    assert (first.does, first.who) == ("Read twenty of them.", "Billing lead")
    assert second.does == "Ask again."


def test_questions_are_counted_by_how_they_ended(blueprint, examination, book):
    summary = summary_of(blueprint, examination, book)

    assert (summary.questions_found, summary.questions_clear, summary.questions_not_examined) == (3, 1, 2)
    assert summary.by_severity == (Mark("critical", 1), Mark("high", 1), Mark("medium", 1), Mark("low", 0))
    assert summary.unexamined == "2 of 6 questions are open because nobody has brought evaluation."


def test_nothing_found_is_said_together_with_how_little_was_asked(blueprint, claims, book, examination):
    clear = examine(
        blueprint, claims=claims, evidence=None, as_of=examination.as_of, only=("OWN901", "QUA901"), book=book
    )

    summary = summary_of(blueprint, clear, book)

    assert summary.verdict == "Nothing is out of line in the 1 question that could be examined, of 2."
    assert (summary.misaligned, summary.first_steps) == ((), ())


def test_when_everything_could_be_examined_it_says_so(blueprint, claims, book, examination):
    clear = examine(blueprint, claims=claims, evidence=None, as_of=examination.as_of, only=("OWN901",), book=book)

    assert summary_of(blueprint, clear, book).unexamined == "All 1 question could be examined."


def test_what_was_seen_in_the_records_is_on_the_first_screen_whatever_is_missing_on_paper(examination):
    on_paper = [group_of(number, seen=False) for number in range(6)]
    in_records = [group_of(number, seen=True) for number in (6, 7, 8)]

    summary = summed_up(examination, groups=(*on_paper, *in_records), journeys=(), unexamined=(), trust="")

    assert [one.says for one in summary.misaligned] == [f"Finding {number}." for number in (0, 1, 2, 6, 7)]
    assert [step.does for step in summary.first_steps] == ["Do 0.", "Do 1.", "Do 6."]


def test_a_step_that_answers_two_questions_is_told_once(examination):
    alike = [group_of(number, seen=True, step="Talk to each other.") for number in (0, 1)]

    summary = summed_up(examination, groups=(*alike, group_of(2, seen=False)), journeys=(), unexamined=(), trust="")

    assert [step.does for step in summary.first_steps] == ["Talk to each other.", "Do 2."]


def group_of(number: int, *, seen: bool, step: str | None = None) -> FoundGroup:
    records = RecordsShown("contact", 3, ("a",), "somewhere") if seen else None
    found = Found(
        element=f"touchpoint:t{number}", about="", says=f"Finding {number}.", weight=1 - number / 10, n=None,
        interval=None, small=False, records=records, against=None, first_step=step or f"Do {number}.", who=None,
    )  # fmt: skip
    return FoundGroup(f"a{number}", "high", f"OWN90{number}", "", "", "", "", (found,))


def test_questions_open_for_one_reason_are_counted_together_whatever_each_needs(examination):
    lacks = (("OWN001", "no records", "calls"), ("OWN002", "no records", "surveys"), ("OWN003", "no owner", "one"))
    outcomes = tuple(
        Outcome(check, State.NOT_EXAMINED, because=because, bring=bring) for check, because, bring in lacks
    )
    silent = replace(examination, outcomes=outcomes)

    summary = summed_up(
        silent, groups=(), journeys=(), unexamined=open_questions(silent, checks=check_book()), trust=""
    )

    assert summary.unexamined == "3 of 3 questions are open, 2 of them because no records."
