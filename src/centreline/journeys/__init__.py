"""Intended journeys met with what happened: which contacts belong to which touchpoint, and how work really moved."""
