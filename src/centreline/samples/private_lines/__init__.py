"""Made-up lines in which something stands that may not be kept, each with a label that says what and where."""
