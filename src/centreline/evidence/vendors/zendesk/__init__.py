"""Zendesk: tickets, their metrics and audits, and what customers answered."""

from centreline.evidence.vendors.zendesk.reader import ZENDESK, Zendesk

__all__ = ["ZENDESK", "Zendesk"]
