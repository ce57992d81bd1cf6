"""Where a record names a customer."""

from dataclasses import dataclass

__all__ = ["Identifier"]


@dataclass(frozen=True, slots=True)
class Identifier:
    """Where a record names a customer: what stands there becomes a keyed pseudonym before anything is written.

    Attributes:
        path: Keys from the top, joined by dots, `[]` for every item of a list: "participants[].sessions[].ani".
        of: What it is: phone, email, name, birth, postcode, account, or customer for the source's own id. The same
            telephone number has the same pseudonym in every source, however it is written.
    """

    path: str
    of: str
