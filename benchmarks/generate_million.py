"""How long a made-up centre of a million contacts takes to make: ours, the promise, the ratio.

Run it with `python benchmarks/generate_million.py [CONTACTS]`.
"""

import resource
import sys
import time

from centreline.samples.centre import made_up_centre

PROMISED_S = 30.0


def main() -> None:
    contacts = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    began = time.perf_counter()
    centre = made_up_centre(contacts=contacts, seed=1)
    took_s = time.perf_counter() - began
    rows = sum(table.num_rows for table in centre.tables.values())
    memory_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"contacts            {contacts:>12,}")
    print(f"rows in all tables  {rows:>12,}")
    print(f"ours                {took_s:>12.1f} s")
    print(f"promised            {PROMISED_S * contacts / 1_000_000:>12.1f} s")
    print(f"ratio               {took_s / (PROMISED_S * contacts / 1_000_000):>12.2f}")
    print(f"peak memory         {memory_mb:>12,.0f} MB")


if __name__ == "__main__":
    main()
