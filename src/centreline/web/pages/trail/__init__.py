"""The trail: what was done, by whom, and whether all of it is as it was written."""
