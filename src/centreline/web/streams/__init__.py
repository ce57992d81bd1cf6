"""Event streams: a process apart that tells open pages that something changed, and never what."""
