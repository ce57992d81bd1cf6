"""Making a mapping for a file nobody has mapped yet: what its columns hold, and which field each may fill."""
