"""The site's settings as the tests need them: plain HTTP on this machine, and cookies that Django's test client writes.

That client knows no signed cookie; `account/test_signed_cookie.py` and browser tests have the middleware of the site.
"""

import os
from importlib import import_module

os.environ.setdefault("CENTRELINE_PLAIN_HTTP", "1")
globals().update(vars(import_module("centreline.web.site.settings")))
_SIGNED = "centreline.web.frame.session_cookie.SignedSessions"
_PLAIN = "django.contrib.sessions.middleware.SessionMiddleware"
MIDDLEWARE = [_PLAIN if one == _SIGNED else one for one in globals()["MIDDLEWARE"]]
