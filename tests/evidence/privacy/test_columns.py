"""Whole columns: nothing slips through the sieve that a look at each cell would have found."""

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from centreline.evidence.privacy.columns import ORDINARY, SUSPICIOUS, SUSPICIOUS_ID, redacted_column
from centreline.evidence.privacy.detect import redacted, spans_in_name
from centreline.evidence.privacy.door import Door
from centreline.evidence.privacy.short_names import are_short_and_plain
from centreline.samples.private_lines.making import labelled_lines

DOOR = Door(b"a secret of a made-up centre, 32 b")
PIECES = [
    "4111111111111111", "4111 1111 1111 1111", "four ", "one ", "cuatro ", "quatre-vingt-dix ",
    "fünf ", "zwölf ", "einundvierzig ", "zéro ", "double ", "cvv ", "CVV2", "Prüfziffer ",
    "sécurité ", "código de seguridad ", "123", "PIN ", "1234 ", "pin: ", "Contraseña: ",
    "clave=", "mot de passe : ", "x9$z", "a@b.co", "+49 30 901820", "0171 2345678",
    "DE89370400440532013000", "AB123456C", "AB 12 34 56 C", "12345678Z", "123-45-6789", "\u00a0",
    " ", "-", "\n", "C-", "\u200b", "４", "ＣＶＶ ", "2026-01-05", "T17:12:59Z", "[cvv]",
    "order ", "1850578006084", "<br>", "ﬁ", "é", "№",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=10).map("".join)


def is_suspicious(texts: list[str], patterns: tuple[str, ...]) -> list[bool]:
    column = pa.array(texts, pa.string())
    found = [pc.match_substring_regex(column, pattern).to_pylist() for pattern in patterns]
    return [any(cells) for cells in zip(*found, strict=True)]


@settings(max_examples=400)
@given(st.lists(st.one_of(TEXTS, st.text(max_size=20)), max_size=8))
def test_a_column_comes_out_as_its_cells_do(texts: list[str]) -> None:
    clean, found = DOOR.redact_column(pa.chunked_array([pa.array(texts, pa.string())]))

    cells = [redacted(text) for text in texts]
    assert clean.to_pylist() == [cell.text for cell in cells]
    assert found == sum((cell.found for cell in cells), start=type(found)())


@given(st.lists(TEXTS, max_size=8))
def test_a_column_of_names_comes_out_as_its_cells_do(texts: list[str]) -> None:
    clean, _ = DOOR.redact_ids(pa.chunked_array([pa.array(texts, pa.string())]))

    assert clean.to_pylist() == [DOOR.redact_id(text).text for text in texts]


def test_every_labelled_line_with_a_secret_is_worth_a_look() -> None:
    lines = [line for line in labelled_lines(seed=5) if redacted(line.text).found]

    flagged = is_suspicious([line.text for line in lines], SUSPICIOUS)

    assert [line.text for line, is_flagged in zip(lines, flagged, strict=True) if not is_flagged] == []
    assert len(lines) > 3_000


@pytest.mark.parametrize(
    "text", ["C-0001234", "4123456", "IN1234567", "2026-01-05 17:12", "2026-01-05T17:12:59.123+02:00"]
)
def test_short_numbers_and_moments_hold_nothing_and_need_no_look(text: str) -> None:
    assert pc.match_substring_regex(pa.array([text]), ORDINARY)[0].as_py() or not is_suspicious([text], SUSPICIOUS)[0]
    assert not redacted(text).found


@given(st.from_regex(ORDINARY, fullmatch=True).map(str.strip))
def test_what_is_let_through_as_ordinary_holds_nothing(text: str) -> None:
    assert not redacted(text).found


def test_two_words_that_become_one_are_one_word_of_the_dictionary() -> None:
    column = pa.chunked_array([pa.array(["a@b.co", "c@d.co", "a@b.co", None]).dictionary_encode()])

    clean, found = redacted_column(column, suspicious=SUSPICIOUS, redact=redacted)

    assert clean.chunk(0).dictionary.to_pylist() == ["[email]"]
    assert clean.to_pylist() == ["[email]", "[email]", "[email]", None]
    assert found == {"email": 3}


def test_names_of_rows_are_suspicious_for_fewer_reasons() -> None:
    assert is_suspicious(["INC0012345678", "password: x"], SUSPICIOUS_ID) == [False, False]
    assert list(spans_in_name("INC0012345678")) == []


@given(st.lists(st.one_of(TEXTS, st.text("0459aDE@<&- ", max_size=14), st.text(max_size=14)), min_size=1, max_size=8))
def test_names_that_are_short_and_plain_hold_nothing_that_is_worth_a_look(names: list[str]) -> None:
    column = pa.array(["", *names], pa.string())[1:]

    assert not (are_short_and_plain(column) and any(is_suspicious(names, SUSPICIOUS_ID)))


@pytest.mark.parametrize(
    ("name", "is_plain"), [("01-123456789", True), ("a@b", False), ("４", False), ("1" * 13, False)]
)
def test_a_name_is_short_and_plain_or_is_looked_at(name: str, *, is_plain: bool) -> None:
    assert are_short_and_plain(pa.array([None, "c-1", name], pa.string())) == is_plain
