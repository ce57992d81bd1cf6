"""My day: what an agent opens on, and what they say being heard."""
