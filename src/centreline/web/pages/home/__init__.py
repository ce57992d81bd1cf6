"""Home: what each role asks first, answered at a glance."""
