"""Long work: done by a process of its own, with progress that survives a reload."""
