"""Who says that a question matters; sections are named beside, in the check."""

__all__ = ["COBIT", "DAMA", "HALLIWELL", "ISO_9001", "ITIL", "LEVERS", "REBUILD", "TOGAF"]

REBUILD = "3P Solutions (2026), Why Now May Be the Time to Rebuild Your Customer Contact Centre Operating Model"
HALLIWELL = "Halliwell, D. (2025), Who Owns Customer Experience? Part 2 of 4: Contact Center Operations"
LEVERS = "Why do operating model levers decide customer outcomes? (unsigned, undated)"
# The standards are named as the seed names them; nothing here claims to say what their texts require.
ISO_9001 = f"ISO 9001 as referred to in {LEVERS}"
ITIL = f"ITIL 4 as referred to in {LEVERS}"
TOGAF = f"TOGAF as referred to in {LEVERS}"
COBIT = f"COBIT as referred to in {LEVERS}"
DAMA = f"DAMA-DMBOK as referred to in {LEVERS}"
