"""The live floor: the day as a wall display shows it."""
