"""How the workspace is set up: how checks are tuned, its zone, how long records are kept."""
