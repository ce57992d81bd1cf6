"""The operating review: as things stand, and as they stood when one was held."""
