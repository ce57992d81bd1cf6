"""The book of questions: every check, what it found, and what it could not look at."""
