"""Who says that a question matters; sections are named beside, in the check."""

__all__ = ["COBIT", "DAMA", "HALLIWELL", "ISO_9001", "ITIL", "LEVERS", "REBUILD", "TOGAF"]

REBUILD = "3P Solutions (2026), Why Now May Be the Time to Rebuild Your Customer Contact Centre Operating Model"
HALLIWELL = "Halliwell, D. (2025), Who Owns Customer Experience? Part 2 of 4: Contact Center Operations"
LEVERS = "Why do operating model levers decide customer outcomes? (unsigned, undated)"
ISO_9001 = "ISO 9001:2015"
ITIL = "AXELOS (2023), ITIL 4"
TOGAF = "The Open Group (2022), The TOGAF Standard"
COBIT = "ISACA (2019), COBIT 2019"
DAMA = "DAMA International (2023), DAMA-DMBOK2"
