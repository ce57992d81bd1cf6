"""The gallery, served by itself: the site's templates, policy and scripts, and none of its records."""

import sys
import threading
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.test import Client, override_settings

HERE = Path(__file__).parent


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the report of the tests free of requests."""


@pytest.fixture(scope="module")
def alone() -> Iterator[None]:
    """Let the site answer with the addresses of the gallery and without a database."""
    from django.conf import settings

    templates = deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["context_processors"] = [
        "django.template.context_processors.request", "django.template.context_processors.csrf", "addresses.shell",
    ]  # fmt: skip
    kept = ("csp", "LocaleMiddleware", "CsrfViewMiddleware", "HtmxMiddleware")
    middleware = [one for one in settings.MIDDLEWARE if any(word in one for word in kept)]
    sys.path.insert(0, str(HERE))
    with override_settings(TEMPLATES=templates, MIDDLEWARE=middleware, ROOT_URLCONF="addresses", ALLOWED_HOSTS=["*"]):
        yield
    sys.path.remove(str(HERE))


@pytest.fixture
def drawn(alone: None) -> Callable[[str], str]:
    """Return the text of an address of the gallery."""
    return lambda address: Client().get(address).content.decode()


@pytest.fixture(scope="module")
def address(alone: None) -> Iterator[str]:
    """Serve the gallery, its sheets and its scripts on a port of its own."""
    from django.contrib.staticfiles.handlers import StaticFilesHandler
    from django.core.wsgi import get_wsgi_application

    server = make_server("127.0.0.1", 0, StaticFilesHandler(get_wsgi_application()), _Server, _Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def shown(chromium: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Open an address of the gallery; the page keeps what the browser complained of in `said`."""
    contexts = []

    def opened(path: str, *, width: int = 1440, **options: Any) -> Any:
        context = chromium.new_context(viewport={"width": width, "height": 900}, base_url=address, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.said = []
        page.on("console", lambda message: page.said.append(message.text))
        page.on("pageerror", lambda reason: page.said.append(str(reason)))
        page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
