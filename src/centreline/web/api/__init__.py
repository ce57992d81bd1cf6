"""What programs ask for and write: the same acts, permissions and reading rules as the pages, in JSON."""
