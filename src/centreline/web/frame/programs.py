"""Who asks for a page in the form of data: a script of our own pages, or a program."""

from django.http import HttpRequest

__all__ = ["is_program"]


def is_program(request: HttpRequest) -> bool:
    """Say whether a script asks, and reads JSON."""
    return "application/json" in request.headers.get("Accept", "")
