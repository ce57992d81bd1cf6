def evidence() -> None:
    """Later."""
