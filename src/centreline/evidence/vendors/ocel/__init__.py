"""OCEL 2.0, event logs about many objects, in and out."""
