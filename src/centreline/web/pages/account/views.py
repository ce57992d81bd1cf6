"""Appearance and language, kept in cookies: they are no secret, and hold for whoever uses this browser."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

__all__ = ["preferences"]

THEMES = ("system", "light", "dark", "contrast")
A_YEAR_S = 365 * 86_400


@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep the appearance or the language that was chosen, and go back."""
    onward = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(onward, allowed_hosts={request.get_host()})
    response = HttpResponseRedirect(onward if safe else "/")
    chosen = {"theme": request.POST.get("theme"), settings.LANGUAGE_COOKIE_NAME: request.POST.get("language")}
    allowed = {"theme": THEMES, settings.LANGUAGE_COOKIE_NAME: [code for code, _ in settings.LANGUAGES]}
    for name, value in chosen.items():
        if value in allowed[name]:
            response.set_cookie(
                name, value, max_age=A_YEAR_S, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE, httponly=True
            )
    return response
