"""Accounts: made by an administrator, never by whoever comes along."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from centreline.governance.step import Step
from centreline.web.records.people import actor_of, row_named
from centreline.web.records.second_factors import open_factor, seal_factor
from centreline.web.records.store import DjangoState

__all__ = ["Adapter", "FactorAdapter", "ProviderAdapter"]


class Adapter(DefaultAccountAdapter):
    """How accounts behave here."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up: people are added by an administrator."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **given: Any) -> HttpResponse | None:
        """Turn away whom the contract of their partner let in and lets in no longer, and say so."""
        if user.is_active and actor_of(user) is None:
            return render(request, "account/ended.html", {"partner": user.partner}, status=403)
        answer: HttpResponse | None = super().pre_login(request, user, **given)
        return answer

    def login(self, request: HttpRequest, user: Any) -> None:
        """Sign somebody in, and write that in the trail."""
        super().login(request, user)
        actor = actor_of(user)
        if actor is not None:
            step = Step(DjangoState(), actor, timezone.now(), "sign_in")
            with step.state.one_step():
                step.note("session", actor.name, says="signed in")


class FactorAdapter(DefaultMFAAdapter):
    """How second factors are kept here: sealed, so that a copy of the database alone makes no code."""

    def encrypt(self, text: str) -> str:
        """Return what a factor is made of, as it is stored."""
        return seal_factor(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what a factor is made of; one that was stored before anything was sealed is read as it is."""
        return open_factor(encrypted_text)


class ProviderAdapter(DefaultSocialAccountAdapter):
    """How signing in through a provider behaves here: whoever it names has to have been added by an administrator."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ARG002 - allauth's signature
        """Nobody signs up, by whatever provider."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Let somebody in whose name at the provider is their name here; anybody else is told to ask."""
        if sociallogin.is_existing:
            return
        name = _name_at_provider(sociallogin.account)
        person = row_named(name)
        if person is None:
            raise ImmediateHttpResponse(render(request, "account/unknown.html", {"name": name}, status=403))
        sociallogin.connect(request, person)


def _name_at_provider(account: Any) -> str:
    """Return what a provider calls whoever signs in: with SAML what it knows them by, otherwise a claim beside it."""
    if account.provider == "saml":
        return str(account.uid)
    data = account.extra_data
    return str({**data.get("id_token", {}), **data.get("userinfo", {})}.get("preferred_username", ""))
