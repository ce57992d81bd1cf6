"""Whom to tell of a weakness of this server."""
