"""What stands around every page: who asks, whose rows they may see, and how a stop is shown."""
