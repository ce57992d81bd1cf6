"""Makes the registry of cases importable: `from cases.building import sound`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
