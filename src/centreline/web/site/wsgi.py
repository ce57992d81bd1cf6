"""The pages, for a server that speaks WSGI."""

import os

from django.core.wsgi import get_wsgi_application

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "centreline.web.site.settings")
application = get_wsgi_application()
