"""What a form sends back of what it showed: what nobody changed stays as it was written, its order and its blanks."""

from collections.abc import Callable, Sequence

__all__ = ["picked", "text_of", "typed"]


def picked(sent: Sequence[str], held: Sequence[str]) -> list[str]:
    """Return what was picked: what was there in the order in which it was written, then what is new.

    A form offers choices in an order of its own, and a browser sends them in that order.

    >>> picked(["billing", "switchboard", "wiki"], ["switchboard", "crm", "billing"])
    ['switchboard', 'billing', 'wiki']
    """
    return [*(one for one in held if one in sent), *(one for one in sent if one not in held)]


def typed(sent: list[str], held: Sequence[str], *, parted: Callable[[str], list[str]]) -> list[str]:
    """Return what was typed as one text with many parts; as it was where it reads as what is held is shown.

    Args:
        sent: The parts.
        held: What is held.
        parted: How a text is taken apart: a part in which the sign between parts stands itself would become two.

    >>> typed(["Terms", "2026"], ["Terms, 2026"], parted=lambda text: text.split(", "))
    ['Terms, 2026']
    """
    return list(held) if [part for one in held for part in parted(one)] == sent else sent


def text_of(sent: str, held: str | None) -> str | None:
    r"""Return what was written into a field without blanks around it, and None for nothing; as it was where unchanged.

    Browsers end a line of a text with two characters, however it was written.

    >>> text_of(" two\r\nlines ", "two\nlines\n"), text_of(" ", None)
    ('two\nlines\n', None)
    """
    said = sent.replace("\r\n", "\n").strip()
    return held if held is not None and held.replace("\r\n", "\n").strip() == said else said or None
