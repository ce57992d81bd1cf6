"""Taking people and old rows out of the evidence, so that nothing of them is left and nothing brings them back."""
