"""The pages, for a server that speaks WSGI."""

import os

from django.core.wsgi import get_wsgi_application

from centreline.web.site.light import arrow_without_pandas

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "centreline.web.site.settings")
arrow_without_pandas()
application = get_wsgi_application()
