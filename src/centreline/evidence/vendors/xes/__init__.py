"""XES, the event logs of IEEE 1849, in and out."""
