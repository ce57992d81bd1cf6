"""Views of tables that people saved."""
