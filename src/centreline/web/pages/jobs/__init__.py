"""Jobs: long work in progress, how far it is, and stopping it."""
