"""How one likes to see things: appearance and language."""
