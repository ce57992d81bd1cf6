"""The site's settings as the tests need them: plain HTTP on this machine."""

import os
from importlib import import_module

os.environ.setdefault("CENTRELINE_PLAIN_HTTP", "1")
globals().update(vars(import_module("centreline.web.site.settings")))
