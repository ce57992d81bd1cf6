"""Sentences that know how they were made are English text wherever they go, and can be made again."""

import json
import pickle
from dataclasses import dataclass
from datetime import date

from pydantic import TypeAdapter

from centreline.kernel.kept_words import Sentence, document_of, made_again, parts_of, read_document, said_again
from centreline.kernel.said import Said, all_of, in_a_row, said, said_of
from centreline.kernel.units import Measured, Unit, format_value, short_share


@dataclass(frozen=True)
class Note:
    says: Sentence
    more: tuple[Sentence, ...] = ()


NOTES = TypeAdapter(Note)


def sentence() -> Said:
    return said("{people} of {all:,} said so on {day}, {share} of them {who}.").filled(
        people=said_of("{n} person", "{n:,} people").filled(n=1),
        all=1204,
        day=date(2026, 3, 1),
        share=format_value(0.125, Unit.SHARE),
        who=all_of(["Ann", "Bo"]),
    )


def test_a_sentence_is_its_english_text() -> None:
    text = "1 person of 1,204 said so on 2026-03-01, 12.5% of them Ann and Bo."

    assert sentence() == text
    assert {text: 1}[sentence()] == 1
    assert json.dumps([sentence()], ensure_ascii=False) == json.dumps([text], ensure_ascii=False)


def test_it_can_be_copied_and_still_knows_how_it_was_made() -> None:
    copied = pickle.loads(pickle.dumps(sentence()))

    assert (copied.template, copied.values) == (sentence().template, sentence().values)


def test_a_text_before_or_after_it_does_not_make_it_forget() -> None:
    told = "Said by Ann" + said(" and {n} more").filled(n=3) + "."

    assert told == "Said by Ann and 3 more."
    assert isinstance(told, Said)


def test_parts_in_a_row_are_said_with_what_stands_between_them() -> None:
    assert in_a_row(["yes", "no"], by="; ") == "yes; no"
    assert in_a_row([]) == ""
    assert in_a_row(["{odd}"]) == "{odd}"


def test_a_figure_knows_what_it_is() -> None:
    share = format_value(0.125, Unit.SHARE)

    assert isinstance(share, Measured)
    assert (share, share.value, share.unit) == ("12.5%", 0.125, Unit.SHARE)


def test_what_is_kept_as_json_is_english_where_it_stands_and_read_again_whole() -> None:
    kept = json.loads(json.dumps(document_of(NOTES, Note(sentence(), (said("Nobody looked."),)))))
    again = read_document(NOTES, kept)

    assert kept["says"] == sentence()
    assert again == Note(sentence(), (said("Nobody looked."),))
    assert isinstance(again.says, Said)
    assert parts_of(again.says) == parts_of(sentence())


def test_what_was_kept_before_is_read_as_the_text_it_is() -> None:
    old = read_document(NOTES, {"says": "Nobody looked.", "more": []})

    assert (old.says, type(old.says)) == ("Nobody looked.", str)


def test_what_was_kept_with_the_percent_sign_apart_is_still_known_and_said_as_now() -> None:
    kept = json.loads(json.dumps(document_of(NOTES, Note(sentence()))).replace("12.5%", "12.5 %"))
    old = read_document(NOTES, kept)

    assert "12.5 % of them" in kept["says"]
    assert old == Note(sentence())
    assert parts_of(old.says) == parts_of(sentence())


def test_a_template_kept_with_the_percent_sign_apart_is_said_as_now() -> None:
    made = {"50 % more than planned": {"of": "{over:.0f} % more than planned", "with": {"over": 50.0}}}

    assert said_again("50 % more than planned", made) == "50% more than planned"


def test_a_share_is_kept_with_its_decimals() -> None:
    whole = said("{share} of all").filled(share=short_share(1.0))

    assert whole == "100% of all"
    assert made_again(parts_of(whole)) == whole


def test_parts_that_lead_to_another_text_are_not_believed() -> None:
    kept = {"says": "Nobody looked.", "said": {"Nobody looked.": {"of": "{who} looked.", "with": {}}}}

    assert type(read_document(NOTES, kept).says) is str


def test_parts_are_made_again_as_they_were() -> None:
    assert made_again(parts_of(sentence())) == sentence()
