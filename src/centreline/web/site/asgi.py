"""The event streams, for a server that speaks ASGI; the pages are in `wsgi`."""

import os
from typing import Any

import django

__all__ = ["application"]


def _application() -> Any:
    """Return the streams, which read from this workspace; the records need Django set up first."""
    from django.conf import settings

    from centreline.web.frame.served import evidence_state
    from centreline.web.frame.session_cookie import actors_of_cookies
    from centreline.web.frame.topics import versions
    from centreline.web.records.fingerprints import fingerprint_of_everything
    from centreline.web.streams.application import Streams
    from centreline.web.streams.listening import Source, Watch

    source = Source(
        mark=lambda: (fingerprint_of_everything(), evidence_state()),
        versions=lambda actor, topics: versions(actor, sorted(topics)),
        actors=actors_of_cookies,
    )
    return Streams(Watch(source), cookie=settings.SESSION_COOKIE_NAME)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "centreline.web.site.settings")
django.setup()
application = _application()
