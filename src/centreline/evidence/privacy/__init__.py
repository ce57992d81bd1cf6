"""What may be kept of a person, and what is replaced before anything touches the disk."""
