"""Chatwoot: conversations, messages, reporting events and what customers answered."""

from centreline.evidence.vendors.chatwoot.reader import CHATWOOT, Chatwoot

__all__ = ["CHATWOOT", "Chatwoot"]
