"""Centreline holds a contact centre to its centreline: the written operating model against what really happened."""

__all__ = ["__version__"]

__version__ = "0.1.0"
