"""Help on the page somebody comes from."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from centreline.governance.rights import may, permissions
from centreline.web.frame.page import page
from centreline.web.pages.help.topics import KEYS, TOPICS, Topic

__all__ = ["on_page"]


@page(needs="see_home")
def on_page(request: HttpRequest) -> HttpResponse:
    """Show help on the area that `page` belongs to, then the other areas, the keys, and what one may do.

    Beside another page the keys alone are shown.
    """
    topics = [topic for topic in TOPICS if may(request.actor, topic.needs)]
    about = _topic_of(request.GET.get("page", "/"), topics)
    shown = {
        "about": about,
        "others": [(topic, topic.begins[0]) for topic in topics if topic is not about],
        "keys": KEYS,
        "may_do": [one.says for name, one in permissions().items() if may(request.actor, name)],
    }
    part = "help/help.html#keys" if request.headers.get("HX-Request") else "help/help.html"
    return render(request, part, shown)


def _topic_of(address: str, topics: list[Topic]) -> Topic:
    """Return the topic whose addresses begin as this one does; home where none does."""
    try:
        path = urlsplit(address).path
    except ValueError:  # such as a bracket that is never closed
        path = "/"
    fitting = [(len(begin), topic) for topic in topics for begin in topic.begins if path.startswith(begin)]
    return max(fitting, key=lambda one: one[0], default=(0, topics[0]))[1]
