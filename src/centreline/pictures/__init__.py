"""Pictures of paper walls: taken in without what a camera adds, read by a machine, and grouped into notes."""
