"""The checks, one module for each family; nothing imports them but the catalogue."""
