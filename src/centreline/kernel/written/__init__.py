"""What people write: YAML documents read into models, with the file, line and remedy in every message."""
