"""One made-up line and what is in it."""

from dataclasses import dataclass

__all__ = ["Line"]


@dataclass(frozen=True, slots=True)
class Line:
    """One made-up line and what is in it.

    Attributes:
        text: The words.
        language: en, de, es or fr.
        kind: What stands in it: "card typed", "card spoken", "cvv", "iban", "national id", "password", "email",
            "phone"; or, where nothing has to go, "order id", "bare number" or "ordinary".
        secret: The stretch that has to go; empty where none has.
    """

    text: str
    language: str
    kind: str
    secret: str
