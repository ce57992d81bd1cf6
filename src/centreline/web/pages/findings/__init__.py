"""Findings: the register of what is out of line, each with its evidence, and the board where leaders decide."""
