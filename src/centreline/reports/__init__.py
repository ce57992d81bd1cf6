"""Pages a manager reads: what was found, how it is known, what was not examined, and what to do first."""
