"""Why a hold is placed names a case: whoever reads the holds learns of no customer."""

from collections import Counter

import pytest

from centreline.evidence.erasure.holds import reason_without
from centreline.evidence.privacy.door import Door
from centreline.kernel.errors import ArgumentInvalid


def test_addresses_and_numbers_in_it_are_taken_out(door: Door) -> None:
    kept = reason_without((), "case 12/26 of ada@example.org, +44 20 7946 0018", door=door)

    assert kept.text == "case 12/26 of [email], [phone]"
    assert kept.found == Counter(email=1, phone=1)


@pytest.mark.parametrize(("value", "of"), [("ada-77120", "customer"), ("77120", "account")])
def test_one_that_says_what_a_source_calls_the_person_is_refused(door: Door, value: str, of: str) -> None:
    with pytest.raises(ArgumentInvalid, match="names the person"):
        reason_without({door.pseudonym(value, of=of)}, f"a letter ({value}), of May", door=door)
