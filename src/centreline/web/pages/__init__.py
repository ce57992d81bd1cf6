"""Pages, an area of the product in each folder."""
