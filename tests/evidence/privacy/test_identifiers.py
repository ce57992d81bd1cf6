"""Identifiers in one form."""

import phonenumbers
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from centreline.evidence.privacy.identifiers import KINDS, SETTLED_PHONE, normalised


@pytest.mark.parametrize(
    ("text", "of", "form"),
    [
        ("+49 (0)30 901820", "phone", "+4930901820"),
        ("0049 30 901820", "phone", "+4930901820"),
        ("030/901820", "phone", "+4930901820"),
        ("tel:+4930901820", "phone", "+4930901820"),
        ("whatsapp:+4930901820", "phone", "+4930901820"),
        ("sip:+4930901820@carrier.example", "phone", "+4930901820"),
        ("anonymous", "phone", "anonymous"),
        ("Ada Lee <Ada@Example.org>", "email", "ada@example.org"),
        ("Weiß, Łukasz", "name", "lukasz weiss"),
        ("O'Neill-Smith Ada", "name", "ada neill o smith"),
        ("1985-12-03T00:00:00", "birth", "1985-12-03"),
        ("19851203", "birth", "1985-12-03"),
        ("12/31/1985", "birth", "1985-12-31"),
        ("31/12/1985", "birth", "1985-12-31"),
        ("3/4/1985", "birth", "3/4/1985"),
        ("31.02.1985", "birth", "31.02.1985"),
        ("sw1a 1aa", "postcode", "SW1A1AA"),
        ("12-345.678", "account", "12345678"),
        (" C-1 ", "customer", "C-1"),
    ],
)
def test_an_identifier_has_one_form(text: str, of: str, form: str) -> None:
    assert normalised(text, of=of, region="DE") == form


def test_a_number_without_a_country_stays_its_digits() -> None:
    assert normalised("030 901820", of="phone") == "030901820"


@given(st.from_regex(SETTLED_PHONE, fullmatch=True))
def test_numbers_that_need_no_tables_are_what_the_tables_make_of_them(text: str) -> None:
    parsed = phonenumbers.parse(text, None)

    assert phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164) == text


@example("Ǿrsted", "name")
@example("Ǽneas", "name")
@given(st.text(max_size=30), st.sampled_from([kind for kind in KINDS if kind != "phone"]))
def test_the_form_of_a_form_is_itself(text: str, of: str) -> None:
    form = normalised(text, of=of)

    assert normalised(form, of=of) == form


@given(st.text(max_size=30))
def test_no_text_is_too_odd_for_a_telephone_number(text: str) -> None:
    assert normalised(text, of="phone", region="DE") or not text.strip()
