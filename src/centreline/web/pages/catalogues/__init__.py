"""Catalogues: what the operating model is made of, what words mean, and the history of whatever people wrote."""
