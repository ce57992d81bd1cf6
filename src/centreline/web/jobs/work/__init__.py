"""Kinds of long work, one in each file."""
