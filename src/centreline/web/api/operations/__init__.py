"""The operations, an area in each file; each file holds a `router`, and is found by itself."""
