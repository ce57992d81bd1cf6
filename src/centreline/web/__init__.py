"""The product in the browser: the only package that speaks Django."""
