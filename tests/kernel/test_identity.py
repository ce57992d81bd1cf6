import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centreline.kernel.identity import content_hash, is_key, nearest

DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


def in_another_order(document: Any) -> Any:
    if isinstance(document, dict):
        items = [(key, in_another_order(value)) for key, value in document.items()]
        random.Random(3).shuffle(items)
        return dict(items)
    return [in_another_order(value) for value in document] if isinstance(document, list) else document


@given(DOCUMENTS)
def test_the_order_of_keys_does_not_change_a_hash(document: Any) -> None:
    assert content_hash(document) == content_hash(in_another_order(document))


@given(DOCUMENTS, DOCUMENTS)
def test_documents_that_differ_have_hashes_that_differ(one: Any, other: Any) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)

    assert (content_hash(one) == content_hash(other)) is same


def test_the_order_of_a_list_is_part_of_the_content() -> None:
    assert content_hash([1, 2]) != content_hash([2, 1])


@pytest.mark.parametrize("text", ["a", "billing-dispute", "step_2", "2nd-line", "réclamation"])
def test_a_key_is_in_lower_case_with_digits_hyphens_and_underscores(text: str) -> None:
    assert is_key(text)


@pytest.mark.parametrize(
    "text", ["", "Billing", "billing dispute", "-billing", "billing/dispute", "billing.dispute", "\n"]
)
def test_anything_else_is_no_key(text: str) -> None:
    assert not is_key(text)


def test_the_name_that_was_probably_meant_is_found() -> None:
    assert (
        nearest("first_contact_resolutoin", ["service_level", "first_contact_resolution"]) == "first_contact_resolution"
    )
    assert nearest("xyz", ["service_level"]) is None
    assert nearest("anything", []) is None
