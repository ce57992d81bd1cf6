"""What is answered once something in the settings was sent: whether it was written, and the page it stands on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

__all__ = ["answered"]


def answered(request: HttpRequest, *, wrote: bool, says: str, back: str) -> HttpResponse:
    """Say whether something was written, and lead back to the page.

    Args:
        request: Who sent it.
        wrote: Whether anything differs from what held before.
        says: What was written, and what comes of it.
        back: Address of the page.
    """
    if wrote:
        messages.success(request, says)
    else:
        messages.info(request, _("Nothing differs from what holds, and nothing was written."))
    return HttpResponseRedirect(back)
