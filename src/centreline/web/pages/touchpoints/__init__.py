"""The sheet of a touchpoint: its facts, what people say about it, and what the records show."""
