"""What a workspace may tune about a check."""

from dataclasses import dataclass

from centreline.kernel.errors import WorkspaceInvalid

__all__ = ["Parameter", "Value"]

MOST_DAYS, MOST = 36_500, 1_000_000_000
"""Beyond a hundred years no day can be counted from; beyond the other nothing is counted anywhere."""

Value = int | float | str | tuple[str, ...]
"""What a parameter may hold."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One number, word or list of words a check can be asked with.

    Attributes:
        name: Its name, with the unit: `review_grace_days`, `alike_share`.
        default: Its value unless a workspace says otherwise; it also fixes the type.
        meaning: What it does, in a sentence.
    """

    name: str
    default: Value
    meaning: str

    def accept(self, value: object, *, where: str) -> Value:
        """Return the value in the parameter's type.

        Args:
            value: What somebody wrote.
            where: File and path they wrote it at.

        Raises:
            WorkspaceInvalid: it is of another type, negative, a share beyond 1, or beyond what can be counted.
        """
        accepted = self._of_type(value)
        if accepted is None or (isinstance(accepted, (int, float)) and not self._in_range(accepted)):
            raise WorkspaceInvalid(f"{self.name} cannot be {value!r}", where=where, fix=f"write {self._wanted()}")
        return accepted

    def _of_type(self, value: object) -> Value | None:
        if isinstance(self.default, tuple):
            words = isinstance(value, (list, tuple)) and all(isinstance(word, str) for word in value)
            return tuple(value) if words and isinstance(value, (list, tuple)) else None
        if isinstance(self.default, str):
            return value if isinstance(value, str) else None
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        if isinstance(self.default, int):
            return value if isinstance(value, int) else None
        return float(value)

    def _in_range(self, value: float) -> bool:
        return 0 <= value <= self._most()

    def _most(self) -> float:
        return 1 if self.name.endswith("_share") else MOST_DAYS if self.name.endswith("days") else MOST

    def _wanted(self) -> str:
        if isinstance(self.default, tuple):
            return f"a list of words, such as [{', '.join(self.default[:2])}]"
        if isinstance(self.default, str):
            return f"a word, such as {self.default!r}"
        if self.name.endswith("_share"):
            return f"a share from 0 to 1, such as {self.default}"
        kind = "a whole number" if isinstance(self.default, int) else "a number"
        span = f"from 0 to {MOST_DAYS:,}" if self.name.endswith("days") else "zero or more"
        return f"{kind}, {span}, such as {self.default}"
