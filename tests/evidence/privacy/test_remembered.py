"""Pseudonyms that were made already are found again, each for its own name and no other."""

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from centreline.evidence.privacy.door import Door
from centreline.evidence.privacy.remembered import LONGEST, Remembered

NAMES = st.one_of(st.none(), st.text(max_size=3), st.text("ab\0é", max_size=2 * LONGEST), st.text("0", max_size=30))
BATCHES = st.lists(st.lists(NAMES, max_size=12), max_size=6)


def texts(values: list[str | None]) -> pa.StringArray:
    return pa.array(values, pa.string())


def made_of(names: list[str]) -> list[str]:
    """Return what stands for each name here: its first letters in reverse, always three."""
    return [f"{name[::-1]}..."[:3] if name.isascii() else "..." for name in names]


@given(batches=BATCHES, most=st.integers(0, 40))
def test_what_is_found_is_what_was_made_of_that_very_name(batches: list[list[str | None]], most: int) -> None:
    remembered, known = Remembered(length=3, most=most), dict[str, str]()

    for batch in batches:
        new = sorted({name for name in batch if name is not None} - known.keys())
        not_found = [name for name in new if remembered.found(texts([name])).null_count]
        assert not_found == new
        remembered.remember(texts(list(new)), texts(list(made_of(new))))
        known |= {
            name: made
            for name, made in zip(new, made_of(new), strict=True)
            if remembered.found(texts([name])).null_count == 0
        }
        found = remembered.found(texts(batch)).to_pylist()
        assert found == [None if name is None else known.get(name) for name in batch]
    assert len(known) <= most


def test_a_hundred_thousand_names_are_told_apart_as_the_table_grows() -> None:
    remembered = Remembered(length=6)
    for first in range(0, 100_000, 20_000):
        numbers = range(first, first + 20_000)
        remembered.remember(texts([str(number) for number in numbers]), texts([f"{number:06}" for number in numbers]))

    asked = texts([str(number) for number in range(99_999, -1, -7)] + ["100000", "00"])
    assert remembered.found(asked).to_pylist() == [f"{number:06}" for number in range(99_999, -1, -7)] + [None, None]


def test_a_slice_of_a_column_is_read_where_it_lies() -> None:
    remembered = Remembered(length=2)
    remembered.remember(texts(["x", "anna", "ben"])[1:], texts(["zz", "aa", "bb"])[1:])

    assert remembered.found(texts(["ben", None, "x", "anna"])[0:4]).to_pylist() == ["bb", None, None, "aa"]


def test_a_customer_of_an_earlier_batch_has_the_same_pseudonym_in_a_later_one() -> None:
    door = Door(b"a secret of enough length")
    batches = [["ana", None, "ben"], ["ben", "  ana ", "", "p_" + "0" * 20], ["ana"] * 3]

    columns = [door.pseudonyms(pa.chunked_array([texts(batch)])).to_pylist() for batch in batches]

    alone = [Door(b"a secret of enough length") for _ in batches]
    singly = [
        [None if name is None else one.pseudonym(name) for name in batch]
        for one, batch in zip(alone, batches, strict=True)
    ]
    assert columns == singly
