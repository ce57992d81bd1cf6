"""Search: one field for everything somebody may see."""
