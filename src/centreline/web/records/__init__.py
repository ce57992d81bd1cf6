"""Rows of the database, and the functions that turn them into plain values."""
