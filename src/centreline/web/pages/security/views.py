"""`/.well-known/security.txt` (RFC 9116): whom to tell of a weakness, as whoever runs the server wrote it."""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

__all__ = ["security_txt"]

HOLDS_DAYS = 90
"""Days until a copy is to be fetched anew; RFC 9116 recommends less than a year."""


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Answer everybody who asks; where nobody said whom to tell, there is no such file.

    Raises:
        Http404: CENTRELINE_SECURITY_CONTACT is not set.
    """
    if not settings.SECURITY_CONTACTS:
        raise Http404
    ends = datetime.combine(timezone.now().date() + timedelta(days=HOLDS_DAYS), time(), tzinfo=UTC)
    lines = [f"Contact: {contact}" for contact in settings.SECURITY_CONTACTS]
    lines.append(f"Expires: {ends:%Y-%m-%dT%H:%M:%SZ}")
    if request.is_secure():  # the RFC knows it by its https:// address alone
        lines.append(f"Canonical: {request.build_absolute_uri(request.path)}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
