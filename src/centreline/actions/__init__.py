"""The loop in verbs, one file each. Time and the acting person come in as arguments."""
