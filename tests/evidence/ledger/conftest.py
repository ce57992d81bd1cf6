"""Makes the second ledger importable: `from by_hand import Came, issues_by_hand`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
