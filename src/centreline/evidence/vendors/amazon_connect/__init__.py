"""Amazon Connect: contact records (CTR) and the stream of agent events."""
