"""Intercom: conversations, what was said in them, and how they were rated."""

from centreline.evidence.vendors.intercom.reader import INTERCOM, Intercom

__all__ = ["INTERCOM", "Intercom"]
