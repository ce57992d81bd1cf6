"""Imports: what was brought, how good it is, bringing a file step by step, and taking an import back."""
