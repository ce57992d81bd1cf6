"""The loop in verbs: what can be done to a workspace, one file each. Time and the acting person come in as arguments."""
