"""A page as somebody reads it: its words without its markup."""

import html
import re

from django.test import Client

__all__ = ["text_of"]


def text_of(client: Client, address: str) -> str:
    """Return the words of a page that answers, one space between them."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))
