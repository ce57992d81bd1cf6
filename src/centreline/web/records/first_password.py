"""Passwords that the program makes: shown once, kept by nobody but their hash."""

import secrets

__all__ = ["new_password"]

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are mistaken for one another when read out."""


def new_password() -> str:
    """Return a password of twenty letters in groups, about 99 bits, that can be read out on the telephone."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
