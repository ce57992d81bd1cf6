"""Centreline holds a contact centre to its centreline: the written operating model against what really happened."""

import os

__all__ = ["__version__"]

__version__ = "0.1.0"

# Arrow reads this when it is first imported. Its own pool keeps what was freed: ten million contacts were brought in
# 2.7 GB with it and in 2.0 GB with the system's, as fast (`benchmarks/lake_load.py`).
os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
