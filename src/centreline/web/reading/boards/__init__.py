"""Boards as somebody may read them: pages show them, and both pages and the API hand them out as files."""
