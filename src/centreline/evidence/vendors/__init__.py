"""Readers of what systems export: one package for each vendor or format."""
