"""Address of the file that says whom to tell of a weakness; RFC 9116 gives it."""

from django.urls import path

from centreline.web.pages.security.views import security_txt

__all__ = ["urlpatterns"]

urlpatterns = [path(".well-known/security.txt", security_txt, name="security_txt")]
