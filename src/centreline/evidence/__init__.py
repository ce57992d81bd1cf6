"""What happened: tables under contract, how they are filled, kept and read."""
