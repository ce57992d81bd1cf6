"""What one person may read of what was found, of what people wrote and of what is intended: pages and API ask here."""
