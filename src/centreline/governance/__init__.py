"""Who may do what, what people wrote and every version of it, and the trail of what was done."""
