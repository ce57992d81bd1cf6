"""How the site is put together: settings, addresses, who is asking, and the centre that is looked at."""
