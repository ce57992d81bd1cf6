"""Journeys as boards: drafts, cards, notes, review and publication."""
