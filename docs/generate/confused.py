"""What each metric is not: the other number people mean when they say its name."""

__all__ = ["CONFUSED"]

CONFUSED: dict[str, str] = {}
"""By metric id, the end of the sentence “Do not confuse with …”."""
