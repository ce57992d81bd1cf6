"""Makes the small centre and its second counts importable: `from counting.centre import evidence`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
