"""Codes, accounts, national ids, passwords, addresses and telephone numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.privacy.detect import redacted

GONE = [
    ("the CVV is 123", "the CVV is [cvv]"),
    ("security code on the back is one two three", "security code on the back is [cvv]"),
    ("Prüfnummer: 123", "Prüfnummer: [cvv]"),
    ("código de seguridad 123", "código de seguridad [cvv]"),
    ("cryptogramme un deux trois", "cryptogramme [cvv]"),
    ("123 is the CVV", "[cvv] is the CVV"),
    ("4111 1111 1111 1111 12/27 123", "[card ••••1111] 12/27 [cvv]"),
    ("refund to DE89 3704 0044 0532 0130 00 now", "refund to [iban] now"),
    ("GB82WEST12345698765432", "[iban]"),
    ("FR14 2004 1010 0505 0001 3M02 606", "[iban]"),
    ("IBAN: DE89 3704 0044 0532 0130 01", "IBAN: [iban]"),
    ("SSN 123-45-6789", "SSN [national id]"),
    ("NI number AB 12 34 56 C", "NI number [national id]"),
    ("Steuer-ID 86095742719", "Steuer-ID [national id]"),
    ("86 095 742 719", "[national id]"),
    ("1 85 05 78 006 084 91", "[national id]"),
    ("DNI 12.345.678-Z", "DNI [national id]"),
    ("X1234567L", "[national id]"),
    ("my password is Sunshine9!", "my password is [password]"),
    ("Passwort: geheim12", "Passwort: [password]"),
    ("la contraseña es 'mi gato'", "la contraseña es '[password]'"),
    ("mot de passe : soleil2020.", "mot de passe : [password]."),
    ("password hunter2", "password [password]"),
    ("my pin is four three two one", "my pin is [password]"),
    ("PIN 4321 please", "PIN [password] please"),
    ("write to ada.lee+x@mail.example.org.", "write to [email]."),
    ("call +49 (0)30 901820 now", "call [phone] now"),
    ("(212) 555-0123", "[phone]"),
    ("0171/2345678", "[phone]"),
    ("06 12 34 56 78", "[phone]"),
    ("mi móvil 612345678", "mi móvil [phone]"),
]
STAYS = [
    "my password is not working",
    "Mein Passwort ist abgelaufen",
    "mi clave es incorrecta",
    "le mot de passe est incorrect",
    "the password has been reset",
    "I spun the wheel 1234 times",
    "the security team answered 123 calls? yes",
    "DE89 3704 0044 0532 0130 01",
    "order AB123456C",
    "ticket 123-45-6789",
    "86 095 742 718",
    "12345678A",
    "DE40 of the plan",
    "on 05.01.2026 at 17:12",
    "2026-01-05 17:12:59",
    "order 0123456789 is late",
    "a@b",
    "@channel look",
    "1,234,567.89 EUR",
    "10.20.30.40",
    "3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "1Z999AA10123456784",
]


@pytest.mark.parametrize(("text", "kept"), GONE, ids=range(len(GONE)))
def test_what_may_not_be_kept_is_replaced(text: str, kept: str) -> None:
    assert redacted(text).text == kept


@pytest.mark.parametrize("text", STAYS)
def test_what_only_looks_like_it_stays(text: str) -> None:
    assert redacted(text).text == text


@given(st.lists(st.sampled_from([text for text, _ in GONE] + STAYS), min_size=1, max_size=4))
def test_redacting_twice_is_redacting_once(parts: list[str]) -> None:
    once = redacted("\n".join(parts))

    assert redacted(once.text).text == once.text


@given(st.text(max_size=60))
def test_no_text_whatever_raises_or_loses_anything_without_saying_so(text: str) -> None:
    cleaned = redacted(text)

    assert (cleaned.text == text) == (not cleaned.found)


def test_letters_written_in_two_characters_are_read_too() -> None:
    assert redacted("Pru\u0308fnummer: 123").found["cvv"] == 1
