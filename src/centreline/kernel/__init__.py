"""Units, periods, identity, estimates, provenance and errors: nothing here knows what a contact centre is."""
