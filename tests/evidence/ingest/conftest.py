"""Makes the workbooks that are written by hand importable: `from workbooks import ods, xls`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
