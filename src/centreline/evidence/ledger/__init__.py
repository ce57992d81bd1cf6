"""The issue ledger: which customers are one person, and which contacts are about one need."""
