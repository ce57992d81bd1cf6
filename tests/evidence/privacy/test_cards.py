"""Card numbers, typed and read aloud, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.privacy.detect import redacted
from centreline.evidence.privacy.issuers import checks_out, issuer_of

CARD = "4111111111111111"
GROUPED = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    "number",
    [
        "4111111111111111",
        "5555555555554444",
        "2223003122003222",
        "378282246310005",
        "6011111111111117",
        "30569309025904",
        "3530111333300000",
        "6200000000000005",
    ],
)
def test_the_test_numbers_of_every_scheme_are_found(number: str) -> None:
    # The numbers payment companies publish for trying things out.
    assert redacted(f"it is {number}").text == f"it is [card ••••{number[-4:]}]"


@pytest.mark.parametrize(
    "between", [" ", "-", ".", "\n", "\r\n", "\u00a0", "\u2013", "\u200b", " - ", "<br/>", "&nbsp;", ", "]
)
def test_a_card_in_groups_is_found_whatever_parts_them(between: str) -> None:
    assert redacted(between.join(["4111", "1111", "1111", "1111"])).text == "[card ••••1111]"


@pytest.mark.parametrize("between", [" ", "\n", "-", ".", ", "])
def test_a_card_with_one_digit_a_line_is_found(between: str) -> None:
    assert redacted(between.join(CARD)).text == "[card ••••1111]"


@pytest.mark.parametrize("digits", ["４１１１１１１１１１１１１１１１", "٤١١١١١١١١١١١١١١١"], ids=["wide", "arabic"])
def test_digits_of_other_scripts_are_digits(digits: str) -> None:
    assert redacted(f"card {digits}").found["card"] == 1


@pytest.mark.parametrize(
    "text",
    [
        f"order {CARD}",
        f"Auftrag Nr. {CARD}",
        f"pedido {CARD}",
        f"la commande {CARD}",
        f"#{CARD}",
        f"ORD{CARD}",
        f"0.{CARD}",
        "4111111111111112",
        "1111111111111117",
        "2026-01-05 17:12:59.123456",
        "20260105171259123",
        "1767633179123456",
        "+378282246310005",
        "4,111,111.00 EUR",
    ],
)
def test_other_long_numbers_are_left_alone(text: str) -> None:
    assert redacted(text).found["card"] == 0


@pytest.mark.parametrize(
    "text",
    [f"order {GROUPED}", f"card #{CARD}", f"order 12, card {CARD}", f"visa{CARD}", "my card: 4111 1111 1111 1112"],
)
def test_a_card_is_found_in_spite_of_what_stands_around_it(text: str) -> None:
    assert redacted(text).found["card"] == 1


def test_a_magnetic_stripe_goes_as_a_whole() -> None:
    assert redacted(f"%B{CARD}^DOE/JANE^27121011000000000?").text == "[card ••••1111]"
    assert redacted(f";{CARD}=27121011000000000?").text == "[card ••••1111]"


@pytest.mark.parametrize(
    "said",
    [
        "four one one one one one one one one one one one one one one one",
        "Four, double one, one, um, one one one, triple one one one one one one one",
        "forty one eleven eleven eleven eleven eleven eleven eleven",
        "vier eins eins eins eins eins eins eins eins eins eins eins eins eins eins eins",
        "einundvierzig elf elf elf elf elf elf elf",
        "vier dreimal die eins dann eins eins eins eins eins eins eins eins eins eins eins eins",
        "cuatro uno uno uno uno uno uno uno uno uno uno uno uno uno uno uno",
        "cuarenta y uno once once once once once once once",
        "quarante et un onze onze onze onze onze onze onze",
        "quatre un un un un un un un un un un un un un un un",
        "4111 one one one one 1111 one one one one",
    ],
)
def test_a_card_read_aloud_is_found_with_its_last_four_digits(said: str) -> None:
    assert redacted(f"ok {said} thanks").text == "ok [card ••••1111] thanks"


def test_a_german_card_of_tens_is_read_from_behind() -> None:
    # 49 17 ...: neunundvierzig is 49, and not 9, 40.
    said = "neunundvierzig siebzehn null null null null null null null null null null null vier"

    assert redacted(said).found["card"] == 1


def test_french_seventies_and_nineties_can_be_read_in_two_ways() -> None:
    # 4970 7110 ...: soixante-dix is 70; soixante, dix is 60 and 10.
    assert redacted("carte quarante-neuf soixante-dix dix dix dix dix dix dix").found["card"] == 1


def test_a_mumbled_card_is_found_but_an_order_read_aloud_is_not() -> None:
    said = "four one one one one one one one one one one one one one one two"

    assert redacted(f"my card is {said}").text == "my card is [card ••••1112]"
    assert redacted(f"the order number is {said}").found["card"] == 0
    assert redacted("one two three four five six seven eight nine ten").found["card"] == 0


@given(st.integers(10**11, 10**18))
def test_one_last_digit_in_ten_is_the_check_digit(body: int) -> None:
    assert sum(checks_out(f"{body}{digit}") for digit in range(10)) == 1


def test_an_issuer_is_told_by_first_digits_and_length() -> None:
    assert issuer_of("4" + "0" * 15) is not None
    assert issuer_of("4" + "0" * 14) is None
    assert issuer_of("1" + "0" * 15) is None
    assert (issuer_of("2720990000000000") is None, issuer_of("2721000000000000") is None) == (False, True)


def test_a_card_on_a_line_of_its_own_is_not_the_tail_of_the_line_before() -> None:
    assert redacted(f"see below\n{CARD}\n").text == "see below\n[card ••••1111]\n"
