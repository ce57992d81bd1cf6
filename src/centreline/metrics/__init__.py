"""What is counted: every number has one definition, in one or more published variants, and says how sure it is."""
