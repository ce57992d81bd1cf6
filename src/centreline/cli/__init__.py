"""What a person types: one module per command, argument parsing and printing, nothing else."""

from centreline.cli.app import app, main

__all__ = ["app", "main"]
