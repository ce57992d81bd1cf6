"""Help: what a page is for, in plain words, what one may do, and the keys."""
