"""A made-up contact centre, seeded and of any size, and faults that can be planted in it with their answer key."""
