"""Genesys Cloud: conversation details, schedules and historical adherence."""
