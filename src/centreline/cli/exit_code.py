"""What the command says to the shell."""

from enum import IntEnum

__all__ = ["ExitCode"]


class ExitCode(IntEnum):
    """What the command says to the shell."""

    DONE = 0
    FINDINGS = 1  # findings at or above --fail-on
    BAD_INPUT = 2  # what, where and how to mend stand on standard error
    UNFORESEEN = 3  # a fault of the program
