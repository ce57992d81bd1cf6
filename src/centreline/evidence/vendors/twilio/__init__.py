"""Twilio: TaskRouter events as Event Streams delivers them."""

from centreline.evidence.vendors.twilio.reader import TWILIO, Twilio

__all__ = ["TWILIO", "Twilio"]
