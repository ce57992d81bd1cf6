"""The ceiling: a Django that answers "ok" and does nothing else, for the same server as our pages.

python -m granian --interface wsgi --port 8499 benchmarks.empty_page:application
"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path


def empty(_: HttpRequest) -> HttpResponse:
    """Answer as little as a page can."""
    return HttpResponse("ok")


urlpatterns = [path("", empty)]
settings.configure(SECRET_KEY="nothing is signed here", ALLOWED_HOSTS=["*"], ROOT_URLCONF=__name__, MIDDLEWARE=[])
application = get_wsgi_application()
