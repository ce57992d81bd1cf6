"""How acts name what a check found at an element, and how they stop where a field was left out."""

from collections.abc import Mapping

from pydantic import ValidationError

from centreline.findings.catalogue import check_book
from centreline.findings.settings import known_check
from centreline.governance.entry import Body
from centreline.governance.kinds import body_of
from centreline.kernel.errors import ArgumentInvalid
from centreline.kernel.identity import content_hash

__all__ = ["filled_in", "key_of"]


def key_of(check: str, element: str) -> str:
    """Return the key under which what people write about a finding is kept: one for each check and element.

    >>> key_of("OWN001", "touchpoint:bill") == key_of("OWN001", "touchpoint:bill")
    True
    """
    return content_hash([check, element])[:32]


def filled_in(kind: str, fields: Mapping[str, object], *, check: str) -> Body:
    """Return the body of an entry about a finding.

    Args:
        kind: Kind of the entry.
        fields: What somebody filled in.
        check: Id of the check that found it.

    Raises:
        CheckUnknown: no check has that id.
        ArgumentInvalid: a field is empty or does not fit; every one of them is named.
    """
    known_check(check, check_book(), where="the finding")
    said = {name: value.strip() if isinstance(value, str) else value for name, value in fields.items()}
    try:
        return body_of(kind, said)
    except ValidationError as reason:
        wrong = sorted({str(problem["loc"][0]) for problem in reason.errors() if problem["loc"]})
        raise ArgumentInvalid(
            f"the {kind} is not complete: look at {', '.join(wrong)}",
            where="the form",
            fix="; ".join(f"{problem['loc'][0]}: {problem['msg']}" for problem in reason.errors() if problem["loc"]),
        ) from reason
