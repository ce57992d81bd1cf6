"""Tags that draw an icon of our own sheet; an icon beside a word is silent, one that stands alone has a name."""

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

__all__ = ["TURNING", "icon"]

register = template.Library()

TURNING = frozenset({"chevron-right", "chevron-left", "arrow-right", "arrow-left", "sign-out", "external", "undo"})
"""Icons that point along the line of reading and are turned where that runs from right to left."""


@register.simple_tag
def icon(name: str, title: str = "", size: str = "") -> SafeString:
    """Draw an icon by its name in `img/icons.svg`.

    Args:
        name: The icon.
        title: What it says to those who hear the page; leave empty beside a word that says the same.
        size: `lg` for the larger one.
    """
    style = f"icon{' icon-lg' if size == 'lg' else ''}{' icon-turns' if name in TURNING else ''}"
    address = f"{static('img/icons.svg')}#{name}"
    if title:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"></use></svg>', style, title, address
        )
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}"></use></svg>', style, address
    )
