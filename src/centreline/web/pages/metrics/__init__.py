"""Metrics: the list of every definition, and one page for each with all its ways of counting side by side."""
