"""Proposals: changes of the operating model and of definitions, from the first word to the version they became."""
